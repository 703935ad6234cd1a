"""Somebody asks what is stored about them, has it corrected, withdraws and wants it gone: the lead
of the office does it, with the typical mistake."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, Visitor, accessible
from tests.journeys.desk_world import Desk, sign_in
from tests.unit.applications.people import APPLICATION

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def page(browser: Browser, running: Desk) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=DESKTOP, bypass_csp=True)
    page = context.new_page()
    sign_in(page, running, "leitung")
    yield page
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_told_corrected_and_erased(running: Desk, page: Page) -> None:
    reference = running.receive(APPLICATION)
    page.get_by_role("link", name="Auskunft").click()
    accessible(page)
    # Only the name is not enough: others have it, too.
    page.get_by_label("Vornamen").fill("Ada")
    page.get_by_label("Nachname").fill("Muster")
    press(page, "Zusammenstellen")
    expect(page.get_by_role("alert")).to_contain_text("Geburtsdatum")
    accessible(page)
    page.get_by_label("Geburtsdatum").fill("17.05.1970")
    press(page, "Zusammenstellen")
    expect(page.get_by_text("Lindenstraße 3").first).to_be_visible()
    expect(page.get_by_text("Angelegt (von selbst)").first).to_be_visible()
    expect(page.get_by_text("Engagement 1: Seit wann?").first).to_be_visible()
    assert "person." not in page.get_by_role("main").inner_text()
    accessible(page)
    # The street is wrong; why it is corrected has to be said.
    page.goto(f"{running.url}/vorgaenge/{reference}/")
    page.get_by_role("link", name="Angaben berichtigen").click()
    accessible(page)
    expect(page.get_by_label("Geburtsdatum")).to_have_value("17.05.1970")
    page.get_by_label("Straße und Hausnummer").fill("Ahornweg 1")
    page.get_by_label("Warum wird berichtigt?").fill("Anruf am 24.11.")
    press(page, "Berichtigen")
    expect(page.get_by_role("status")).to_contain_text("Berichtigt")
    expect(page.get_by_text("Ahornweg 1", exact=False)).to_be_visible()
    # What nobody has decided yet is withdrawn first, and then erased for good.
    press(page, "Als zurückgezogen eintragen")
    page.get_by_role("link", name="Auf Verlangen löschen").click()
    accessible(page)
    page.get_by_label("Die Person verlangt die Löschung.", exact=False).check()
    press(page, "Endgültig löschen")
    expect(page.get_by_text("Die Angaben sind", exact=False).first).to_be_visible()
    assert "Muster" not in page.content()


def test_the_intake_says_what_to_do(running: Desk, page: Page) -> None:
    page.goto(f"{running.url}/eingang/")
    assert page.get_by_role("heading", level=1).inner_text() == "Eingang"
    accessible(page)


def test_a_rejection_that_was_wrong_is_taken_up_again(
    running: Desk, page: Page, visitor: Visitor
) -> None:
    person = replace(APPLICATION.person, last_name="Einspruch", email="")
    reference = running.receive(replace(APPLICATION, person=person, engagements=()))
    worker = visitor(bypass_csp=True).new_page()
    sign_in(worker, running, "sachbearbeitung")
    worker.goto(f"{running.url}/vorgaenge/{reference}/ablehnen/")
    # A reason alone is no answer to a person: the text was forgotten.
    worker.get_by_label("Grund").select_option("Die Stunden reichen noch nicht")
    worker.get_by_role("button", name="Ablehnen", exact=True).click()
    expect(worker.get_by_label("Text an die antragstellende Person")).to_be_focused()
    worker.get_by_label("Textbaustein").select_option("Die Stunden reichen noch nicht")
    worker.get_by_role("button", name="Text einsetzen").click()
    worker.get_by_role("button", name="Ablehnen", exact=True).click()
    expect(worker.get_by_role("status")).to_contain_text("Abgelehnt")
    # Whoever rejected cannot take it up again; the lead can, and sees what was written.
    assert worker.get_by_role("button", name="Wieder aufnehmen").count() == 0
    page.goto(f"{running.url}/vorgaenge/?liste=erledigt")
    page.get_by_role("link", name=f"{reference[:4]}-").click()
    accessible(page)
    press(page, "Wieder aufnehmen")
    expect(page.get_by_role("status")).to_contain_text("wieder in Prüfung")
    press(page, "Bewilligen")
    expect(page.get_by_role("status")).to_contain_text("Bewilligt")
    # Pressed too fast: the grant is taken back before the card is made.
    press(page, "Bewilligung zurücknehmen")
    expect(page.get_by_role("status")).to_contain_text("zurückgenommen")
    page.get_by_role("link", name="Protokoll").click()
    rows = page.get_by_role("row").filter(has_text=f"{reference[:4]}-").filter(has_text="leitung")
    expect(rows.filter(has_text="Bewilligung zurücknehmen")).to_have_count(1)
    expect(page.get_by_role("cell", name="von selbst").first).to_be_visible()
    accessible(page)


def test_who_audits_sees_that_all_is_in_order_and_no_person(
    running: Desk, visitor: Visitor
) -> None:
    reference = running.receive(APPLICATION)
    page = visitor(bypass_csp=True).new_page()
    sign_in(page, running, "revision")
    # The queue is not theirs; they arrive at what they may see.
    expect(page.get_by_role("heading", level=1)).to_contain_text("Zahlen")
    accessible(page)
    page.get_by_role("link", name="Protokoll").click()
    expect(page.get_by_text("Die Kette ist vollständig.")).to_be_visible()
    accessible(page)
    refused = page.goto(f"{running.url}/vorgaenge/{reference}/")
    assert refused is not None
    assert refused.status in (403, 404)
    assert "Muster" not in page.content()
