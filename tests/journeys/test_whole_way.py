"""The whole way on the composed servers: from the directory to the form, to the club, to the desk,
and back to the applicant, each with the typical mistake."""

from collections.abc import Iterator
from socket import socket

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visitor, accessible
from tests.journeys.desk_world import PASSWORD
from tests.journeys.test_volunteer_applies import (
    PERSON,
    choose,
    declare,
    engage,
    fill,
    forward,
    to_the_end,
)
from tests.journeys.whole_house import House, house

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ARRIVED = "Ihr Antrag ist angekommen"


@pytest.fixture(scope="module")
def open_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(tmp_path_factory.mktemp("haus")) as opened:
        yield opened
    for port in opened.ports:
        with socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0, "a part goes on by itself"


def open_mail(page: Page, house: House, subject: str, to: str) -> None:
    """Wait for the newest mail like this and open it."""
    row = page.get_by_role("listitem").filter(has_text=f"An {to}").filter(has_text=subject)
    for _ in range(40):
        page.goto(f"{house.desk}/postfach/")
        if row.count():
            break
        page.wait_for_timeout(500)
    row.first.get_by_role("link").click()


def follow_link(page: Page) -> None:
    page.locator(".mail a").first.click()
    page.wait_for_load_state("networkidle")


def test_from_the_directory_to_the_card(open_house: House, visitor: Visitor) -> None:
    phone = visitor(viewport=PHONE, bypass_csp=True).new_page()
    number = applied(phone, open_house)
    # The address is confirmed by the mail; the mailbox shows it.
    open_mail(phone, open_house, "E-Mail-Adresse bestätigen", "ada@weg.example")
    accessible(phone)
    expect(phone.get_by_text("Beispieldaten")).to_be_visible()
    status = str(phone.locator(".mail a").first.get_attribute("href"))
    follow_link(phone)
    accessible(phone)
    phone.get_by_role("button", name="Meine E-Mail-Adresse stimmt").click()
    confirm_as_the_club(visitor(viewport=PHONE, bypass_csp=True).new_page(), open_house)
    grant_at_the_desk(visitor(bypass_csp=True).new_page(), open_house, number)
    # The applicant reads it under the first link, which still holds.
    phone.goto(status)
    expect(phone.get_by_text("bewilligt", exact=True)).to_be_visible()
    accessible(phone)
    open_mail(phone, open_house, "bewilligt", "ada@weg.example")


def applied(phone: Page, house: House) -> str:
    """From the town's page by the check to the receipt; returns the number on it."""
    phone.goto(f"{house.site}/orte/rheine/")
    accessible(phone)
    phone.get_by_role("link", name="Passt die Karte zu mir?").click()
    phone.get_by_role("link", name="Ehrenamtskarte beantragen", exact=True).click()
    choose(phone, "card_media", "digital")
    forward(phone, "Wer füllt aus?")
    forward(phone, "Über Sie")
    fill(phone, PERSON | {"person.email": "ada@weg.example"})
    forward(phone, "Ihr Engagement")
    engage(phone, contact__email="vorstand@weg.example")
    to_the_end(phone)
    phone.get_by_role("button", name="Antrag absenden").click()
    expect(phone.get_by_role("heading", name=ARRIVED)).to_be_visible(timeout=30_000)
    accessible(phone)
    return phone.locator("#vorgangsnummer").inner_text()


def confirm_as_the_club(club: Page, house: House) -> None:
    """The hours are corrected to nonsense first; nothing else is lost."""
    open_mail(club, house, "Bestätigung für Ada Muster", "vorstand@weg.example")
    follow_link(club)
    club.get_by_label("Ja, aber die Stunden sind andere.").check()
    club.get_by_role("textbox", name="Stunden").fill("viele")
    club.get_by_label("Ihr Name").fill("Mio Beispiel")
    club.get_by_role("button", name="Antwort abschicken").click()
    expect(club.get_by_role("alert")).to_be_visible()
    accessible(club)
    assert club.get_by_label("Ihr Name").input_value() == "Mio Beispiel"
    club.get_by_role("textbox", name="Stunden").fill("4,5")
    club.get_by_role("button", name="Antwort abschicken").click()
    expect(club.get_by_role("heading", name="Danke für Ihre Antwort")).to_be_visible()
    accessible(club)


def grant_at_the_desk(desk: Page, house: House, number: str) -> None:
    desk.goto(house.desk)
    desk.get_by_label("Benutzername").fill("sachbearbeitung")
    desk.get_by_label("Passwort").fill(PASSWORD)
    desk.get_by_role("button", name="Anmelden").click()
    accessible(desk)
    desk.get_by_role("link", name=number).click()
    accessible(desk)
    desk.get_by_role("button", name="Bewilligen").click()
    expect(desk.get_by_role("status")).to_contain_text("Bewilligt")


def test_the_same_without_javascript(open_house: House, visitor: Visitor) -> None:
    plain = visitor(viewport=PHONE, java_script_enabled=False).new_page()
    plain.goto(f"{open_house.site}/")
    plain.get_by_role("link", name="Karte beantragen").click()
    plain.get_by_role("link", name="Ehrenamtskarte beantragen", exact=True).click()
    choose(plain, "card_media", "digital")
    fill(plain, PERSON | {"person.first_names": "Ida", "person.email": "ida@weg.example"})
    engage(plain, hours__amount="", contact__email="vorsitz@weg.example")
    declare(plain)
    plain.get_by_role("button", name="Antrag absenden").click()
    # The hours are missing: the page names it and has everything else.
    plain.get_by_label("Wie viele Stunden?").first.fill("4")
    plain.wait_for_timeout(3_100)  # a page looked at stands in for the script's work
    plain.locator("main form button").click()
    expect(plain.get_by_role("heading", name=ARRIVED)).to_be_visible()
    open_mail(plain, open_house, "E-Mail-Adresse bestätigen", "ida@weg.example")
    code = str(plain.locator(".mail a").first.get_attribute("href")).partition("#")[2]
    plain.goto(f"{open_house.desk}/status/")
    plain.get_by_label("Code aus Ihrer E-Mail").fill(code)
    plain.get_by_role("button", name="Weiter").click()
    plain.get_by_role("button", name="Meine E-Mail-Adresse stimmt").click()
    expect(plain.get_by_text("wartet auf die Organisation")).to_be_visible()


def test_an_office_that_takes_paper_only_says_so_once_the_place_is_known(
    open_house: House, visitor: Visitor
) -> None:
    page = visitor(viewport=PHONE).new_page()
    page.goto(f"{open_house.site}/antrag/karte/")
    expect(page.get_by_text("1 Stelle nimmt Anträge nur auf Papier an")).to_be_visible()
    choose(page, "card_media", "digital")
    forward(page, "Wer füllt aus?")
    forward(page, "Über Sie")
    note = page.locator("#nur-papier")
    page.locator('[name="person.postal_code"]').fill("48431")
    expect(note).to_be_hidden()
    page.locator('[name="person.postal_code"]').fill("48249")
    expect(note).to_contain_text("Ehrenamtsverein Dülmen nimmt Anträge zurzeit nur auf Papier an")
    accessible(page)
