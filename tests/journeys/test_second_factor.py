"""Somebody at the desk signs in for the first time where two factors are asked for, and again with
a spare code, after a typical mistake."""

import base64
import hashlib
import hmac
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import AXE, PHONE
from tests.journeys.desk_world import PASSWORD, Desk, desk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def running(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("CASEWORK_MFA_REQUIRED", "true")
    with desk(tmp_path_factory.mktemp("desk")) as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="de-DE", viewport=PHONE, bypass_csp=True)
    yield context.new_page()
    context.close()


def app_code(secret: str) -> str:
    """What the app on the telephone shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, hashlib.sha1)
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def stands_at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == [], page.url


def sign_in(page: Page) -> None:
    page.get_by_label("Benutzername").fill("sachbearbeitung")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


def test_the_first_and_the_second_day(running: Desk, page: Page) -> None:
    page.goto(f"{running.url}/vorgaenge/")
    stands_at(page, "Anmelden")
    sign_in(page)
    stands_at(page, "App für den zweiten Faktor einrichten")
    page.goto(f"{running.url}/vorgaenge/")
    stands_at(page, "App für den zweiten Faktor einrichten")
    # In the dark look the picture is black on white, too; a camera reads nothing else.
    page.emulate_media(color_scheme="dark")
    ground = "getComputedStyle(document.querySelector('main img')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    secret = page.locator("main code").inner_text()
    page.locator("#id_code").fill(app_code(secret))
    page.get_by_role("button", name="Einrichten").click()
    stands_at(page, "Ersatzcodes")
    spare = page.locator("main li code").first.inner_text()
    page.get_by_role("link", name="Zu den Vorgängen").click()
    stands_at(page, "Vorgänge")
    page.get_by_role("button", name="Abmelden").click()
    # The telephone lies at home: a mistyped code, then a spare one.
    sign_in(page)
    stands_at(page, "Code eingeben")
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("alert")).to_contain_text("Der Code stimmt nicht")
    stands_at(page, "Code eingeben")
    page.get_by_label("Code").fill(spare)
    page.get_by_role("button", name="Weiter").click()
    stands_at(page, "Vorgänge")
    page.get_by_role("link", name="Sina Sach").click()
    stands_at(page, "Mein Konto")
