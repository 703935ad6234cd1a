"""A site is built from a snapshot, checked, made public, changed and taken back."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.errors import CatalogueError
from catalogue.offer import EndedOffer
from site_builder import build as building
from site_builder import releases
from site_builder.__main__ import main
from site_builder.check import check_site
from site_builder.generation import GenerationError
from tests.world import AACHEN, OFFER, written

SITE_URL = "https://angebote.example"


def built(snapshot: Path, target: Path, *, full: bool = False) -> Path:
    target.mkdir(exist_ok=True)
    return target / building.build(snapshot, target, site_url=SITE_URL, full=full).release


def tree(release: Path) -> dict[str, bytes]:
    files = (path for path in (release / "site").rglob("*") if path.is_file())
    return {str(path.relative_to(release)): path.read_bytes() for path in files}


def page(release: Path, address: str) -> str:
    return (release / "site" / address.strip("/") / "index.html").read_text(encoding="utf-8")


def test_a_built_site_has_no_findings_and_escapes_what_editors_type(tmp_path: Path) -> None:
    release = built(written(tmp_path / "s", OFFER), tmp_path / "r")
    assert check_site(release) == []
    html = page(release, OFFER.path)
    assert "Zum Jugendtarif &lt;schwimmen&gt;" in html
    assert "10 % Nachlass: Einzelkarte" in html
    assert "30. Juni 2027" in html
    assert "Barrierefreiheit: keine Angabe" in html
    assert "Beispieldaten" in html
    assert "nimmt nicht an der Ehrenamtskarte teil" in page(release, "/orte/telgte/")
    assert "https://" not in html.replace(SITE_URL, "").replace("https://schema.org", "")


@pytest.mark.parametrize(
    "field", ["title", "provider", "summary", "conditions", "redemption", "municipality"]
)
def test_script_in_a_text_field_is_never_executed(tmp_path: Path, field: str) -> None:
    attack = '</script><script>alert("x")</script><img src=x onerror=alert(1)>'
    release = built(written(tmp_path / "s", replace(OFFER, **{field: attack})), tmp_path / "r")
    for name, content in tree(release).items():
        assert b'<script>alert("x")' not in content, name
        assert b"<img" not in content, name


def test_the_public_sees_the_new_release_only_after_the_switch(tmp_path: Path) -> None:
    target = tmp_path / "r"
    first = built(written(tmp_path / "a", OFFER), target)
    releases.promote(target, first.name)
    before = tree(first)
    second = built(written(tmp_path / "b", replace(OFFER, title="Neuer Titel")), target)
    assert releases.current_name(target) == first.name
    assert tree(first) == before
    releases.promote(target, second.name)
    assert "Neuer Titel" in page(target / "current", OFFER.path)
    assert releases.rollback(target) == first.name
    assert "Neuer Titel" not in page(target / "current", OFFER.path)


def test_an_ended_build_leaves_the_old_site(tmp_path: Path, monkeypatch) -> None:
    target = tmp_path / "r"
    first = built(written(tmp_path / "a", OFFER), target)
    releases.promote(target, first.name)
    other = written(tmp_path / "b", replace(OFFER, title="Neu"))

    def broken(*_: object) -> str:
        raise OSError(28, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")

    with monkeypatch.context() as patch:
        patch.setattr("site_builder.writer.render_page", broken)
        with pytest.raises(OSError, match="Speicherplatz"):
            built(other, target)
    assert releases.current_name(target) == first.name
    assert [path.name for path in target.iterdir() if path.name[0] not in ".c"] == [first.name]
    assert check_site(built(other, target)) == []


def test_a_refused_snapshot_says_so_in_one_sentence(tmp_path: Path, capsys) -> None:
    snapshot = written(tmp_path / "s", OFFER)
    (snapshot / "offers.jsonl").write_text("{}\n", encoding="utf-8")
    assert main(["build", str(snapshot), str(tmp_path / "r")]) == 1
    assert "Prüfsumme stimmt nicht" in capsys.readouterr().err
    with pytest.raises(CatalogueError, match="fehlt"):
        built(tmp_path / "nirgends", tmp_path / "r")


def test_a_full_rebuild_never_touches_the_public_release(tmp_path: Path) -> None:
    snapshot, target = written(tmp_path / "s", OFFER), tmp_path / "r"
    first = built(snapshot, target)
    releases.promote(target, first.name)
    second = built(snapshot, target, full=True)
    assert second.name != first.name
    assert tree(second) == tree(first)
    assert releases.current_name(target) == first.name


def test_an_ended_offer_says_so_and_leads_on(tmp_path: Path) -> None:
    ended = EndedOffer(
        id="0002",
        path="/angebote/aachen/eishalle/",
        title="Schlittschuhe frei",
        provider="Eishalle Nord",
        category="freizeit-sport",
        municipality=AACHEN,
        ended_on=date(2026, 10, 31),
    )
    release = built(written(tmp_path / "s", OFFER, gone=(ended,)), tmp_path / "r")
    html = page(release, ended.path)
    assert "endete am 31. Oktober 2026" in html
    assert 'content="noindex"' in html
    assert OFFER.path in html
    assert ended.path not in (release / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert check_site(release) == []


def test_an_error_that_pelican_only_logs_ends_the_build(tmp_path: Path, monkeypatch) -> None:
    def logs_an_error(self: object) -> None:
        logging.getLogger("pelican.probe").error("Das Plugin ist kaputt")

    monkeypatch.setattr("site_builder.plugin.DirectoryGenerator.generate_context", logs_an_error)
    with pytest.raises(GenerationError, match="Das Plugin ist kaputt"):
        built(written(tmp_path / "s", OFFER), tmp_path / "r")


def test_old_releases_go_but_the_public_one_stays(tmp_path: Path) -> None:
    target = tmp_path / "r"
    names = []
    for number in range(4):
        offer = replace(OFFER, title=f"Titel {number}")
        names.append(built(written(tmp_path / f"s{number}", offer), target).name)
    releases.promote(target, names[0])
    assert sorted(releases.prune(target, keep=2)) == [names[1]]
    assert (target / "current" / "pages.json").exists()
    with pytest.raises(releases.ReleaseError):
        releases.promote(target, names[1])
