"""How values read in German."""

from datetime import date
from decimal import Decimal

import pytest

from catalogue.german import number_of_offers
from catalogue.offer import Accessibility, Benefit, BenefitKind
from themes.filters import (
    accessibility_de,
    benefit_sentence,
    count_de,
    date_de,
    decimal_de,
    plural,
)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 1), "1. März 2026"),
        (date(2026, 12, 24), "24. Dezember 2026"),
        (date(2027, 1, 31), "31. Januar 2027"),
    ],
)
def test_days(day: date, text: str) -> None:
    assert date_de(day) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (4600, "4.600"), (1234567, "1.234.567")]
)
def test_counts_have_a_separator(number: int, text: str) -> None:
    assert count_de(number) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 Angebote"), (1, "1 Angebot"), (4600, "4.600 Angebote")]
)
def test_one_offer_and_many(number: int, text: str) -> None:
    assert plural(number, "Angebot", "Angebote") == text
    assert number_of_offers(number) == text


@pytest.mark.parametrize(
    ("value", "text"), [("10", "10"), ("10.00", "10"), ("1.5", "1,50"), ("0.99", "0,99")]
)
def test_amounts(value: str, text: str) -> None:
    assert decimal_de(Decimal(value)) == text


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (BenefitKind.PERCENT, "10", "10 % Nachlass"),
        (BenefitKind.PERCENT, None, "Nachlass"),
        (BenefitKind.AMOUNT_OFF, "1.5", "1,50 € Nachlass"),
        (BenefitKind.AMOUNT_OFF, None, "Nachlass"),
        (BenefitKind.FIXED_PRICE, "4", "Für 4 €"),
        (BenefitKind.FIXED_PRICE, None, "Zum Festpreis"),
        (BenefitKind.REDUCED_PRICE, None, "Ermäßigter Preis"),
        (BenefitKind.FREE, None, "Kostenlos"),
        (BenefitKind.TWO_FOR_ONE, None, "Zwei zum Preis von einem"),
        (BenefitKind.EXTRA, None, "Eine Zugabe"),
        (BenefitKind.CONTINGENT, None, "Verlosung oder begrenztes Kontingent"),
        (BenefitKind.OTHER, None, "Vergünstigung"),
    ],
)
def test_every_kind_of_benefit_is_a_sentence(
    kind: BenefitKind, value: str | None, sentence: str
) -> None:
    assert benefit_sentence(Benefit(kind, Decimal(value) if value else None)) == sentence


def test_a_benefit_says_what_for_and_for_whom() -> None:
    benefit = Benefit(BenefitKind.PERCENT, Decimal(10), "Einzelkarte", companion=True)
    assert benefit_sentence(benefit) == "10 % Nachlass: Einzelkarte, auch für eine Begleitperson"


def test_accessibility_has_a_word_for_every_value() -> None:
    words = [accessibility_de(value) for value in Accessibility]
    assert words == ["keine Angabe", "ja", "teilweise", "nein"]
