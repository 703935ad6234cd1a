"""With card applications the pages lead to them; a Land with the directory alone has no link."""

from pathlib import Path

import pytest

from catalogue.offices import IssuingOffice, Offices
from catalogue.snapshot import write_snapshot
from site_builder.build import build
from site_builder.check import check_site
from tests.world import AACHEN, CATEGORIES, OFFER, REGIONS

SITE_URL = "https://angebote.example"
OFFICE = IssuingOffice("aachen", "Stadt Aachen", (AACHEN,), "Markt 1", "52062", "Aachen")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    write_snapshot(
        folder,
        offers=[OFFER],
        regions=REGIONS,
        offices=Offices((OFFICE,), ()),
        categories=CATEGORIES,
        pages=(),
        gone=(),
    )
    return folder


def built(snapshot: Path, releases: Path, *, applications: bool) -> Path:
    done = build(snapshot, releases, site_url=SITE_URL, applications=applications)
    return releases / done.release


def text_of(release: Path, file: str) -> str:
    return (release / "site" / file).read_text(encoding="utf-8")


def test_every_page_the_start_and_the_towns_lead_there(snapshot: Path, tmp_path: Path) -> None:
    release = built(snapshot, tmp_path, applications=True)
    assert check_site(release) == []
    for page in (release / "site").rglob("*.html"):
        assert 'href="/antrag/">Karte beantragen' in page.read_text(encoding="utf-8"), page
    assert "Noch keine Ehrenamtskarte?" in text_of(release, "index.html")
    assert 'href="/antrag/pruefen/aachen/"' in text_of(release, "orte/aachen/index.html")
    assert "/antrag/pruefen/" not in text_of(release, "orte/telgte/index.html")
    assert f"Sitemap: {SITE_URL}/antrag/sitemap.xml" in text_of(release, "robots.txt")


def test_without_applications_no_page_speaks_of_them(snapshot: Path, tmp_path: Path) -> None:
    release = built(snapshot, tmp_path, applications=False)
    for file in (release / "site").rglob("*"):
        assert file.is_dir() or b"/antrag/" not in file.read_bytes(), file


def test_switching_them_on_is_a_new_release(snapshot: Path, tmp_path: Path) -> None:
    without = built(snapshot, tmp_path, applications=False)
    assert built(snapshot, tmp_path, applications=True) != without


def test_only_the_applications_own_addresses_are_a_door(snapshot: Path, tmp_path: Path) -> None:
    release = built(snapshot, tmp_path, applications=True)
    page = release / "site/index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace('href="/antrag/"', 'href="/antraege/"', 1), encoding="utf-8")
    assert check_site(release, full=True) == ["/: der Verweis auf /antraege/ führt ins Leere."]
