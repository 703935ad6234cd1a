"""Searching goes on when the search service is away: from files of the site, in the browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Visitor
from tests.journeys.search_site import Site, count_of, headings, search_site, text_of

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from search_site(tmp_path_factory.mktemp("suche"))


QUESTIONS = (
    "",
    "?q=museum",
    "?q=museum&seite=3",
    "?q=schwimbad",
    "?q=kino&ort=Xanadu",
    "?q=essen",
    "?q=stadtmuseum&ort=Telgte",
    "?ort=48291&umkreis=20&sort=titel",
    "?q=qwertzzz",
    "?lat=51.48&lon=7.216&kostenlos=ja",
    "?region=053&kategorie=kultur-veranstaltungen&gueltig=2026-12-05",
)


def test_the_service_its_script_and_the_browser_alone_show_the_same(
    site: Site, visitor: Visitor
) -> None:
    plain = visitor(java_script_enabled=False).new_page()
    script, alone = visitor().new_page(), visitor().new_page()
    for page in (script, alone):
        page.route("**/suche/?*", lambda route: route.fulfill(path=shell(site, route.request.url)))
        page.route("**/suche/", lambda route: route.fulfill(path=shell(site, route.request.url)))
    alone.route("**/api/**", lambda route: route.abort())
    for question in QUESTIONS:
        for page in (plain, script, alone):
            page.goto(f"{site.url}/suche/{question}")
            expect(page.locator("#anzahl")).to_be_visible()
        away = "Ohne Verbindung zum Suchdienst beantwortet. "
        assert text_of(script) == text_of(plain), question
        assert away in text_of(alone)
        assert text_of(alone).replace(away, "") == text_of(plain), question
        assert script.title() == alone.title() == plain.title()


def shell(site: Site, url: str) -> Path:
    """The search page of the site as it lies in the release, without an answer of the service."""
    folder = Path(site.service[site.service.index("--releases") + 1])
    return folder / "current/site/suche/index.html"


def test_the_service_dies_while_somebody_searches_and_comes_back(
    site: Site, visitor: Visitor
) -> None:
    page = visitor().new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{site.url}/suche/?q=museum")
    before = headings(page)
    site.end()
    try:
        page.get_by_label("Wo?").fill("Köln")
        page.get_by_label("Wo?").press("Enter")
        expect(page.locator("#antwort")).to_contain_text("Ohne Verbindung zum Suchdienst")
        assert count_of(page) > 0
        expect(page.get_by_role("status")).to_contain_text("ohne Verbindung zum Suchdienst")
        # Who comes now finds the page of the site, which answers by itself.
        other = visitor().new_page()
        other.goto(f"{site.url}/suche/?q=museum")
        expect(other.locator("#anzahl")).to_be_visible()
        assert headings(other) == before
        assert other.get_by_label("Was suchen Sie?").input_value() == "museum"
        without = visitor(java_script_enabled=False).new_page()
        without.goto(f"{site.url}/suche/?q=museum")
        assert "Der Suchdienst antwortet gerade nicht" in without.inner_text("main")
        without.get_by_role("link", name="Orte von A bis Z").click()
        expect(without).to_have_url(f"{site.url}/orte/")
        refused = page.request.get(f"{site.url}/api/suche?q=museum")
        assert (refused.status, refused.headers["content-type"]) == (
            503,
            "application/problem+json",
        )
    finally:
        site.start()
    page.reload()
    expect(page.locator("#antwort")).not_to_contain_text("Ohne Verbindung")
    assert errors == []


def test_offline_the_open_page_goes_on_searching(site: Site, visitor: Visitor) -> None:
    context = visitor()
    page = context.new_page()
    page.goto(f"{site.url}/suche/?q=museum")
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_label("Was suchen Sie?").fill("kino")
    page.get_by_label("Was suchen Sie?").press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Ohne Verbindung zum Suchdienst")
    context.set_offline(True)
    page.get_by_role("link", name="Nach Titel").click()
    expect(page.get_by_role("link", name="Nach Titel")).to_have_attribute("aria-current", "true")
    page.get_by_label("Was suchen Sie?").fill("\u00fcbung quer")
    page.get_by_label("Was suchen Sie?").press("Enter")
    expect(page.get_by_role("status")).not_to_be_empty()


def test_a_page_that_was_open_while_another_state_became_public_goes_on(
    site: Site, visitor: Visitor
) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/?q=museum")
    page.route("**/api/**", lambda route: route.abort())
    words = page.get_by_label("Was suchen Sie?")
    words.fill("kino")
    words.press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Gesucht: „kino“")
    gone: list[str] = []

    def once(route: Route) -> None:
        gone.append(route.request.url)
        page.unroute("**/suche/index/postings-*", once)
        route.fulfill(status=404)

    page.route("**/suche/index/postings-*", once)
    words.fill("theater")
    words.press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Gesucht: „theater“")
    assert len(gone) == 1
    assert count_of(page) > 0


def test_a_service_that_takes_its_time_is_not_waited_for(site: Site, visitor: Visitor) -> None:
    page = visitor(patient=False).new_page()
    page.goto(f"{site.url}/suche/?q=museum")
    waiting: list[Route] = []
    page.route("**/api/suche**", lambda route: waiting.append(route))  # never answered
    page.get_by_label("Was suchen Sie?").fill("kino")
    page.get_by_label("Was suchen Sie?").press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Ohne Verbindung zum Suchdienst")
    assert len(waiting) == 1
    assert count_of(page) > 0
