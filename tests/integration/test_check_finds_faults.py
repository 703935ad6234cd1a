"""The check before the switch: what is wrong with a site is said, page by page."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.offer import EndedOffer
from site_builder import check, releases
from site_builder.__main__ import main
from site_builder.build import build
from site_builder.check import check_site
from site_builder.page_check import read_page
from site_builder.state import State, read_state, write_state
from tests.world import AACHEN, OFFER, written

SITE_URL = "https://angebote.example"
ENDED = EndedOffer(
    id="0002",
    path="/angebote/aachen/eishalle/",
    title="Schlittschuhe frei",
    provider="Eishalle Nord",
    category="freizeit-sport",
    municipality=AACHEN,
    ended_on=date(2026, 10, 31),
)
GOOD = (
    '<html lang="de"><title>Titel</title><link rel="canonical" href="https://angebote.example/x/">'
    '<a href="#inhalt">Zum Inhalt</a><main id="inhalt"><h1 class="gross">Titel</h1></main></html>'
)


def built(base: Path, title: str = "Titel", **changes: object) -> Path:
    snapshot = written(base / title, replace(OFFER, title=title, **changes), gone=(ENDED,))
    return base / "r" / build(snapshot, base / "r", site_url=SITE_URL).release


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("", "", None),
        ('lang="de"', "", "lang fehlt"),
        ("<title>Titel</title>", "", "title fehlt"),
        ("<title>Titel</title>", "<title> </title>", "title fehlt"),
        ("<title>", "<title>Eins</title><title>", "title fehlt oder kommt zweimal vor"),
        (">Titel</h1>", "></h1>", "h1 fehlt"),
        (">Titel</h1>", "><br></h1>", "h1 fehlt"),
        (">Titel</h1>", "><b>Titel</b></h1>", None),
        ("<h1", "<h1>Noch eine</h1><h1", "mehr als eine Hauptüberschrift"),
        ("#inhalt", "#anfang", "der Verweis auf #anfang führt ins Leere"),
        ('href="#inhalt"', 'href="inhalt/"', "beginnt weder mit / noch mit https:"),
        ('href="#inhalt"', 'href="mailto:a@b.example"', None),
        ("<main", '<p id="inhalt"></p><main', "eine id kommt zweimal vor"),
        ("example/x/", "example/y/", "die eigene Adresse"),
        ("<link", '<meta name="robots" content="noindex"><link', None),
    ],
)
def test_one_page(old: str, new: str, finding: str | None) -> None:
    findings = read_page("/x/", GOOD.replace(old, new, 1), SITE_URL).findings
    assert len(findings) == (1 if finding else 0), findings
    assert not finding or findings[0].startswith("/x/: ")
    assert not finding or finding in findings[0]


def lose(release: Path) -> None:
    (release / "site/orte/aachen/index.html").unlink()


def stray(release: Path) -> None:
    (release / "site/entwurf").mkdir()
    (release / "site/entwurf/index.html").write_text(GOOD, encoding="utf-8")


def rewrite(file: str, old: str, new: str) -> Callable[[Path], None]:
    def damage(release: Path) -> None:
        path = release / "site" / file
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new), encoding="utf-8")

    return damage


def state(**changes: Callable[[State], object]) -> Callable[[Path], None]:
    def damage(release: Path) -> None:
        known = read_state(release)
        assert known is not None
        write_state(release, replace(known, **{k: v(known) for k, v in changes.items()}))

    return damage


def without_assets(release: Path) -> None:
    next((release / "site/assets").glob("kern*")).unlink()


DAMAGES = [
    (lose, "/orte/aachen/: die Seite fehlt."),
    (stray, "/entwurf/: diese Seite gehört nicht zum Stand."),
    (without_assets, "kern"),
    (rewrite("orte/aachen/index.html", 'href="/neu/"', 'href="/alt/"'), "auf /alt/ führt ins"),
    (rewrite("index.html", "/orte/#a", "/orte/#z"), "auf /orte/#z führt ins Leere"),
    (rewrite("orte/index.html", 'id="a"', 'id="b"'), "auf /orte/#a führt ins Leere"),
    (rewrite("sitemap.xml", "/orte/aachen/<", "/orte/bonn/<"), "orte/bonn/ gehört nicht hinein"),
    (rewrite("sitemap.xml", "/orte/aachen/<", "/orte/bonn/<"), "orte/aachen/ fehlt"),
    (rewrite("sitemap.xml", "/orte/aachen/<", "/orte/<"), "zweimal"),
    (rewrite("sitemap.xml", SITE_URL, "https://fremd.example"), "fremd.example/ gehört nicht"),
    (
        rewrite("angebote/aachen/eishalle/index.html", 'content="noindex"', 'content="all"'),
        "/angebote/aachen/eishalle/: beendet, aber nicht versteckt.",
    ),
    (state(offers=lambda s: {**s.offers, "/angebote/x/": "9"}), "/angebote/x/: das Angebot hat"),
    (state(offers=lambda s: {}), "steht nicht im Schnappschuss"),
    (
        rewrite(
            "angebote/aachen/lindenbad/index.html",
            '<meta name="color-scheme"',
            '<meta name="robots" content="noindex">\n<meta name="color-scheme"',
        ),
        "/angebote/aachen/lindenbad/: das Angebot ist versteckt.",
    ),
]


@pytest.mark.parametrize(("damage", "finding"), DAMAGES)
@pytest.mark.parametrize("remembered", [False, True])
def test_a_whole_site(
    tmp_path: Path, remembered: bool, damage: Callable[[Path], None], finding: str
) -> None:
    release = built(tmp_path)
    if remembered:
        assert check_site(release) == []
        assert (release / check.CHECKED).exists()
    damage(release)
    findings = check_site(release)
    assert any(finding in text for text in findings), findings
    assert check_site(release) == findings


def test_pages_taken_over_unchanged_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(tmp_path)
    assert check_site(first) == []
    releases.promote(tmp_path / "r", first.name)
    second = built(tmp_path, "Neuer Titel")
    read: list[str] = []

    def reading(address: str, html: str, site_url: str) -> object:
        read.append(address)
        return read_page(address, html, site_url)

    monkeypatch.setattr(check, "read_page", reading)
    assert check_site(second) == []
    assert OFFER.path in read
    assert "/impressum/" not in read
    read.clear()
    assert check_site(second, full=True) == []
    assert "/impressum/" in read


def test_a_link_of_an_unchanged_page_to_a_lost_one_is_found(tmp_path: Path) -> None:
    first = built(tmp_path)
    assert check_site(first) == []
    releases.promote(tmp_path / "r", first.name)
    second = built(tmp_path, "Neuer Titel")
    known = read_state(second)
    assert known is not None
    pages = {a: f for a, f in known.pages.items() if a != "/hilfe/"}
    write_state(second, replace(known, pages=pages))
    (second / "site/hilfe/index.html").unlink()
    findings = check_site(second)
    assert "/impressum/: der Verweis auf /hilfe/ führt ins Leere." in findings


def test_a_check_by_other_rules_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = built(tmp_path)
    assert check_site(release) == []
    monkeypatch.setattr(check, "_rules", lambda: "andere")
    calls: list[str] = []
    monkeypatch.setattr(check, "read_page", lambda a, h, u: calls.append(a) or read_page(a, h, u))
    assert check_site(release) == []
    assert len(calls) > 10


def test_a_site_of_another_snapshot_is_refused(tmp_path: Path) -> None:
    release = built(tmp_path)
    assert main(["check", str(release), "--snapshot", str(tmp_path / "Titel")]) == 0
    other = written(tmp_path / "b", replace(OFFER, path="/angebote/aachen/anderswo/"))
    findings = check_site(release, snapshot=other)
    assert any("zu einem anderen Schnappschuss" in text for text in findings)
    assert any("/angebote/aachen/anderswo/" in text for text in findings)
    assert any(OFFER.path in text for text in findings)


def test_files_beside_the_pages_are_welcome(tmp_path: Path) -> None:
    release = built(tmp_path)
    (release / "site/suche").mkdir(exist_ok=True)
    (release / "site/suche/index.json").write_text("{}")
    assert check_site(release) == []


def with_index(release: Path, **changes: object) -> Path:
    folder = release / "site/suche/index"
    folder.mkdir()
    digest = json.loads((release / "pages.json").read_text())["digest"]
    manifest = {"digest": digest, "files": {"places": "places-0a.json"}, **changes}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "places-0a.json").write_text("{}")
    return folder


def test_the_search_in_the_browser_is_of_the_same_state_and_complete(tmp_path: Path) -> None:
    release = built(tmp_path)
    folder = with_index(release)
    assert check_site(release) == []
    (folder / "places-0a.json").unlink()
    assert check_site(release) == [
        "/suche/index/places-0a.json: die Datei fehlt der Suche im Browser."
    ]


def test_the_search_in_the_browser_of_another_state_is_refused(tmp_path: Path) -> None:
    release = built(tmp_path)
    with_index(release, digest="ab" * 32)
    assert check_site(release) == [
        "/suche/index/: die Suche im Browser gehört zu einem anderen Stand."
    ]


def test_the_application_has_a_server_of_its_own(tmp_path: Path) -> None:
    release = built(tmp_path)
    assert "/antrag/" in (release / "site/index.html").read_text(encoding="utf-8")
    assert check_site(release) == []
