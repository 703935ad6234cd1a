"""People without an account come by the links of their mails: the chair of a club and the
applicant, each with the mistakes of everyday life."""

import sqlite3
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Visitor, accessible
from tests.journeys.desk_world import Desk, sign_in
from tests.journeys.test_case_worker_decides import heading, open_link
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
OVER = "Dieser Link gilt nicht mehr"


@pytest.fixture
def phone(visitor: Visitor) -> Page:
    return visitor(viewport=PHONE, bypass_csp=True).new_page()


def asked(running: Desk, name: str, phone: Page) -> tuple[str, str, str]:
    """Somebody whose address is confirmed: number, status link, and the link of the club."""
    mine, club = f"{name}@muster.example", f"{name}@verein.example"
    contact = replace(ENGAGEMENT.contact, email=club)
    reference = running.receive(
        replace(
            APPLICATION,
            person=replace(APPLICATION.person, email=mine, last_name=name),
            engagements=(replace(ENGAGEMENT, contact=contact),),
        )
    )
    [status] = running.links(mine)
    open_link(phone, status)
    expect(phone.get_by_text("noch nicht gefragt")).to_be_visible()
    phone.get_by_role("button", name="Meine E-Mail-Adresse stimmt").click()
    expect(phone.get_by_text("wartet auf die Organisation")).to_be_visible()
    expect(phone.get_by_text("noch keine Antwort")).to_be_visible()
    [question] = running.links(club)
    return reference, status, question


def answer(phone: Page, choice: str, name: str) -> None:
    phone.get_by_label(choice).check()
    phone.get_by_label("Ihr Name").fill(name)
    phone.get_by_role("button", name="Antwort abschicken").click()


def test_the_chair_applies_for_herself_and_opens_the_link_twice(running: Desk, phone: Page) -> None:
    _, status, question = asked(running, "Vorsitz", phone)
    # She signs with her own name, and is told to let somebody else answer.
    open_link(phone, question)
    second = phone.context.new_page()
    open_link(second, question)
    answer(phone, "Ja, die Angaben stimmen.", " ada  VORSITZ ")
    expect(phone.get_by_role("alert")).to_contain_text("niemand selbst bestätigen")
    expect(phone.get_by_label("Ja, die Angaben stimmen.")).to_be_checked()
    accessible(phone)
    answer(phone, "Ja, die Angaben stimmen.", "Mio Beispiel")
    assert heading(phone) == "Danke für Ihre Antwort"
    # The other window is still there, and what is sent from it changes nothing.
    answer(second, "Nein, das können wir nicht bestätigen.", "Mio Beispiel")
    assert heading(second) == OVER
    open_link(phone, question)
    assert heading(phone) == OVER
    open_link(phone, status)
    expect(phone.get_by_text("in Prüfung", exact=True)).to_be_visible()
    accessible(phone)


def test_a_club_that_knows_nothing_of_it_says_so(
    running: Desk, phone: Page, visitor: Visitor
) -> None:
    reference, status, question = asked(running, "Fremd", phone)
    open_link(phone, question)
    answer(phone, "Nein, das können wir nicht bestätigen.", "Mio Beispiel")
    expect(phone.get_by_role("alert")).to_contain_text("was nicht stimmt")
    accessible(phone)
    phone.get_by_label("Möchten Sie uns etwas dazu sagen?").fill("Sie ist seit Mai nicht mehr da.")
    phone.get_by_role("button", name="Antwort abschicken").click()
    assert heading(phone) == "Danke für Ihre Antwort"
    # The desk reads the reason; nobody is rejected by it, and the applicant does not see it.
    page = visitor(bypass_csp=True).new_page()
    sign_in(page, running, "sachbearbeitung")
    page.goto(f"{running.url}/vorgaenge/{reference}/")
    expect(page.get_by_text("Sie ist seit Mai nicht mehr da.")).to_be_visible()
    expect(page.get_by_text("Nicht bestätigt, zählt nicht.")).to_be_visible()
    expect(page.get_by_role("button", name="Bewilligen")).to_be_visible()
    open_link(phone, status)
    expect(phone.get_by_text("Antwort ist da")).to_be_visible()
    expect(phone.get_by_text("seit Mai")).to_be_hidden()


def test_a_link_from_last_month_has_run_out_and_a_new_one_is_sent(
    running: Desk, phone: Page, visitor: Visitor
) -> None:
    reference, _, question = asked(running, "Spaet", phone)
    with sqlite3.connect(running.folder / "casework.sqlite3") as database:
        moved = database.execute(
            "UPDATE cases_confirmation SET asked_at = datetime(asked_at, ?) WHERE case_id = "
            "(SELECT id FROM cases_case WHERE reference = ?)",
            ("-29 days", reference),
        )
        assert moved.rowcount == 1
    open_link(phone, question)
    assert heading(phone) == OVER
    accessible(phone)
    page = visitor(bypass_csp=True).new_page()
    sign_in(page, running, "sachbearbeitung")
    page.goto(f"{running.url}/vorgaenge/{reference}/")
    page.get_by_role("button", name="Noch einmal fragen").click()
    expect(page.get_by_role("status")).to_be_visible()
    new = running.links("Spaet@verein.example")[-1]
    assert new != question
    # In the window that shows the old one: only what stands behind the # changes.
    phone.goto(new)
    answer(phone, "Ja, die Angaben stimmen.", "Mio Beispiel")
    assert heading(phone) == "Danke für Ihre Antwort"


def test_a_question_of_the_desk_is_answered_and_then_thought_better_of(
    running: Desk, phone: Page, visitor: Visitor
) -> None:
    reference, status, question = asked(running, "Rueckfrage", phone)
    open_link(phone, question)
    answer(phone, "Ja, die Angaben stimmen.", "Mio Beispiel")
    page = visitor(bypass_csp=True).new_page()
    sign_in(page, running, "sachbearbeitung")
    page.goto(f"{running.url}/vorgaenge/{reference}/rueckfrage/")
    page.get_by_label("Text an die antragstellende Person").fill("Welche Grundschule ist es?")
    page.get_by_role("button", name="Rückfrage stellen").click()
    # Sent empty first; then twice from two windows.
    open_link(phone, status)
    expect(phone.get_by_text("Welche Grundschule ist es?")).to_be_visible()
    accessible(phone)
    reply = phone.get_by_role("textbox", name="Antwort")
    reply.fill("  ")
    phone.get_by_role("button", name="Antwort abschicken").click()
    expect(phone.get_by_role("alert")).to_contain_text("Antwort")
    accessible(phone)
    second = phone.context.new_page()
    open_link(second, status)
    for window in (phone, second):
        window.get_by_role("textbox", name="Antwort").fill("Die am Markt.")
        window.get_by_role("button", name="Antwort abschicken").click()
        expect(window.get_by_text("in Prüfung", exact=True)).to_be_visible()
    page.goto(f"{running.url}/vorgaenge/{reference}/")
    expect(page.get_by_text("Die am Markt.")).to_have_count(1)
    # Withdrawn by the applicant; the desk cannot grant it any more.
    phone.get_by_role("button", name="Antrag zurückziehen").click()
    expect(phone.get_by_text("zurückgezogen", exact=True)).to_be_visible()
    accessible(phone)
    page.get_by_role("button", name="Bewilligen").click()
    expect(page.get_by_role("alert")).to_contain_text("zurückgezogen")
