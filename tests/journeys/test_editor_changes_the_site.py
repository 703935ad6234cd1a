"""An editor writes an offer in the browser, and a citizen reads it on the site a moment later."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page, expect

from cms.offers.demo.loading import PASSWORD
from tests.journeys.conftest import AXE
from tests.journeys.servers import free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
VISIBLE_SECONDS = 60
PUBLISHED = re.compile("wurde (erstellt und )?veröffentlicht")
NEWS = "snippets/editorial/newsarticle"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """Everything `make demo` starts, with fewer offers and a database of its own; as after a fresh
    clone there is no folder for it yet."""
    folder = tmp_path_factory.mktemp("demo")
    var = folder / "var"
    site, cms = (f"http://localhost:{free_port()}" for _ in range(2))
    own = {
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{var}/cms.sqlite3",
        "VAR_DIR": str(var),
        "SITE_URL": site,
        "CMS_URL": cms,
        "SEARCH_SERVICE_PORT": str(free_port()),
    }
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--offers", "400"],
            env=os.environ | own,
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(site, seconds=240)
        wait_for(f"{cms}/admin/login/", seconds=60)
        yield SimpleNamespace(site=site, cms=cms, log=folder / "log")
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def phone(demo: SimpleNamespace, browser: Browser) -> Iterator[Page]:
    """The chancellery on a small phone; axe may look at the page."""
    context = browser.new_context(
        locale="de-DE", viewport={"width": 360, "height": 740}, bypass_csp=True
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(page, demo.cms, "staatskanzlei")
    yield page
    context.close()


@pytest.fixture
def editor(demo: SimpleNamespace, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(page, demo.cms, "redaktion")
    yield page
    context.close()


def sign_in(page: Page, cms: str, login: str) -> None:
    page.goto(f"{cms}/admin/login/")
    page.locator("[name=username]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"{cms}/admin/")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def wait_until_public(page: Page, url: str, text: str) -> float:
    started = time.monotonic()
    while time.monotonic() - started < VISIBLE_SECONDS:
        answer = page.goto(url)
        if answer is not None and answer.ok and text in page.content():
            return time.monotonic() - started
        time.sleep(0.3)
    raise AssertionError(f"„{text}“ ist nach {VISIBLE_SECONDS} s nicht auf {url} zu sehen.")


def test_a_new_offer_is_public_within_a_minute(
    demo: SimpleNamespace, editor: Page, browser: Browser
) -> None:
    strangers: list[str] = []
    editor.on(
        "request",
        lambda r: (
            strangers.append(r.url)
            if not re.match(r"(http://localhost|data:|blob:)", r.url)
            else None
        ),
    )
    editor.get_by_role("link", name="Angebote", exact=True).click()
    editor.get_by_role("link", name="Angebot hinzufügen").click()
    editor.locator("[name=provider]").fill("Bootshaus Beispiel")
    editor.locator("[name=title]").fill("Kahnfahrt zum halben Preis")
    editor.locator("[name=benefit_kind]").select_option("percent")
    editor.locator("[name=benefit_value]").fill("50")
    editor.locator("[name=benefit_applies_to]").fill("Kahnfahrten")
    expect(
        editor.get_by_text("So steht es im Verzeichnis: 50 % Nachlass: Kahnfahrten")
    ).to_be_visible()
    editor.locator("[name=summary]").fill("Eine Stunde auf der Ems.")
    editor.locator("[name=category]").select_option(label="Freizeit und Sport")
    tab(editor, "Ort")
    editor.get_by_role("button", name="Standort hinzufügen").click()
    editor.locator("[name=venues-0-street]").fill("Am Wasser 3")
    editor.locator("[name=venues-0-postal_code]").fill("48429")
    editor.locator("[name=venues-0-place]").fill("Rheine")
    editor.locator("[name=venues-0-public_transport]").click()
    expect(
        editor.get_by_text("Die Markierung steht in der Mitte des Postleitzahlgebiets")
    ).to_be_visible()
    expect(editor.locator(".leaflet-marker-icon")).to_be_visible()
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text(PUBLISHED)).to_be_visible()
    citizen = browser.new_page(locale="de-DE")
    path = "/angebote/rheine/bootshaus-beispiel-kahnfahrt-zum-halben-preis/"
    wait_until_public(citizen, demo.site + path, "Kahnfahrt zum halben Preis")
    assert "50 % Nachlass: Kahnfahrten" in citizen.inner_text("main")
    citizen.goto(f"{demo.site}/orte/rheine/")
    assert citizen.get_by_role("link", name="Kahnfahrt zum halben Preis").count() >= 1
    citizen.close()
    assert strangers == []


def write_offer(page: Page, cms: str, provider: str) -> None:
    """Fill in a complete local offer and leave it to the caller to save it."""
    page.goto(f"{cms}/admin/angebote/choose_parent/")
    page.locator("[name=provider]").fill(provider)
    page.locator("[name=title]").fill("Kanu leihen")
    page.locator("[name=benefit_kind]").select_option("free")
    page.locator("[name=summary]").fill("Eine Stunde auf der Ems.")
    page.locator("[name=category]").select_option(label="Freizeit und Sport")
    tab(page, "Ort")
    page.get_by_role("button", name="Standort hinzufügen").click()
    page.locator("[name=venues-0-street]").fill("Am Wasser 3")
    page.locator("[name=venues-0-postal_code]").fill("48429")
    page.locator("[name=venues-0-place]").fill("Rheine")


def rows_of(page: Page, cms: str, provider: str) -> int:
    page.goto(f"{cms}/admin/angebote/?q={provider}")
    return page.locator("td[data-column=Anbieter]", has_text=provider).count()


def test_two_clicks_save_once(demo: SimpleNamespace, editor: Page) -> None:
    write_offer(editor, demo.cms, "Ruderhaus")
    editor.get_by_role("button", name="Veröffentlichen").dblclick()
    expect(editor.get_by_text(PUBLISHED)).to_be_visible()
    assert rows_of(editor, demo.cms, "Ruderhaus") == 1


def test_back_after_saving_shows_what_was_typed_and_never_saves_it_again_in_silence(
    demo: SimpleNamespace, editor: Page
) -> None:
    """Browsers bring the typed fields back, but not always the venue that was added by a click."""
    write_offer(editor, demo.cms, "Paddelhaus")
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text(PUBLISHED)).to_be_visible()
    editor.go_back()
    expect(editor.locator("[name=provider]")).to_have_value("Paddelhaus")
    expect(editor.locator("[name=title]")).to_have_value("Kanu leihen")
    editor.get_by_role("button", name="Veröffentlichen").click()
    told = re.compile("Ist es dasselbe Angebot|wegen Prüfungsfehlern")
    expect(editor.get_by_text(told).first).to_be_visible()


def test_a_mistake_is_told_in_german_and_nothing_typed_is_lost(
    demo: SimpleNamespace, editor: Page
) -> None:
    editor.goto(f"{demo.cms}/admin/angebote/choose_parent/")
    editor.locator("[name=provider]").fill("Bootshaus Zwei")
    editor.locator("[name=title]").fill("Kanu leihen")
    editor.locator("[name=benefit_kind]").select_option("percent")
    editor.locator("[name=benefit_value]").fill("120")
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text("Bitte 1 bis 100 eintragen").first).to_be_visible()
    assert editor.locator("[name=title]").input_value() == "Kanu leihen"


def test_a_foreign_town_is_closed(demo: SimpleNamespace, editor: Page) -> None:
    for number in range(3, 40):
        answer = editor.goto(f"{demo.cms}/admin/pages/{number}/edit/")
        assert answer is not None
        assert f"/pages/{number}/edit/" not in editor.url
    assert "keinen Zugang" in editor.inner_text(".messages")


def test_one_click_confirms_that_an_offer_still_holds(demo: SimpleNamespace, editor: Page) -> None:
    editor.goto(f"{demo.cms}/admin/angebote/?live=true")
    editor.locator("td.title a").first.click()
    tab(editor, "Prüfung")
    editor.get_by_role("link", name="Gilt noch: heute bestätigen").click()
    editor.get_by_role("button", name="Ja, es gilt noch").click()
    expect(editor.get_by_text("ist bestätigt: gilt noch")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "column"),
    [("redaktionen/", "Stand"), ("angebote/", "bestätigt"), (NEWS + "/", "Datum")],
)
def test_a_list_is_read_on_a_phone(
    demo: SimpleNamespace, phone: Page, address: str, column: str
) -> None:
    phone.goto(f"{demo.cms}/admin/{address}")
    cell = phone.locator(f"td[data-column='{column}']:not(:empty)").first
    expect(cell).to_be_visible()
    for part in (cell, phone.locator("td.title a").first):
        box = part.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize("address", [f"{NEWS}/add/", "angebote/?live=true"])
def test_every_input_of_a_form_has_a_name_for_screen_readers(
    demo: SimpleNamespace, phone: Page, address: str
) -> None:
    phone.goto(f"{demo.cms}/admin/{address}")
    if not address.startswith(NEWS):
        phone.locator("td.title a").first.click()
    expect(phone.locator("[role=textbox]").first).to_be_visible()
    phone.add_script_tag(path=AXE)
    rules = ["label", "aria-input-field-name", "button-name", "select-name", "link-name"]
    found = phone.evaluate(
        """rules => axe.run({runOnly: rules}).then(
            r => r.violations.map(v => [v.id, v.nodes[0].html])
        )""",
        rules,
    )
    assert found == []
