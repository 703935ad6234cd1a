"""Before applying: four questions, answered by the page alone, with and without JavaScript."""

import pytest
from playwright.sync_api import Playwright, expect

from tests.journeys.application_site import Desk
from tests.journeys.conftest import PHONE, Visitor, accessible, launch
from tests.journeys.test_every_display_shows_the_site import CUT_OFF, DISPLAYS

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


ADDRESSES = (
    "/antrag/",
    "/antrag/karte/",
    "/antrag/karte/#schritt-engagement",
    "/antrag/papier/",
    "/antrag/datenschutz/",
    "/antrag/pruefen/",
    "/antrag/pruefen/rheine/",
    "/antrag/pruefen/aachen/",
)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("ort-beides stunden-genug seit-lange geld-nein juleica-nein", "erfüllen Sie die Regeln."),
        ("ort-beides stunden-weniger seit-lange geld-nein juleica-nein", "noch nicht"),
        ("ort-wohnen geld-nein juleica-ja", "erfüllen Sie die Regeln."),
        ("ort-wohnen stunden-weniger geld-nein juleica-ja", "erfüllen Sie die Regeln."),
        ("ort-wohnen geld-anderes juleica-ja", "muss die Stelle ansehen"),
        ("ort-beides stunden-weniger geld-nein juleica-nein", "Beantworten Sie alle"),
    ],
)
@pytest.mark.parametrize("script", [True, False])
def test_the_check_answers_by_itself(
    house: Desk, visitor: Visitor, answers: str, said: str, script: bool
) -> None:
    page = visitor(java_script_enabled=script, viewport=PHONE).new_page()
    page.goto(f"{house.url}/antrag/pruefen/")
    page.get_by_role("link", name="Rheine", exact=True).click()
    for answer in answers.split():
        page.locator(f"#{answer}").check()
    (outcome,) = [row for row in page.locator(".outcome").all() if row.is_visible()]
    assert said in outcome.inner_text()
    if script:
        expect(page.locator("#meldung")).to_contain_text(said)
        accessible(page)


def test_a_town_is_found_by_its_postal_code(house: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{house.url}/antrag/pruefen/")
    accessible(page)
    page.get_by_label("Ort oder Postleitzahl").fill("52525")
    links = page.locator("main li:visible").all_inner_texts()
    assert links == ["Heinsberg", "Waldfeucht"]
    page.get_by_role("link", name="Waldfeucht").click()
    expect(page.locator("main")).to_contain_text("Gemeinde Waldfeucht")


def test_every_page_leads_somewhere(house: Desk, visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False).new_page()
    for address in ("/antrag/", "/antrag/papier/", "/antrag/karte/", "/antrag/pruefen/"):
        page.goto(house.url + address)
        links = page.eval_on_selector_all("main a[href]", "all => all.map(a => a.href)")
        for link in links if address != "/antrag/pruefen/" else links[:3]:
            assert page.request.get(link).status == 200, link


@pytest.mark.parametrize("name", DISPLAYS)
def test_every_page_is_whole_on_every_display(
    house: Desk, playwright: Playwright, name: str
) -> None:
    display = DISPLAYS[name]
    browser = launch(playwright, f"--blink-settings=defaultFontSize={display.text}")
    page = browser.new_page(
        viewport={"width": display.width, "height": 800}, bypass_csp=True, **display.settings
    )
    for address in ADDRESSES:
        page.goto(house.url + address)
        cut = page.evaluate(CUT_OFF)
        assert cut == [], address
        accessible(page)
    browser.close()
