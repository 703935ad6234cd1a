"""A snapshot that is incomplete, altered or of another time is refused, and says what to do."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from catalogue.editorial import EditorialPage
from catalogue.errors import CatalogueError
from catalogue.offer import EndedOffer
from catalogue.snapshot import FILES, MANIFEST, diff_snapshots, digest_of, read_snapshot
from tests.world import AACHEN, OFFER, REGIONS, written


def altered(snapshot: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """The snapshot with a changed manifest whose own digest is right again."""
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    manifest["digest"] = digest_of(manifest["files"])
    (snapshot / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    return snapshot


def rewritten(snapshot: Path, name: str, text: str) -> Path:
    """The snapshot with another file and a manifest that vouches for it."""
    (snapshot / name).write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return altered(snapshot, lambda manifest: manifest["files"].__setitem__(name, digest))


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("offers.jsonl", lambda text: text.replace("Jugend", "Kinder"), "Prüfsumme"),
        (MANIFEST, lambda text: text.replace('"schema_version":1', '"schema_version":9'), "9"),
        (MANIFEST, lambda text: text.replace('"digest":"', '"digest":"0'), "Prüfsumme"),
        (MANIFEST, lambda text: text[:20], "nicht lesbar"),
        (MANIFEST, lambda text: "[]", "nicht lesbar"),
        (MANIFEST, lambda text: "{}", "nicht lesbar"),
        (MANIFEST, lambda text: '{"schema_version":1}', "es fehlt counts, digest, files"),
        (MANIFEST, lambda text: text.replace('"offers":1', '"offers":"1"'), "eine ganze Zahl"),
    ],
)
def test_an_altered_file(
    tmp_path: Path, name: str, change: Callable[[str], str], message: str
) -> None:
    file = written(tmp_path / "s", OFFER) / name
    text = file.read_text(encoding="utf-8")
    assert change(text) != text
    file.write_text(change(text), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        read_snapshot(tmp_path / "s")


@pytest.mark.parametrize("name", sorted(FILES | {MANIFEST}))
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (written(tmp_path / "s", OFFER) / name).unlink()
    with pytest.raises(CatalogueError, match=f"{name} fehlt.*Bitte neu exportieren"):
        read_snapshot(tmp_path / "s")


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest["files"].pop("gone.jsonl"),
        lambda manifest: manifest["files"].update({"../geheim": "0"}),
    ],
)
def test_a_manifest_with_other_files(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    with pytest.raises(CatalogueError, match="nennt andere Dateien"):
        read_snapshot(altered(written(tmp_path / "s", OFFER), change))


def test_a_row_that_breaks_the_contract_is_named_with_its_line(tmp_path: Path) -> None:
    snapshot = written(tmp_path / "s", OFFER)
    row = (snapshot / "offers.jsonl").read_text(encoding="utf-8")
    wrong = row + row.replace('"scope":"local"', '"scope":"weltweit"')
    with pytest.raises(CatalogueError, match=r"offers\.jsonl, Zeile 2\.scope: 'weltweit'"):
        read_snapshot(rewritten(snapshot, "offers.jsonl", wrong))


@pytest.mark.parametrize("ids", [("1", "1"), ("2", "1"), ("1", "3", "2")])
def test_offers_out_of_order_are_not_written(tmp_path: Path, ids: tuple[str, ...]) -> None:
    with pytest.raises(CatalogueError, match=r"offers: . steht nicht in der Reihenfolge"):
        written(tmp_path / "s", *(replace(OFFER, id=key) for key in ids))
    with pytest.raises(CatalogueError, match="fehlt"):
        read_snapshot(tmp_path / "s")


def test_the_difference_names_what_came_changed_and_went(tmp_path: Path) -> None:
    one, two, three = (replace(OFFER, id=key, path=f"/{key}/") for key in "123")
    old = read_snapshot(written(tmp_path / "a", one, two))
    new = read_snapshot(written(tmp_path / "b", replace(two, title="Neu"), three))
    difference = diff_snapshots(old, new)
    assert (difference.added, difference.changed, difference.removed) == ({"3"}, {"2"}, {"1"})
    assert not difference.surroundings_changed
    assert not difference.is_empty
    assert diff_snapshots(new, new).is_empty


@pytest.mark.parametrize(
    "change",
    [
        {"gone": (EndedOffer("9", "/9/", "Alt", "Bad", "x", AACHEN, OFFER.changed_on),)},
        {"pages": (EditorialPage("/a/", "", "", "", OFFER.changed_on, OFFER.changed_on),)},
        {"regions": replace(REGIONS, aliases=(), postal_codes=())},
        {"categories": ()},
    ],
)
def test_other_files_are_the_surroundings(tmp_path: Path, change: dict[str, Any]) -> None:
    old = read_snapshot(written(tmp_path / "a", OFFER))
    difference = diff_snapshots(old, replace(old, **change))
    assert difference.surroundings_changed
    assert not difference.added | difference.changed | difference.removed
