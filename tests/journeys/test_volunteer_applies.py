"""A volunteer applies for the card: by phone, without JavaScript, and with the usual mistakes."""

import pytest
from playwright.sync_api import Dialog, Page, expect

from applications.form import ApplicationKind, HelperRole
from tests.journeys.application_site import TODAY, Desk
from tests.journeys.conftest import PHONE, Visitor, accessible

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

KEPT = "localStorage.length + sessionStorage.length"


PERSON = {
    "person.first_names": "Ada",
    "person.last_name": "Muster",
    "person.birth_date": "17.05.1970",
    "person.street": "Lindenstraße 3",
    "person.postal_code": "48431",
    "person.place": "Rheine",
    "person.email": "ada@muster.example",
}
ENGAGEMENT = {
    "organisation": "Lesewelt e. V.",
    "function": "Vorlesen",
    "hours.amount": "4,5",
    "since": "03.2019",
    "postal_code": "48431",
    "contact.name": "Mio Beispiel",
    "contact.function": "Vorstand",
    "contact.email": "vorstand@lesewelt.example",
}
CHOSEN = {"private_help": "no", "hours.per": "week", "allowance.kind": "none"}


def fill(page: Page, answers: dict[str, str]) -> None:
    for name, text in answers.items():
        page.locator(f'[name="{name}"]').fill(text)


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f'[name="{name}"][value="{value}"]').check()


def engage(page: Page, number: int = 0, **changes: str) -> None:
    for name, value in CHOSEN.items():
        choose(page, f"engagements.{number}.{name}", value)
    page.locator(f'[name="engagements.{number}.field"]').select_option("education")
    typed = ENGAGEMENT | {name.replace("__", "."): text for name, text in changes.items()}
    fill(page, {f"engagements.{number}.{name}": text for name, text in typed.items()})


def declare(page: Page) -> None:
    for name in ("correct_and_complete", "privacy_notice_read", "contacts_agreed"):
        choose(page, f"declarations.{name}", "on")


def forward(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_role("heading", name=heading, exact=True)).to_be_focused()


def to_person(page: Page, desk: Desk, kind: str = "karte") -> None:
    page.goto(f"{desk.url}/antrag/{kind}/")
    choose(page, "card_media", "digital")
    forward(page, "Wer füllt aus?")
    forward(page, "Über Sie")


def to_the_end(page: Page) -> None:
    """From the engagement on."""
    forward(page, "Juleica")
    forward(page, "Erklärungen")
    declare(page)
    forward(page, "Freiwillige Einwilligungen")


def problems_of(page: Page) -> list[str]:
    return page.locator("#fehler li").all_inner_texts()


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_on_the_phone_step_by_step(desk: Desk, visitor: Visitor, colours: str) -> None:
    page = visitor(viewport=PHONE, color_scheme=colours).new_page()
    to_person(page, desk)
    accessible(page)
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    engage(page)
    accessible(page)
    to_the_end(page)
    choose(page, "consents.reminder_before_expiry", "on")
    accessible(page)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    assert page.evaluate(KEPT) == 0
    (accepted,) = desk.accepted()
    assert (accepted["office"], accepted["person"]["last_name"]) == ("rheine", "Muster")
    assert accepted["consents"]["reminder_before_expiry"]


