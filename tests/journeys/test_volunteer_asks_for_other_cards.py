"""Who has a card already renews it, and who has been at it for 25 years asks for the jubilee card;
each with the typical mistake."""

import pytest
from playwright.sync_api import Page, expect

from applications.form import ApplicationKind
from tests.journeys.application_site import TODAY, Desk
from tests.journeys.conftest import PHONE, Visitor, accessible
from tests.journeys.test_volunteer_applies import (
    ENGAGEMENT,
    PERSON,
    choose,
    declare,
    engage,
    fill,
    forward,
    problems_of,
    to_the_end,
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ARRIVED = "Ihr Antrag ist angekommen"


def years(page: Page, number: int, *, since: str, until: str) -> None:
    """An engagement of the jubilee card, whose form asks for no hours."""
    path = f"engagements.{number}"
    choose(page, f"{path}.private_help", "no")
    choose(page, f"{path}.allowance.kind", "none")
    page.locator(f'[name="{path}.field"]').select_option("education")
    typed = {name: text for name, text in ENGAGEMENT.items() if name != "hours.amount"}
    typed |= {"since": since, "until": until}
    fill(page, {f"{path}.{name}": text for name, text in typed.items()})


def test_a_card_is_renewed_whose_number_was_not_at_hand(desk: Desk, visitor: Visitor) -> None:
    page = visitor(viewport=PHONE).new_page()
    page.goto(f"{desk.url}/antrag/")
    page.get_by_role("link", name="Ehrenamtskarte verlängern", exact=True).click()
    choose(page, "card_media", "plastic")
    forward(page, "Wer füllt aus?")
    forward(page, "Ihre bisherige Karte")
    fill(
        page,
        {"previous_card.issued_by": "Rheine", "previous_card.valid_until": f"3.13.{TODAY.year}"},
    )
    page.get_by_role("button", name="Weiter", exact=True).click()
    assert len(problems_of(page)) == 2
    accessible(page)
    # The card lies at home; there the day can be read, too.
    fill(
        page,
        {"previous_card.number": "4711", "previous_card.valid_until": f"31.12.{TODAY.year}"},
    )
    forward(page, "Über Sie")
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    engage(page)
    to_the_end(page)
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name=ARRIVED)).to_be_visible()
    (accepted,) = desk.accepted()
    assert (accepted["kind"], accepted["office"]) == (ApplicationKind.RENEWAL, "rheine")
    assert accepted["previous_card"]["number"] == "4711"
    assert accepted["previous_card"]["valid_until"] == f"{TODAY.year}-12-31"


def test_after_twenty_five_years_in_two_clubs_the_jubilee_card(
    desk: Desk, visitor: Visitor
) -> None:
    page = visitor().new_page()
    page.goto(f"{desk.url}/antrag/jubilaeum/")
    choose(page, "card_media", "plastic")
    forward(page, "Wer füllt aus?")
    forward(page, "Über Sie")
    fill(page, PERSON)
    forward(page, "Ihr Engagement")
    # Hours are not asked for: the years count. The first club ended before it began.
    years(page, 0, since="03.2010", until="02.1998")
    page.get_by_role("button", name="Weitere Organisation hinzufügen").click()
    years(page, 1, since="03.2010", until="")
    forward(page, "Erklärungen")
    declare(page)
    forward(page, "Freiwillige Einwilligungen")
    page.get_by_role("button", name="Antrag absenden").click()
    page.get_by_role("link", name="Bitte prüfen Sie das Ende").click()
    ended = page.locator('[name="engagements.0.until"]')
    expect(ended).to_be_focused()
    accessible(page)
    fill(page, {"engagements.0.since": "02.1998", "engagements.0.until": "03.2010"})
    forward(page, "Erklärungen")
    forward(page, "Freiwillige Einwilligungen")
    page.get_by_role("button", name="Antrag absenden").click()
    expect(page.get_by_role("heading", name=ARRIVED)).to_be_visible()
    (accepted,) = desk.accepted()
    assert accepted["kind"] == ApplicationKind.JUBILEE
    spans = [(e["since"], e.get("until")) for e in accepted["engagements"]]
    assert spans == [("1998-02-01", "2010-03-01"), ("2010-03-01", None)]
