"""The pages of the application as files: complete, linked, light, and the same again."""

import re
import zlib
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from applications.keys.directory import build_directory, sign_directory
from applications.keys.keypair import new_signing_key, read_signing_key
from applications.pages.__main__ import main
from applications.pages.writing import Site, write_pages
from applications.states import STATE_LABELS, Action, State
from applications.timers import TIMERS
from catalogue.offices import CardPolicy, IssuingOffice, Offices
from catalogue.register import load_register
from catalogue.snapshot import write_snapshot
from catalogue.texts import read_texts

ON = date(2026, 11, 24)
RHEINE = "05566076"
REGISTER = load_register()
OFFICES = Offices(
    (IssuingOffice("rheine", "Stadt Rheine", (RHEINE,), "Markt <1>", "48429", "Rheine"),),
    (CardPolicy("05", date(2008, 11, 1), "Richtlinie", hours_per_year=200, hours_per_week=4),),
)
ELSEWHERE = re.compile(r"/((suche|orte|kategorien|landesweit|neu|kreise|aktuelles)/.*)?")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("seiten")
    write_pages(Site(REGISTER, OFFICES, read_texts(), "https://angebote.example"), output, on=ON)
    return output


def addresses(html: str) -> set[str]:
    return {unescape(found) for found in re.findall(r'(?:href|src|data-places)="([^"]+)"', html)}


def test_every_address_is_a_file_or_a_page_of_the_site(written: Path) -> None:
    pages, texts = list(written.rglob("*.html")), {text.path for text in read_texts()}
    assert len(pages) == 1 + 4 + 1 + 1 + 1 + len(REGISTER.municipalities)
    for page in pages:
        for address in addresses(page.read_text(encoding="utf-8")):
            path, _, _ = address.removeprefix("https://angebote.example").partition("#")
            if path.startswith("/antrag/"):
                target = written / path.lstrip("/")
                assert (target / "index.html" if path.endswith("/") else target).is_file(), address
            else:
                assert path in texts or ELSEWHERE.fullmatch(path or "/"), (page, address)


def test_nothing_of_the_snapshot_becomes_markup(written: Path) -> None:
    for name in ("papier", "pruefen/rheine"):
        html = (written / "antrag" / name / "index.html").read_text(encoding="utf-8")
        assert "Markt &lt;1&gt;" in html


def test_search_engines_find_the_start_and_the_checks_not_the_forms(written: Path) -> None:
    listed = (written / "antrag/sitemap.xml").read_text(encoding="utf-8")
    locations = re.findall("<loc>https://angebote.example(.*?)</loc>", listed)
    assert len(locations) == len(set(locations)) == 4 + len(REGISTER.municipalities)
    for path in written.rglob("index.html"):
        hidden = '<meta name="robots" content="noindex">' in path.read_text(encoding="utf-8")
        address = f"/{path.parent.relative_to(written)}/"
        assert hidden == (address not in locations), address


def test_offices_without_a_key_lead_to_paper_before_anything_is_typed(tmp_path: Path) -> None:
    offices = Offices(
        (*OFFICES.offices, IssuingOffice("muenster", "Stadt Münster", ("05515000",))),
        OFFICES.policies,
    )
    site = Site(REGISTER, offices, (), "https://angebote.example", frozenset({"rheine"}))
    write_pages(site, tmp_path, on=ON)

    def page(name: str) -> str:
        return (tmp_path / "antrag" / name / "index.html").read_text(encoding="utf-8")

    for name in ("", "karte", "uebernehmen"):
        start = page(name).partition('name="kind"')[0]
        assert "1 Stelle nimmt Anträge nur auf Papier an" in start, name
        assert "<li>Stadt Münster</li>" in start, name
    assert 'href="/antrag/karte/"' in page("pruefen/rheine")
    assert 'href="/antrag/karte/"' not in page("pruefen/muenster")
    assert "nimmt Anträge zurzeit nur auf Papier an" in page("pruefen/muenster")
    nobody = Site(REGISTER, offices, (), "https://angebote.example", frozenset())
    write_pages(nobody, tmp_path, on=ON)
    assert "Zurzeit nimmt keine Stelle Anträge im Internet an" in page("")


def test_the_command_believes_the_signed_directory_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_snapshot(
        tmp_path / "stand",
        offers=(),
        regions=REGISTER,
        offices=OFFICES,
        categories=(),
        pages=(),
        gone=(),
    )
    root, other = new_signing_key(tmp_path / "root"), new_signing_key(tmp_path / "other")
    directory = build_directory((), version=1, receipts="", on=ON)
    signed = sign_directory(directory, read_signing_key(tmp_path / "root"))
    (tmp_path / "directory.json").write_text(signed, encoding="utf-8")
    given = [str(tmp_path / "stand"), str(tmp_path / "aus"), "--on", "2026-11-24"]
    keys = ["--keys", str(tmp_path / "directory.json"), "--root"]
    assert main([*given, *keys, other]) == 1
    assert "nicht die Unterschrift der Wurzel" in capsys.readouterr().err
    assert not (tmp_path / "aus").exists()
    assert main([*given, *keys, root]) == 0
    check = (tmp_path / "aus/antrag/pruefen/rheine/index.html").read_text(encoding="utf-8")
    assert "nimmt Anträge zurzeit nur auf Papier an" in check


def test_what_is_declared_to_be_read_can_be_read(written: Path) -> None:
    for name in ("karte", "verlaengern", "jubilaeum", "uebernehmen"):
        form = (written / "antrag" / name / "index.html").read_text(encoding="utf-8")
        assert 'href="/antrag/datenschutz/"' in form.partition('id="schritt-declarations"')[2]
    notice = (written / "antrag/datenschutz/index.html").read_text(encoding="utf-8")
    erased = [timer for timer in TIMERS if timer.action is Action.ERASE]
    assert erased
    assert all(f"<li>{STATE_LABELS[timer.state]}: " in notice for timer in erased)
    assert f"{STATE_LABELS[State.ISSUED]}: 3 Monate" in notice


def unpacked(pdf: bytes) -> bytes:
    """What the compressed parts of a PDF say."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(p) for p in parts if p[:1] == b"\x78")


def test_blank_forms_are_tagged_pdfs_made_once(written: Path) -> None:
    papers = sorted((written / "antrag/papier").glob("*.pdf"))
    assert len(papers) == 4
    assert all(b"/StructTreeRoot" in unpacked(paper.read_bytes()) for paper in papers)
    before = {paper: paper.stat().st_ino for paper in papers}
    again = Site(REGISTER, OFFICES, read_texts(), "https://angebote.example")
    write_pages(again, written, on=ON)
    assert {p: p.stat().st_ino for p in (written / "antrag/papier").glob("*.pdf")} == before


def test_the_command_writes_them_or_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_snapshot(
        tmp_path / "stand",
        offers=(),
        regions=REGISTER,
        offices=OFFICES,
        categories=(),
        pages=(),
        gone=(),
    )
    assert main([str(tmp_path / "stand"), str(tmp_path / "aus"), "--on", "2026-11-24"]) == 0
    assert (tmp_path / "aus/antrag/pruefen/rheine/index.html").exists()
    assert main([str(tmp_path / "stand"), str(tmp_path / "aus"), "--on", "2008-01-01"]) == 1
    assert "keine Grundregel" in capsys.readouterr().err
    assert main([str(tmp_path / "fehlt"), str(tmp_path / "aus")]) == 1