def test_without_javascript_one_page_does_it_and_mistakes_cost_nothing(
    desk: Desk, visitor: Visitor
) -> None:
    page = visitor(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{desk.url}/antrag/")
    page.get_by_role("link", name="Ehrenamtskarte beantragen", exact=True).click()
    choose(page, "card_media", "digital")
    fill(page, PERSON | {"person.birth_date": "17.05.70"})
    engage(page, hours__amount="")
    declare(page)
    page.get_by_role("button", name="Antrag absenden").click()
    wrong = page.get_by_label("Geburtsdatum")
    assert wrong.input_value() == "17.05.70"
    wrong.fill("17.05.1970")
    # The whole form is there, so what was right can be changed, too.
    assert page.locator('[name="engagements.0.organisation"]').input_value() == "Lesewelt e. V."
    page.get_by_label("Wie viele Stunden?").first.fill("4")
    page.locator('[name="person.first_names"]').fill("Ada Maria")
    page.locator("main form button").click()
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    (accepted,) = desk.accepted()
    assert accepted["engagements"][0]["contact"]["name"] == "Mio Beispiel"
    assert accepted["person"]["first_names"] == "Ada Maria"


def test_a_wrong_date_and_missing_hours_are_said_at_once_and_everything_stays(
    desk: Desk, visitor: Visitor
) -> None:
    page = visitor(viewport=PHONE).new_page()
    to_person(page, desk)
    fill(page, PERSON | {"person.birth_date": "31.02.1970"})
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.locator("#fehler")).to_be_focused()
    accessible(page)
    page.get_by_role("link", name="Geburtsdatum").click()
    expect(page.locator('[name="person.birth_date"]')).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("17.05.1970")
    forward(page, "Ihr Engagement")
    expect(page.locator("#fehler")).to_be_hidden()
    engage(page, hours__amount="")
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert problems_of(page) == ["Bitte geben Sie an, wie viele Stunden Sie tätig sind."]
    page.go_back()
    expect(page.get_by_role("heading", name="Über Sie")).to_be_visible()
    page.reload()
    assert page.locator('[name="person.last_name"]').input_value() == "Muster"
    page.go_forward()
    assert page.locator('[name="engagements.0.function"]').input_value() == "Vorlesen"
    assert page.locator('[name="engagements.0.private_help"][value="no"]').is_checked()


