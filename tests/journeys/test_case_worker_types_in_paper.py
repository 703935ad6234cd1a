"""A paper application is typed in with the keyboard alone, in less than two minutes.

The time is counted, not measured: 0.2 s a key (a practised typist; a capital letter takes two) and
1 s for each field, to look at the paper and back.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, accessible
from tests.journeys.desk_world import Desk, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
A_KEY, A_FIELD, LIMIT = 0.2, 1.0, 120.0  # seconds

ENGAGEMENT = {
    "private_help": "In",
    "organisation": "Förderverein Stadtbücherei Rheine e. V.",
    "field": "Bil",
    "function": "Lesepatin in der Kinderbücherei",
    "hours.amount": "5",
    "hours.per": "in d",
    "since": "092015",
    "postal_code": "48431",
    "allowance.kind": "Ich bekomme k",
    "contact.name": "Bernd Hollermann",
    "contact.function": "Vorsitzender",
    "contact.email": "vorstand@foerderverein.example",
}
"""What stands on the paper; of a list the letters that find the entry."""

PERSON = {
    "person.first_names": "Annegret",
    "person.last_name": "Wiesenfeld",
    "person.birth_date": "23041958",
    "person.street": "Emsdettener Straße 114",
    "person.postal_code": "48431",
}
SIGNED = [
    f"declarations.{name}"
    for name in ("correct_and_complete", "privacy_notice_read", "contacts_agreed")
]


class Typist:
    """Uses the keyboard and nothing else, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.fields = page, 0, 0

    @property
    def seconds(self) -> float:
        return self.keys * A_KEY + self.fields * A_FIELD

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.keys += 1

    def go_to(self, name: str) -> None:
        for _ in range(60):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not reached by Tab")

    def type(self, name: str, text: str) -> None:
        """What the form knows already is only looked at."""
        self.go_to(name)
        self.fields += 1
        chosen = "(e => e.selectedOptions ? e.selectedOptions[0].text : '')(document.activeElement)"
        if self.page.evaluate(chosen).startswith(text):
            return
        self.page.keyboard.type(text)
        self.keys += len(text) + sum(letter.isupper() for letter in text)

    def look(self, name: str) -> None:
        expect(self.page.locator(f"[name={name}]:checked")).to_have_count(1)
        self.fields += 1

    def tick(self, name: str) -> None:
        self.go_to(name)
        self.fields += 1
        if not self.page.evaluate("document.activeElement.checked"):
            self.press("Space")


@pytest.fixture
def page(browser: Browser, running: Desk) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=DESKTOP, bypass_csp=True)
    page = context.new_page()
    sign_in(page, running, "sachbearbeitung")
    page.goto(f"{running.url}/vorgaenge/papier/first/")
    yield page
    context.close()


def type_in(page: Page, person: dict[str, str]) -> Typist:
    typist = Typist(page)
    typist.look("card_media")  # it is known, and the cursor begins behind it
    for name, text in person.items():
        typist.type(name, text)
    for name, text in ENGAGEMENT.items():
        typist.type(f"engagements.0.{name}", text)
    for name in SIGNED:
        typist.tick(name)
    typist.press("Enter")
    return typist


def test_in_less_than_two_minutes(page: Page) -> None:
    typist = type_in(page, PERSON)
    expect(page.get_by_role("status")).to_contain_text("Angelegt unter der Nummer")
    assert typist.seconds < LIMIT, (typist.keys, typist.fields)
    expect(page.get_by_text("48431 Rheine").first).to_be_visible()
    expect(page.get_by_text("23.04.1958")).to_be_visible()


def test_the_same_person_again_is_asked_about_first(page: Page, running: Desk) -> None:
    person = {**PERSON, "person.last_name": "Doppelmann"}
    type_in(page, person)
    expect(page.get_by_role("status")).to_contain_text("Angelegt unter der Nummer")
    first = page.get_by_role("heading", level=1).inner_text()
    page.goto(f"{running.url}/vorgaenge/papier/first/")
    type_in(page, {**person, "person.first_names": "ANNEGRET"})
    expect(page.get_by_role("alert")).to_contain_text("Vielleicht doppelt")
    expect(page.get_by_role("alert")).to_contain_text(first.removeprefix("Vorgang "))
    accessible(page)
    page.get_by_label("Vorname").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Angelegt unter der Nummer")


def test_a_mistake_is_said_at_the_field_and_nothing_is_lost(page: Page) -> None:
    type_in(page, {**PERSON, "person.last_name": "Irrmann", "person.birth_date": "31021958"})
    birth = page.get_by_role("textbox", name="Geburtsdatum")
    expect(birth).to_be_focused()
    expect(birth).to_have_attribute("aria-invalid", "true")
    expect(birth).to_have_value("31021958")
    expect(page.get_by_label("Nachname")).to_have_value("Irrmann")
    accessible(page)
    birth.fill("23041958")
    birth.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Angelegt unter der Nummer")
