"""How values read in German."""

from collections.abc import Iterable
from decimal import Decimal

from catalogue.german import count_de, date_de, plural
from catalogue.offer import Accessibility, Benefit, BenefitKind, CardType

__all__ = [
    "accessibility_de",
    "benefit_sentence",
    "card_types_de",
    "count_de",
    "date_de",
    "decimal_de",
    "plural",
]

_ACCESSIBILITY = {
    Accessibility.UNKNOWN: "keine Angabe",
    Accessibility.FULL: "ja",
    Accessibility.PARTIAL: "teilweise",
    Accessibility.NONE: "nein",
}
_CARD_TYPES = {
    CardType.STANDARD: "Ehrenamtskarte",
    CardType.JUBILEE: "Jubiläums-Ehrenamtskarte",
}


def decimal_de(value: Decimal) -> str:
    """10 → 10, 1.5 → 1,50"""
    if value == value.to_integral_value():
        return str(int(value))
    return f"{value:.2f}".replace(".", ",")


def benefit_sentence(benefit: Benefit) -> str:
    """The benefit in one short sentence; what it applies to follows where it is known."""
    value = decimal_de(benefit.value) if benefit.value is not None else ""
    words = {
        BenefitKind.PERCENT: f"{value} % Nachlass" if value else "Nachlass",
        BenefitKind.AMOUNT_OFF: f"{value} € Nachlass" if value else "Nachlass",
        BenefitKind.FIXED_PRICE: f"Für {value} €" if value else "Zum Festpreis",
        BenefitKind.REDUCED_PRICE: "Ermäßigter Preis",
        BenefitKind.FREE: "Kostenlos",
        BenefitKind.TWO_FOR_ONE: "Zwei zum Preis von einem",
        BenefitKind.EXTRA: "Eine Zugabe",
        BenefitKind.CONTINGENT: "Verlosung oder begrenztes Kontingent",
        BenefitKind.OTHER: "Vergünstigung",
    }[benefit.kind]
    if benefit.applies_to:
        words += f": {benefit.applies_to}"
    return words + (", auch für eine Begleitperson" if benefit.companion else "")


def accessibility_de(value: Accessibility) -> str:
    return _ACCESSIBILITY[value]


def card_types_de(card_types: Iterable[CardType]) -> str:
    """The cards an offer holds for, joined by commas."""
    return ", ".join(_CARD_TYPES[card] for card in card_types)
