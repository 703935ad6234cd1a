"""A citizen searches: with and without JavaScript, by keyboard, and when the service is gone."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, Visitor
from tests.journeys.search_site import Site, count_of, search_site, text_of

AXE = Path("node_modules/axe-core/axe.min.js")

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from search_site(tmp_path_factory.mktemp("suche"))


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_start_page_to_an_offer(site: Site, visitor: Visitor, javascript: bool) -> None:
    context = visitor(java_script_enabled=javascript, viewport=PHONE)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(site.url)
    page.get_by_label("Was suchen Sie?").fill("museum köln")
    page.get_by_role("button", name="Suchen").click()
    expect(page).to_have_title("museum köln – Angebote suchen")
    expect(page.locator("#antwort")).to_contain_text("Gesucht: „museum“. Ort: in Köln.")
    assert count_of(page) > 0
    first = page.locator(".search-body h3 a").first
    heading = first.inner_text()
    first.click()
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert all(url.startswith(site.url) for url in requests)
    assert context.cookies() == []


def test_the_head_of_every_page_searches(site: Site, visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/orte/")
    page.get_by_label("Angebote suchen").fill("Kino")
    page.get_by_role("search").get_by_role("button", name="Suchen").click()
    expect(page).to_have_url(f"{site.url}/suche/?q=Kino")
    assert count_of(page) > 0


def test_filters_narrow_count_and_can_be_taken_back(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/?q=museum")
    before = count_of(page)
    box = page.locator("[name=kategorie]:not([disabled])").first
    label = page.locator("label.check", has=box).locator("span > span").first.inner_text()
    box.check()
    expect(page.get_by_role("status")).to_contain_text("Angebot")
    chip = page.get_by_role("navigation", name="Gewählt").get_by_text(label)
    expect(chip).to_be_visible()
    assert "kategorie=" in page.url
    assert 0 < count_of(page) <= before
    focused = page.evaluate("[document.activeElement.name, document.activeElement.checked]")
    assert focused == ["kategorie", True]
    narrowed = page.url

    other = visitor(java_script_enabled=False).new_page()
    other.goto(narrowed)  # a shared link shows the same to anybody
    assert text_of(other) == text_of(page)

    page.go_back()
    expect(chip).not_to_be_visible()
    assert count_of(page) == before
    page.go_forward()
    expect(chip).to_be_visible()
    chip.click()
    expect(page.get_by_role("navigation", name="Gewählt")).not_to_be_visible()
    expect(page).to_have_url(f"{site.url}/suche/?q=museum")


def test_filters_work_without_javascript(site: Site, visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/suche/?q=museum&sort=titel")
    page.locator("[name=kostenlos]").check()
    page.get_by_role("button", name="Filter anwenden").click()
    assert page.url.endswith("/suche/?q=museum&ort=&umkreis=&sort=titel&kostenlos=ja")
    assert all("Kostenlos" in text for text in page.locator(".benefit").all_inner_texts())
    page.get_by_role("link", name="Alle Filter zurücksetzen").click()
    expect(page).to_have_url(f"{site.url}/suche/?q=museum")


def test_a_place_that_may_be_meant_is_offered_and_not_assumed(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/?q=essen")
    offered = page.get_by_role("navigation", name="Auch gemeint?").get_by_text("Ort Essen")
    offered.click()
    expect(page.locator("#antwort")).to_contain_text("Ort: in Essen.")
    expect(page).to_have_url(f"{site.url}/suche/?ort=05113000")
    assert page.get_by_label("Wo?").input_value() == "Essen"


def test_only_the_last_of_several_questions_is_shown(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/?q=museum")

    def slowly(route: object) -> None:
        time.sleep(0.3)
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/api/suche?q=kino*", slowly)
    words = page.get_by_label("Was suchen Sie?")
    words.fill("kino")
    words.press("Enter")
    words.fill("theater")
    words.press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Gesucht: „theater“")
    page.wait_for_timeout(500)
    assert "Gesucht: „theater“" in text_of(page)
    assert page.title() == "theater – Angebote suchen"


def test_by_keyboard_alone_with_suggestions(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/")
    page.get_by_label("Was suchen Sie?").focus()
    page.keyboard.type("museum")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    where = page.get_by_role("combobox", name="Wo?")
    expect(where).to_be_focused()
    page.keyboard.type("Münst")
    expect(where).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("Vorschl")
    expect(page.get_by_role("listbox").get_by_role("option").first).to_contain_text("Münster")
    page.keyboard.press("ArrowDown")
    active = where.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(where).to_have_value("Münster")
    expect(where).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#antwort")).to_contain_text("Münster")
    expect(page.get_by_role("status")).to_contain_text("Angebot")
    expect(page).to_have_url(f"{site.url}/suche/?q=museum&ort=M%C3%BCnster")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_suggested_category_becomes_a_filter(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{site.url}/suche/")
    page.get_by_label("Was suchen Sie?").press_sequentially("Kultur")
    page.get_by_role("listbox").get_by_role("option").first.click()
    expect(page.get_by_role("navigation", name="Gewählt")).to_be_visible()
    expect(page).to_have_url(f"{site.url}/suche/?kategorie=kultur-veranstaltungen")


def test_nearby_asks_only_on_a_click_and_sends_no_exact_place(site: Site, visitor: Visitor) -> None:
    place = {"latitude": 51.4812345, "longitude": 7.2161234}
    context = visitor(geolocation=place, permissions=["geolocation"])
    page = context.new_page()
    page.goto(f"{site.url}/suche/?q=museum&ort=K%C3%B6ln")
    page.get_by_role("button", name="In meiner Nähe").click()
    expect(page.locator("#antwort")).to_contain_text("km entfernt")
    expect(page).to_have_url(f"{site.url}/suche/?q=museum&lat=51.481&lon=7.216")
    page.get_by_role("link", name="Ihr Standort entfernen").click()
    expect(page.locator("#antwort")).not_to_contain_text("km entfernt")
    expect(page).to_have_url(f"{site.url}/suche/?q=museum")


def test_whatever_is_typed_stays_text(site: Site, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{site.url}/suche/")
    hostile = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    page.get_by_label("Wo?").fill(hostile)
    page.get_by_label("Wo?").press("Enter")
    expect(page.locator("#antwort")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("#antwort img").count() == 0


STATES = ("", "?q=museum&ort=K%C3%B6ln", "?q=essen&kostenlos=ja", "?q=qwertzzz&ort=Xanadu")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_no_state_has_a_barrier_that_axe_can_find(
    site: Site, visitor: Visitor, scheme: str, viewport: dict[str, int]
) -> None:
    page = visitor(color_scheme=scheme, viewport=viewport, bypass_csp=True).new_page()
    for state in STATES:
        page.goto(f"{site.url}/suche/{state}")
        expect(page.locator("#anzahl")).to_be_visible()
        for group in page.locator("details").all():
            group.evaluate("details => { details.open = true }")
        assert_no_barrier(page, state, viewport["width"])
    page.get_by_label("Wo?").fill("")
    page.get_by_label("Wo?").press_sequentially("Mü")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert_no_barrier(page, "suggestions", viewport["width"])
    page.route("**/api/**", lambda route: route.abort())
    page.get_by_label("Was suchen Sie?").fill("kino")
    page.get_by_label("Was suchen Sie?").press("Enter")
    expect(page.locator("#antwort")).to_contain_text("Ohne Verbindung")
    assert_no_barrier(page, "offline", viewport["width"])


def assert_no_barrier(page: Page, state: str, width: int) -> None:
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == [], state
    assert page.evaluate("document.documentElement.scrollWidth") <= width, state
