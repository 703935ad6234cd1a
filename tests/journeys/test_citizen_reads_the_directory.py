"""A citizen finds an offer by place, on any device, without JavaScript and without barriers."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from catalogue.editorial import EditorialPage
from catalogue.offer import EndedOffer
from catalogue.texts import read_texts
from site_builder import releases
from site_builder.build import build
from tests.journeys.conftest import AXE, free_port, wait_for
from tests.world import AACHEN, OFFER, written

ENDED = EndedOffer(
    id="0002",
    path="/angebote/aachen/eishalle/",
    title="Schlittschuhe frei",
    provider="Eishalle Nord",
    category="freizeit-sport",
    municipality=AACHEN,
    ended_on=date(2026, 10, 31),
)
NEWS = EditorialPage(
    path="/aktuelles/tag-des-ehrenamts/",
    title="Tag des Ehrenamts",
    summary="Vierzig Museen öffnen umsonst.",
    body='<p>Bei <a href="https://museen.example/">den Museen</a>:</p><ul><li>eins</li></ul>',
    published_on=date(2026, 11, 20),
    changed_on=date(2026, 11, 22),
    demo=True,
)
WITHDRAWN = replace(NEWS, path="/aktuelles/zurueckgezogen/", withdrawn_on=date(2026, 11, 23))
PAGES = (
    "/",
    "/orte/",
    "/orte/aachen/",
    "/orte/telgte/",
    "/orte/aachen/freizeit-sport/",
    "/orte/plz/",
    "/orte/plz/52/",
    "/kreise/",
    "/kreise/warendorf/",
    "/kategorien/",
    "/kategorien/freizeit-sport/",
    "/landesweit/",
    "/neu/",
    "/aktuelles/",
    NEWS.path,
    WITHDRAWN.path,
    OFFER.path,
    ENDED.path,
    "/gibt-es-nicht/",
    *(text.path for text in read_texts()),
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    base = tmp_path_factory.mktemp("site")
    (base / "r").mkdir()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    snapshot = written(base / "s", OFFER, gone=(ENDED,), pages=(NEWS, WITHDRAWN))
    built = build(snapshot, base / "r", site_url=url)
    releases.promote(base / "r", built.release)
    command = [sys.executable, "-m", "site_builder", "serve", str(base / "r"), "--port", str(port)]
    server = subprocess.Popen(command)
    try:
        wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_has_a_barrier_that_axe_can_find(site, browser, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    for address in PAGES:
        page.goto(site + address)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
        assert found == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def test_an_offer_is_found_by_postal_code_without_javascript(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site)
    page.get_by_role("link", name="52…").click()
    page.get_by_role("link", name="Aachen").click()
    page.get_by_role("link", name="Lindenbad").click()
    assert "Lindenbad" in page.get_by_role("heading", level=1).inner_text()
    assert "10 % Nachlass" in page.inner_text("main")
    assert all(url.startswith(site) for url in requests)
    assert context.cookies() == []
    context.close()


def test_news_lead_from_the_start_page_to_the_article_and_back(site: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.get_by_role("link", name="Alle Nachrichten").click()
    page.get_by_role("link", name=NEWS.title).click()
    assert page.get_by_role("heading", level=1).inner_text() == NEWS.title
    assert "20. November 2026" in page.inner_text("main")
    page.get_by_role("navigation", name="Sie sind hier").get_by_text("Aktuelles").click()
    assert page.url == f"{site}/aktuelles/"
    assert f"{site}{NEWS.path}" in page.request.get(f"{site}/sitemap.xml").text()
    context.close()


def test_a_withdrawn_article_says_so_and_leads_to_what_is_current(
    site: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(site + WITHDRAWN.path)
    assert "nicht mehr öffentlich" in page.get_by_role("heading", level=1).inner_text()
    assert "bis zum 23. November 2026" in page.inner_text("main")
    assert WITHDRAWN.path not in page.request.get(f"{site}/sitemap.xml").text()
    page.get_by_role("link", name="Was zurzeit aktuell ist").click()
    assert page.url == f"{site}/aktuelles/"
    assert page.get_by_role("link", name=NEWS.title).count() == 1
    page.close()


def test_an_unknown_address_says_so_and_leads_on(site: str, browser: Browser) -> None:
    page = browser.new_page()
    answer = page.goto(site + "/angebote/weg/")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Alle Orte von A bis Z").click()
    assert page.url == site + "/orte/"
    page.close()


def test_every_page_leads_to_imprint_privacy_and_easy_language(site: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(site + OFFER.path)
    page.get_by_role("navigation", name="Hauptnavigation").get_by_text("Leichte Sprache").click()
    assert page.get_by_role("heading", level=1).inner_text().endswith("in Leichter Sprache")
    assert page.locator("html").get_attribute("lang") == "de-x-leicht"
    for label in ("Impressum", "Datenschutz", "Barrierefreiheit", "Hilfe"):
        page.get_by_role("contentinfo").get_by_role("link", name=label).click()
        assert label in page.get_by_role("heading", level=1).inner_text()
    page.close()
