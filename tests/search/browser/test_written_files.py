"""What lies in the folder of the browser index, and what a change of one offer changes there."""

import json
from dataclasses import replace
from math import floor
from pathlib import Path

import brotli
import pytest

from catalogue.offer import Offer
from catalogue.snapshot import read_snapshot
from search.browser_index import write_browser_index
from search.contract import Point
from search.documents import stored
from search.index import SearchIndex, build_index
from tests.world import CATEGORIES, written

HEAVIEST_START = 64 * 1024
"""Bytes in Brotli; half of what a first answer may weigh."""
NOWHERE = Point(0.0, 0.0)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _other(index: SearchIndex, folder: Path, *offers: Offer) -> SearchIndex:
    snapshot = index.snapshot
    path = written(
        folder,
        *sorted(offers, key=lambda offer: offer.id),
        regions=snapshot.regions,
        categories=snapshot.categories,
    )
    return build_index(read_snapshot(path))


def test_the_same_state_is_the_same_bytes(
    demo_index: SearchIndex, written_index: Path, tmp_path: Path
) -> None:
    write_browser_index(demo_index, tmp_path)
    assert _names(tmp_path) == _names(written_index)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (written_index / path.name).read_bytes()


def test_the_manifest_names_every_file_and_no_other(written_index: Path) -> None:
    manifest = json.loads((written_index / "manifest.json").read_text(encoding="utf-8"))
    named = {
        *manifest["files"].values(),
        *manifest["postings"].values(),
        *manifest["spellings"].values(),
        *(name for _, name in manifest["cards"]),
        "manifest.json",
    }
    assert named == _names(written_index)


def test_the_counts_are_those_of_the_folder(demo_index: SearchIndex, tmp_path: Path) -> None:
    counts = write_browser_index(demo_index, tmp_path)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert counts == {"files": len(sizes), "bytes": sum(sizes)}


def test_other_words_in_a_summary_change_few_files(
    demo_index: SearchIndex, written_index: Path, tmp_path: Path
) -> None:
    first, *others = demo_index.snapshot.offers
    changed = _other(demo_index, tmp_path / "s", replace(first, summary="Zitherspiel"), *others)
    write_browser_index(changed, tmp_path / "index")
    new = _names(tmp_path / "index") - _names(written_index)
    kinds = sorted(name.rsplit("-", 1)[0] for name in new if name != "manifest.json")
    assert kinds.count("cards") == 1
    assert len(kinds) < len(_names(written_index)) / 4, kinds
    assert {"language", "places", "points", "dates", "suggestions"}.isdisjoint(kinds)


def test_a_new_offer_changes_one_chunk_of_cards(
    demo_index: SearchIndex, written_index: Path, tmp_path: Path
) -> None:
    offers = demo_index.snapshot.offers
    new = replace(offers[0], id="00000000-0000-4000-8000-00000000ffff", path="/angebote/x/neu/")
    write_browser_index(_other(demo_index, tmp_path / "s", *offers, new), tmp_path / "index")
    changed = _names(tmp_path / "index") - _names(written_index)
    assert len([name for name in changed if name.startswith("cards-")]) == 1


def test_a_state_without_offers_can_be_written(tmp_path: Path) -> None:
    index = build_index(read_snapshot(written(tmp_path / "s", categories=CATEGORIES)))
    write_browser_index(index, tmp_path / "index")
    manifest = json.loads((tmp_path / "index" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["offers"] == 0
    assert manifest["cards"] == []


def test_points_come_back_exactly_as_the_engines_store_them(
    demo_index: SearchIndex, written_index: Path
) -> None:
    (path,) = written_index.glob("points-*.json")
    points = json.loads(path.read_text(encoding="utf-8"))
    scale = 10 ** points["decimals"]
    for document, row in zip(demo_index.documents, points["of"], strict=True):
        town = demo_index.gazetteer.regions[document.regions[-1]] if document.regions else NOWHERE
        south, west = floor(town.lat * scale), floor(town.lon * scale)
        pairs = zip(row[::2], row[1::2], strict=True)
        back = tuple(stored((south + a) / scale, (west + o) / scale) for a, o in pairs)
        assert back == document.points


@pytest.mark.parametrize("letter", ["_", "м", "博"])
def test_letters_beyond_ascii_have_files_with_plain_names(letter: str, written_index: Path) -> None:
    manifest = json.loads((written_index / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["postings"][letter].startswith(f"postings-u{ord(letter):x}-")


def test_what_every_question_loads_is_light(written_index: Path) -> None:
    names = ("manifest", "language", "places", "tokens", "facets")
    files = [path for name in names for path in written_index.glob(f"{name}*.json")]
    assert len(files) == len(names)
    weight = sum(len(brotli.compress(path.read_bytes(), quality=11)) for path in files)
    assert weight <= HEAVIEST_START
