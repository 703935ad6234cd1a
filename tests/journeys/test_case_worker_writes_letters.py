"""For somebody without e-mail: the letter is printed, its code opens the status page on a phone,
the card is handed over at a ceremony; each with its typical mistake, and without barriers."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Browser, Page, expect

from applications.references import ALPHABET
from tests.journeys.conftest import DESKTOP, PHONE, accessible
from tests.journeys.desk_world import Desk, sign_in
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ON_PAPER = replace(
    APPLICATION, person=replace(APPLICATION.person, email="", last_name="Brief"), engagements=()
)


@pytest.fixture
def page(browser: Browser, running: Desk) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=DESKTOP, bypass_csp=True)
    page = context.new_page()
    sign_in(page, running, "leitung")
    yield page
    context.close()


def submitted(page: Page, address: str, **more: str) -> APIResponse:
    """The answer to the form around the button with this target, sent as the browser would."""
    fields = page.eval_on_selector(
        f'form[action="{address}"], form:has([formaction="{address}"])',
        "form => [...new FormData(form)].map(([name, value]) => [name, String(value)])",
    )
    host = page.url.split("/")[2]
    answer = page.request.post(
        f"http://{host}{address}", form={**dict(fields), **more}, headers={"referer": page.url}
    )
    assert answer.ok, answer.status
    return answer


def text_of(file: bytes, folder: Path) -> str:
    """What stands in the PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext fehlt (poppler-utils): der Brief wird nicht gelesen")
    path = folder / "brief.pdf"
    path.write_bytes(file)
    ran = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True)
    return ran.stdout


def test_a_letter_from_printer_to_phone(
    running: Desk, page: Page, browser: Browser, tmp_path: Path
) -> None:
    reference = running.receive(ON_PAPER)
    page.get_by_role("link", name="Briefe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Briefe drucken")
    accessible(page)
    printed = submitted(page, "/briefe/drucken/")
    assert printed.headers["content-type"] == "application/pdf"
    page.get_by_role("button", name="Als gedruckt eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Als gedruckt eingetragen: ")
    # The printer was jammed.
    page.get_by_role("button", name="Doch nicht gedruckt").click()
    expect(page.get_by_role("status")).to_contain_text("Wieder offen: ")
    accessible(page)
    pages = text_of(printed.body(), tmp_path).split("\f")
    [text] = [text for text in pages if "Ada Brief" in text]
    code = re.search(rf"(?:[{ALPHABET}]{{4}}-){{4}}[{ALPHABET}]{{4}}", text)
    assert code is not None
    context = browser.new_context(viewport=PHONE, locale="de-DE", bypass_csp=True)
    phone = context.new_page()
    phone.goto(f"{running.url}/status/")
    phone.get_by_label("Code aus Ihrer E-Mail oder unserem Brief").fill(code[0][:-1])
    phone.get_by_role("button", name="Weiter").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dieser Link gilt nicht mehr")
    # By the camera, which opens a page of its own: the code stands behind the #.
    phone = context.new_page()
    phone.goto(f"{running.url}/status/#{code[0]}")
    expect(phone.get_by_text(reference[:4])).to_be_visible()
    context.close()


def test_a_ceremony(running: Desk, page: Page) -> None:
    reference = running.receive(
        replace(ON_PAPER, person=replace(ON_PAPER.person, last_name="Fest"))
    )
    page.get_by_label("Vorgangsnummer").fill(reference)
    page.get_by_role("button", name="Suchen").click()
    page.get_by_role("button", name="Bewilligen").click()
    page.get_by_role("link", name="Übergabe").click()
    accessible(page)
    # The day was forgotten.
    page.get_by_label("Ort der Übergabe").fill("Ratssaal")
    page.get_by_role("button", name="Liste als PDF").click()
    expect(page.get_by_role("alert")).to_contain_text("Tag der Übergabe")
    expect(page.get_by_label("Ort der Übergabe")).to_have_value("Ratssaal")
    accessible(page)
    answer = submitted(page, "/uebergabe/liste/", day="05.12.2026")
    assert answer.headers["content-type"] == "application/pdf"
    page.get_by_role("button", name="Als übergeben eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Als übergeben eingetragen: 1 Karte")
    page.locator("[id^=zurueck-]").check()
    page.get_by_role("button", name="Doch nicht übergeben").click()
    expect(page.get_by_role("checkbox", name="Ada Fest")).to_be_checked()
    accessible(page)


def test_a_club_that_has_no_mailbox(running: Desk, page: Page) -> None:
    silent = replace(ENGAGEMENT, contact=replace(ENGAGEMENT.contact, email=""))
    reference = running.receive(replace(ON_PAPER, engagements=(silent,)))
    page.goto(f"{running.url}/vorgaenge/")
    accessible(page)
    task = page.get_by_role("region", name="Organisationen ohne Adresse")
    task.get_by_role("link", name=f"{reference[:4]}-").click()
    page.get_by_role("link", name="Jemand anderes fragen").click()
    # The town was forgotten.
    page.get_by_label("Straße und Hausnummer").fill("Vereinsweg 2")
    page.get_by_role("button", name="Fragen").click()
    expect(page.get_by_role("alert")).to_contain_text("Straße, Postleitzahl und Ort")
    accessible(page)
    page.get_by_label("Postleitzahl und Ort").fill("48431 Rheine")
    page.get_by_role("button", name="Fragen").click()
    expect(page.get_by_text("Brief an Vereinsweg 2, 48431 Rheine")).to_be_visible()
    # The slip came back, signed.
    page.get_by_role("link", name="Antwort auf Papier").click()
    accessible(page)
    page.get_by_label("Ja, die Angaben stimmen.").check()
    page.get_by_label("Wer hat unterschrieben?").fill("Mio Beispiel")
    page.get_by_role("button", name="Eintragen").click()
    expect(page.get_by_role("status")).to_contain_text("Die Antwort ist eingetragen.")
    expect(page.get_by_text("zu prüfen", exact=True)).to_be_visible()
    accessible(page)


def test_the_figures(page: Page) -> None:
    page.get_by_role("link", name="Zahlen").click()
    accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Als Tabelle laden (CSV)").click()
    assert download.value.suggested_filename.startswith("antraege-")
