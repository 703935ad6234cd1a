"""What the editors' form and an import refuse, and what they let pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from catalogue.boundaries import Boundaries
from catalogue.findings import Finding
from catalogue.offer import Benefit, BenefitKind, Scope, Venue
from catalogue.register import DATA, load_register
from catalogue.validation import (
    LABELS,
    benefit_findings,
    date_findings,
    offer_findings,
    text_findings,
)
from tests.world import AACHEN, OFFER

REGIONS = load_register()
BOUNDARIES = Boundaries.load(DATA / "boundaries.topojson")


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (None, None, 0),
        (date(2026, 3, 1), None, 0),
        (None, date(2026, 3, 1), 0),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
        (date(2026, 3, 2), date(2026, 3, 1), 1),
    ],
)
def test_the_last_day_is_not_before_the_first(
    first: date | None, last: date | None, count: int
) -> None:
    found = date_findings(first, last)
    assert [finding.field for finding in found] == ["valid_until"] * count
    for finding in found:
        assert "der 1. März 2026 liegt vor dem Beginn am 2. März 2026" in finding.message


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (BenefitKind.PERCENT, None, "fehlt die Zahl. Bitte den Wert in Prozent"),
        (BenefitKind.AMOUNT_OFF, None, "Bitte den Wert in Euro"),
        (BenefitKind.FIXED_PRICE, None, "Bitte den Wert in Euro"),
        (BenefitKind.PERCENT, "0.99", "0,99 Prozent gibt es nicht"),
        (BenefitKind.PERCENT, "100.01", "100,01 Prozent gibt es nicht"),
        (BenefitKind.PERCENT, "-10", "-10 Prozent gibt es nicht"),
        (BenefitKind.AMOUNT_OFF, "0", "0 Euro ist kein Betrag"),
        (BenefitKind.FIXED_PRICE, "-1.5", "-1,5 Euro ist kein Betrag"),
        (BenefitKind.PERCENT, "1", ""),
        (BenefitKind.PERCENT, "12.5", ""),
        (BenefitKind.PERCENT, "100", ""),
        (BenefitKind.AMOUNT_OFF, "150", ""),
        (BenefitKind.FIXED_PRICE, "0.01", ""),
        (BenefitKind.FREE, None, ""),
        (BenefitKind.OTHER, None, ""),
        (BenefitKind.REDUCED_PRICE, "4", ""),
    ],
)
def test_the_number_fits_the_kind(kind: BenefitKind, value: str | None, words: str) -> None:
    found = benefit_findings(kind, Decimal(value) if value else None)
    assert [finding.field for finding in found] == (["value"] if words else [])
    assert all(words in finding.message for finding in found)


@pytest.mark.parametrize(
    ("text", "placeholder"),
    [
        ("Bad in Musterhausen", "Musterhausen"),
        ("MUSTERSTRASSE 1", "MUSTERSTRASSE"),
        ("Ansprechpartner: k. A.", "k. A."),
        ("k.A.", "k.A."),
        ("n. a.", "n. a."),
        ("keine Angabe", "keine Angabe"),
        ("<p>Lorem ipsum</p>", "Lorem"),
        ("test", "test"),
        (" Testangebot 2 ", "Testangebot 2"),
        ("xxx", "xxx"),
        ("---", "---"),
        ("TODO", "TODO"),
    ],
)
def test_a_placeholder_is_named(text: str, placeholder: str) -> None:
    (finding,) = text_findings({"provider": text})
    assert finding.field == "provider"
    assert finding.message.startswith(f"Anbieter: „{placeholder}“ ist ein Platzhalter. Bitte")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kostenloser Hörtest",
        "Test Ihrer Augen ohne Termin",
        "Mustergarten und Musterküche",
        "z. B. am Freitag",
        "Kino – Saal 2",
        "Sauna a. d. Ruhr",
        "Ohne Angabe von Gründen kündbar",
    ],
)
def test_ordinary_words_are_no_placeholders(text: str) -> None:
    assert text_findings({"title": text}) == []


@pytest.mark.parametrize(
    ("field", "length", "excess"),
    [("title", 80, 0), ("title", 81, 1), ("summary", 160, 0), ("summary", 170, 10)],
)
def test_titles_and_summaries_fit_their_place(field: str, length: int, excess: int) -> None:
    found = text_findings({field: "ä" * length, "description": "ä" * 5000})
    assert [finding.field for finding in found] == ([field] if excess else [])
    assert all(f"um {excess} Zeichen kürzen" in finding.message for finding in found)


def test_a_whole_offer_names_the_field_of_each_finding() -> None:
    wrong = replace(
        OFFER,
        title="t" * 81,
        benefit=Benefit(BenefitKind.PERCENT, Decimal(0), "xxx"),
        valid_from=date(2028, 1, 1),
        venues=(
            OFFER.venues[0],
            Venue("Lorem", "Musterstraße 1", "00000", "Aachen", AACHEN, 52.0, 8.0),
        ),
    )
    assert [finding.field for finding in offer_findings(wrong, REGIONS, BOUNDARIES)] == [
        "title",
        "benefit.value",
        "benefit.applies_to",
        "valid_until",
        "venues.1.name",
        "venues.1.street",
        "venues.1.postal_code",
        "venues.1.location",
    ]
    assert offer_findings(OFFER, REGIONS, BOUNDARIES) == []


def test_only_a_local_offer_needs_an_address() -> None:
    without = replace(OFFER, venues=())
    assert [f.field for f in offer_findings(without, REGIONS, BOUNDARIES)] == ["venues"]
    assert offer_findings(replace(without, scope=Scope.ONLINE), REGIONS, BOUNDARIES) == []


def test_a_text_field_without_a_label_is_named_by_itself() -> None:
    assert "intro" not in LABELS
    (finding,) = text_findings({"intro": "test"})
    assert finding == Finding("intro", finding.message)
    assert finding.message.startswith("intro: ")