def test_a_postal_code_of_two_towns_asks_for_the_town(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    to_person(page, desk)
    fill(page, PERSON | {"person.postal_code": "52525", "person.place": "Waldfeucht"})
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert "gehört zu mehreren Orten" in problems_of(page)[0]
    town = page.get_by_label("Stadt oder Gemeinde")
    assert town.locator("option").all_inner_texts()[1:] == ["Heinsberg", "Waldfeucht"]
    town.select_option("Waldfeucht")
    forward(page, "Ihr Engagement")
    engage(page)
    forward(page, "Juleica")
    forward(page, "Zuständige Stelle")
    accessible(page)
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert "Mehrere Stellen" in problems_of(page)[0]
    office = page.get_by_label("Welche Stelle soll entscheiden?")
    assert len(office.locator("option").all()) == 3
    office.select_option("Gemeinde Waldfeucht")
    forward(page, "Erklärungen")
    declare(page)
    forward(page, "Freiwillige Einwilligungen")
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    (accepted,) = desk.accepted()
    assert (accepted["office"], accepted["person"]["ags"]) == ("waldfeucht", "05370032")


def test_what_only_the_service_sees_leads_back_to_its_step(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    to_person(page, desk)
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    engage(page, contact__name="Ada Muster")
    to_the_end(page)
    page.get_by_role("button", name="Antrag absenden").click()
    page.get_by_role("link", name="nicht selbst bestätigen").click()
    expect(page.locator('[name="engagements.0.contact.name"]')).to_be_focused()
    expect(page.get_by_role("heading", name="Ihr Engagement")).to_be_visible()
    assert desk.accepted() == []


@pytest.mark.parametrize("scripted", [True, False])
def test_where_nobody_issues_the_reason_is_said_and_the_place_can_be_mended(
    desk: Desk, visitor: Visitor, scripted: bool
) -> None:
    page = visitor(java_script_enabled=scripted).new_page()
    elsewhere = {"person.postal_code": "42781", "person.place": "Haan"}
    if scripted:
        to_person(page, desk)
        fill(page, PERSON | elsewhere)
        forward(page, "Ihr Engagement")
        engage(page, postal_code="42781")
        to_the_end(page)
    else:
        page.goto(f"{desk.url}/antrag/karte/")
        choose(page, "card_media", "digital")
        fill(page, PERSON | elsewhere)
        engage(page, postal_code="42781")
        declare(page)
    page.get_by_role("button", name="Antrag absenden").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Haan gibt zurzeit keine Ehrenamtskarte aus")
    expect(main).not_to_contain_text("in einigen Minuten")
    if not scripted:
        page.locator('[name="engagements.0.postal_code"]').fill("48431")
        page.get_by_role("button", name="Antrag absenden").click()
        expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()


def test_the_service_is_away_and_nothing_is_lost(desk: Desk, visitor: Visitor) -> None:
    context = visitor()
    page = context.new_page()
    to_person(page, desk)
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    engage(page)
    to_the_end(page)
    page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    desk.close()
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.locator("#fehler")).to_contain_text("noch nicht angekommen")
    page.close()
    desk.open()
    later = context.new_page()
    later.goto(f"{desk.url}/antrag/karte/#schritt-consents")
    later.get_by_role("button", name="Antrag absenden").click()
    expect(later.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    assert len(desk.accepted()) == 1
    assert later.evaluate(KEPT) == 0


def test_a_helper_fills_in_for_a_young_person_with_two_clubs(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{desk.url}/antrag/karte/")
    choose(page, "card_media", "digital")
    forward(page, "Wer füllt aus?")
    expect(page.get_by_label("Ihr Name")).to_be_hidden()
    choose(page, "helper.role", "relative")
    fill(page, {"helper.name": "Kim Muster"})
    choose(page, "helper.applicant_agrees", "on")
    forward(page, "Über Sie")
    fill(page, PERSON | {"person.birth_date": f"01.01.{TODAY.year - 16}"})
    forward(page, "Zustimmung der Eltern")
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert len(problems_of(page)) == 2
    fill(page, {"guardian_consent.name": "Kim Muster"})
    choose(page, "guardian_consent.given", "on")
    forward(page, "Ihr Engagement")
    engage(page, since=f"03.{TODAY.year - 2}")
    page.get_by_role("button", name="Weitere Organisation hinzufügen").click()
    engage(page, 1, since=f"03.{TODAY.year - 1}")
    page.get_by_role("button", name="Weitere Organisation hinzufügen").click()
    fill(page, {"engagements.2.function": "Irrtum"})
    page.locator("[data-block='3']").get_by_role("button", name="entfernen").click()
    to_the_end(page)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    (accepted,) = desk.accepted()
    assert len(accepted["engagements"]) == 2
    assert accepted["helper"]["role"] == HelperRole.RELATIVE
    assert accepted["guardian_consent"] == {"name": "Kim Muster", "given": True}


def test_who_brings_in_a_card_names_the_office_that_issued_it(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    page.goto(f"{desk.url}/antrag/uebernehmen/")
    choose(page, "card_media", "digital")
    forward(page, "Wer füllt aus?")
    forward(page, "Ihre bisherige Karte")
    fill(
        page, {"previous_card.number": "4711", "previous_card.valid_until": f"1.3.{TODAY.year + 2}"}
    )
    fill(page, {"previous_card.issued_by": "Münster"})
    forward(page, "Über Sie")
    fill(page, PERSON)
    forward(page, "Zuständige Stelle")
    page.get_by_label("Welche Stelle hat Ihre Karte ausgestellt?").select_option("Stadt Münster")
    forward(page, "Erklärungen")
    choose(page, "declarations.correct_and_complete", "on")
    choose(page, "declarations.privacy_notice_read", "on")
    forward(page, "Freiwillige Einwilligungen")
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()
    (accepted,) = desk.accepted()
    assert (accepted["kind"], accepted["office"]) == (ApplicationKind.CLAIM, "muenster")


def test_the_print_shows_all_answers_and_where_to_send_them(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    to_person(page, desk)
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    page.emulate_media(media="print")
    assert page.locator("#empfang").inner_text().split("\n") == [
        "An",
        "Stadt Rheine",
        "Markt 1",
        "48429 Rheine",
    ]
    expect(page.locator('[name="person.last_name"]')).to_be_visible()
    expect(page.get_by_role("heading", name="Erklärungen")).to_be_visible()
    expect(page.get_by_role("button", name="Weiter", exact=True)).to_be_hidden()
    assert page.pdf()[:5] == b"%PDF-"


def test_answers_are_deleted_on_request(desk: Desk, visitor: Visitor) -> None:
    page = visitor().new_page()
    to_person(page, desk)
    fill(page, PERSON)
    page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    assert page.evaluate(KEPT) == 2
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_role("button", name="Angaben löschen").click()
    expect(page.get_by_role("heading", name="Ihre Karte")).to_be_visible()
    assert asked == ["Alle Angaben auf diesem Gerät löschen?"]
    assert "Muster" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert page.locator('[name="person.last_name"]').input_value() == ""
