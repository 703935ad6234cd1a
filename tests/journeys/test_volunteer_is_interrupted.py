"""What comes between a finished form and its receipt: a second click, a dead spot, a lost answer,
an address with a slip of the finger. Nothing typed is lost and nothing arrives twice."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.application_site import Desk
from tests.journeys.conftest import PHONE, Visitor, accessible
from tests.journeys.test_volunteer_applies import (
    KEPT,
    PERSON,
    engage,
    fill,
    forward,
    problems_of,
    to_person,
    to_the_end,
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
SENT_TO = "**/v1/antrag"


def finished(page: Page, desk: Desk, **person: str) -> None:
    to_person(page, desk)
    fill(page, PERSON | {f"person.{name}": text for name, text in person.items()})
    forward(page, "Ihr Engagement")
    engage(page)
    to_the_end(page)


def arrives(page: Page) -> None:
    expect(page.get_by_role("heading", name="Ihr Antrag ist angekommen")).to_be_visible()


def lose_the_answer(route: Route) -> None:
    """The service gets it all, but its answer never comes back."""
    route.fetch()
    route.abort("connectionreset")


def test_a_second_click_sends_nothing_twice(desk: Desk, visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).new_page()
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.url) if r.method == "POST" else None)
    finished(page, desk, first_names="Doppelt")
    page.get_by_role("button", name="Antrag absenden").dblclick()
    arrives(page)
    assert len(sent) == 1
    assert len(desk.accepted()) == 1


def test_in_a_dead_spot_the_answers_stay(desk: Desk, visitor: Visitor) -> None:
    context = visitor(viewport=PHONE)
    page = context.new_page()
    finished(page, desk, first_names="Funkloch")
    context.set_offline(True)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.locator("#fehler")).to_contain_text("Die Verbindung ist abgebrochen")
    accessible(page)
    assert desk.accepted() == []
    # Back in the net, with one look at what was typed.
    context.set_offline(False)
    page.go_back()
    expect(page.get_by_role("heading", name="Erklärungen")).to_be_visible()
    forward(page, "Freiwillige Einwilligungen")
    page.get_by_role("button", name="Antrag absenden").click()
    arrives(page)
    (accepted,) = desk.accepted()
    assert accepted["person"]["first_names"] == "Funkloch"


@pytest.mark.parametrize("on_device", [False, True])
def test_an_answer_lost_on_the_way_makes_no_second_application(
    desk: Desk, visitor: Visitor, on_device: bool
) -> None:
    context = visitor()
    page = context.new_page()
    finished(page, desk, first_names="Kopie")
    if on_device:
        page.get_by_role("button", name="Auf diesem Gerät speichern").click()
    page.route(SENT_TO, lose_the_answer)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.locator("#fehler")).to_contain_text("noch nicht angekommen")
    page.unroute(SENT_TO)
    # The page is loaded anew, or the browser was closed and opened again.
    if on_device:
        page.close()
        page = context.new_page()
        page.goto(f"{desk.url}/antrag/karte/#schritt-consents")
    else:
        page.reload()
    page.get_by_role("button", name="Antrag absenden").click()
    arrives(page)
    assert len(desk.accepted()) == 1
    assert page.evaluate(KEPT) == 0


@pytest.mark.parametrize("typed", ["ada@muster", "ada.muster.example", "ada @muster.example"])
def test_an_address_that_cannot_be_one_is_said_at_once(
    desk: Desk, visitor: Visitor, typed: str
) -> None:
    page = visitor(viewport=PHONE).new_page()
    to_person(page, desk)
    fill(page, PERSON | {"person.email": typed})
    page.get_by_role("button", name="Weiter", exact=True).click()
    (problem,) = problems_of(page)
    assert "E-Mail-Adresse" in problem
    page.locator("#fehler").get_by_role("link").click()
    expect(page.locator('[name="person.email"]')).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("ada@muster.example")
    forward(page, "Ihr Engagement")


def test_who_goes_back_from_the_receipt_finds_nothing_to_send_again(
    desk: Desk, visitor: Visitor
) -> None:
    page = visitor(viewport=PHONE).new_page()
    finished(page, desk, first_names="Rückblick")
    page.get_by_role("button", name="Antrag absenden").click()
    arrives(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Freiwillige Einwilligungen")).to_be_visible()
    assert page.locator('[name="person.first_names"]').input_value() == ""
    assert "Rückblick" not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.locator("#fehler")).to_be_focused()
    assert len(desk.accepted()) == 1
