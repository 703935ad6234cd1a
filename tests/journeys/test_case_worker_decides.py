"""An application arrives, a club confirms, a case worker decides, the applicant looks: each with
the typical mistake, and no page with a barrier that axe can find."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from applications.answers import answers_of
from tests.journeys.conftest import AXE, DESKTOP, PHONE
from tests.journeys.desk_world import Desk, sign_in
from tests.unit.applications.people import APPLICATION

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
CLUB, APPLICANT = "vorstand@lesewelt.example", "ada@muster.example"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=DESKTOP, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=PHONE, bypass_csp=True)
    yield context.new_page()
    context.close()


def without_barriers(page: Page) -> None:
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == [], page.url


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def open_link(page: Page, link: str) -> None:
    page.goto(link)
    page.wait_for_load_state("networkidle")
    assert "#" not in page.url, "the code stays in no history"


def test_from_application_to_decision(running: Desk, phone: Page, page: Page) -> None:
    reference = running.apply(answers_of(APPLICATION))
    status = running.links(APPLICANT)[-1]
    # When the applicant confirms the address, the club is asked.
    open_link(phone, status)
    without_barriers(phone)
    phone.get_by_role("button", name="Meine E-Mail-Adresse stimmt").click()
    expect(phone.get_by_text("wartet auf die Organisation")).to_be_visible()
    # The club says other hours, and forgets which at first.
    open_link(phone, running.links(CLUB)[-1])
    expect(phone.get_by_text("Ada Muster")).to_be_visible()
    without_barriers(phone)
    phone.get_by_label("Ja, aber die Stunden sind andere.").check()
    phone.get_by_label("Ihr Name").fill("Mio Beispiel")
    phone.get_by_role("button", name="Antwort abschicken").click()
    expect(phone.get_by_role("alert")).to_contain_text("die richtigen Stunden")
    without_barriers(phone)
    phone.get_by_role("textbox", name="Stunden").fill("4,2")
    phone.get_by_role("button", name="Antwort abschicken").click()
    assert heading(phone) == "Danke für Ihre Antwort"
    # The case worker sees the difference and grants.
    sign_in(page, running, "sachbearbeitung")
    assert heading(page) == "Vorgänge"
    without_barriers(page)
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_text("Bestätigt: 4,2 Stunden in der Woche")).to_be_visible()
    without_barriers(page)
    page.get_by_role("button", name="Bewilligen").click()
    expect(page.get_by_role("status")).to_contain_text("Bewilligt")
    open_link(phone, status)
    expect(phone.get_by_text("bewilligt", exact=True)).to_be_visible()


def test_a_used_link_says_what_to_do(running: Desk, phone: Page) -> None:
    phone.goto(f"{running.url}/bestaetigen/")
    without_barriers(phone)
    phone.get_by_label("Code aus Ihrer E-Mail").fill("vertippt")
    phone.get_by_role("button", name="Weiter").click()
    assert heading(phone) == "Dieser Link gilt nicht mehr"
    without_barriers(phone)


def test_without_javascript_the_code_is_pasted(running: Desk, browser: Browser) -> None:
    running.receive(replace(APPLICATION, person=replace(APPLICATION.person, first_names="Ida")))
    code = running.links(APPLICANT)[-1].partition("#")[2]
    context = browser.new_context(java_script_enabled=False, locale="de-DE")
    page = context.new_page()
    page.goto(f"{running.url}/status/")
    page.get_by_label("Code aus Ihrer E-Mail").fill(code)
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Meine E-Mail-Adresse stimmt").click()
    expect(page.get_by_text("wartet auf die Organisation")).to_be_visible()
    context.close()


def test_a_question_by_text_module(running: Desk, page: Page) -> None:
    paper = replace(APPLICATION, engagements=())
    reference = running.receive(replace(paper, person=replace(paper.person, email="")))
    sign_in(page, running, "leitung")
    page.get_by_label("Vorgangsnummer").fill(reference)
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("link", name="Rückfrage stellen").click()
    page.get_by_label("Textbaustein").select_option(label="Es fehlen Angaben")
    page.get_by_role("button", name="Text einsetzen").click()
    without_barriers(page)
    page.get_by_role("button", name="Rückfrage stellen").click()
    expect(page.get_by_role("status")).to_contain_text("unterwegs")
    page.get_by_label("Antwort").fill("Am Telefon: Lesewelt Rheine.")
    page.get_by_role("button", name="Eintragen", exact=True).click()
    expect(page.get_by_text("Am Telefon: Lesewelt Rheine.")).to_be_visible()


def test_on_a_phone_with_letters_of_double_size_nothing_runs_off_the_side(
    running: Desk, phone: Page
) -> None:
    reference = running.receive(replace(APPLICATION, person=replace(APPLICATION.person, email="")))
    sign_in(phone, running, "sachbearbeitung")
    phone.goto(f"{running.url}/vorgaenge/?liste=warten")
    # No word of the table is broken into syllables of two letters.
    kind = phone.get_by_role("cell", name="Ehrenamtskarte beantragen").first.bounding_box()
    assert kind is not None
    assert kind["height"] < 120
    for address in (f"/vorgaenge/{reference}/", "/vorgaenge/papier/first/"):
        phone.goto(f"{running.url}{address}")
        phone.evaluate("document.documentElement.style.fontSize = '200%'")
        width, seen = phone.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= seen, address


@pytest.mark.parametrize(
    ("login", "address"),
    [
        ("sachbearbeitung", "/vorgaenge/papier/"),
        ("sachbearbeitung", "/vorgaenge/papier/first/"),
        ("leitung", "/protokoll/"),
        ("revision", "/zahlen/"),
    ],
)
def test_the_other_pages(running: Desk, page: Page, login: str, address: str) -> None:
    sign_in(page, running, login)
    page.goto(f"{running.url}{address}")
    without_barriers(page)
