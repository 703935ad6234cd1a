"""Findings in plain German: what the rule asks, since when, by whom, and what the applicant has."""

from datetime import date
from decimal import Decimal
from typing import Any

from applications.reasons import TEXT_MODULES
from applications.verdict import Finding, Measure, Outcome, Standing
from catalogue.offices import TerritorialRule
from catalogue.policy import Term

OUTCOMES = {
    Outcome.ELIGIBLE: "Nach Ihren Angaben erfüllen Sie die Regeln.",
    Outcome.NOT_YET: "Nach Ihren Angaben erfüllen Sie die Regeln noch nicht.",
    Outcome.UNCLEAR: "Ob Sie die Regeln erfüllen, muss die Stelle ansehen.",
}
"""The decision is always the office's; these sentences inform."""

TERRITORIES = {
    TerritorialRule.RESIDENCE: "Sie wohnen im Gebiet der Stelle",
    TerritorialRule.ENGAGEMENT: "Ihr Engagement findet im Gebiet der Stelle statt",
    TerritorialRule.EITHER: "Sie wohnen im Gebiet der Stelle oder engagieren sich dort",
}


def explain(finding: Finding) -> tuple[str, ...]:
    """Sentences about one finding: each measure with its rule, then what is in the way."""
    measured = tuple(
        sentence for measure in finding.measures if (sentence := _measured(measure)) is not None
    )
    if finding.standing is Standing.MET or finding.reason is None:
        return measured
    return (*measured, f"{TEXT_MODULES[finding.reason].heading}.")


def explain_source(term: Term[Any]) -> str:
    """Whose rule it is and since when, e.g. "Regel des Landes seit 01.02.2026"."""
    whose = "Regel dieser Stelle" if term.local else "Regel des Landes"
    return f"{whose} seit {term.valid_from:%d.%m.%Y}"


def number(value: Decimal | int) -> str:
    """As one writes it in German: 1.200 or 4,5."""
    text = f"{value:,.1f}" if value != int(value) else f"{int(value):,}"
    return text.translate(str.maketrans(",.", ".,"))


def _measured(measure: Measure) -> str | None:
    if measure.rule in _WITHOUT_POLICY:
        return _WITHOUT_POLICY[measure.rule](measure.has)
    if measure.term is None:
        return None
    said = _asked(measure.rule, measure.term.value)
    has = "" if measure.rule not in _HAS else f" {_has(measure)}"
    return f"{said} ({explain_source(measure.term)}).{has}"


def _asked(rule: str, value: Any) -> str:
    if isinstance(value, TerritorialRule):
        return f"Verlangt ist: {TERRITORIES[value]}"
    if isinstance(value, bool):
        return _YES[rule] if value else _NO[rule]
    return _ASKED[rule].format(number(value))


def _has(measure: Measure) -> str:
    if measure.has is None:
        return "Dazu fehlt Ihre Angabe."
    if isinstance(measure.has, date):
        return _HAS[measure.rule].format(f"{measure.has:%d.%m.%Y}")
    return _HAS[measure.rule].format(number(measure.has))


_ASKED = {
    "hours_per_year": "Verlangt sind {} Stunden im Jahr",
    "hours_per_week": "Es genügen auch {} Stunden in der Woche",
    "months_of_service": "Das Engagement muss seit {} Monaten bestehen",
    "minimum_age": "Das Mindestalter ist {} Jahre",
    "volunteer_allowance_limit": "Als Ehrenamtspauschale sind bis zu {} € im Jahr erlaubt",
    "trainer_allowance_limit": "Als Übungsleiterpauschale sind bis zu {} € im Jahr erlaubt",
}
_YES = {
    "juleica_suffices": "Eine gültige Juleica genügt",
    "accepts_private_help": "Hilfe außerhalb von Organisationen zählt mit",
}
_NO = {
    "juleica_suffices": "Die Juleica allein genügt nicht",
    "accepts_private_help": "Hilfe außerhalb von Organisationen zählt nicht mit",
}
_HAS = {
    "hours_per_year": "Ihre Angaben ergeben {} Stunden im Jahr.",
    "hours_per_week": "Ihre Angaben ergeben {} Stunden in der Woche.",
    "months_of_service": "Ihr längstes Engagement besteht seit {} Monaten.",
    "minimum_age": "Sie sind {} Jahre alt.",
    "volunteer_allowance_limit": "Sie erhalten {} €.",
    "trainer_allowance_limit": "Sie erhalten {} €.",
    "juleica_suffices": "Ihre Juleica gilt bis {}.",
}


def _jubilee_months(has: Any) -> str:
    years, months = divmod(int(has), 12)
    return f"Verlangt sind 25 Jahre. Ihre Angaben ergeben {years} Jahre und {months} Monate."


def _renewal_opens(has: Any) -> str:
    return f"Verlängern können Sie Ihre Karte ab dem {has:%d.%m.%Y}."


def _card_valid_until(has: Any) -> str:
    return (
        "Ihre Karte gilt ein Leben lang." if has is None else f"Ihre Karte gilt bis {has:%d.%m.%Y}."
    )


_WITHOUT_POLICY = {
    "jubilee_months": _jubilee_months,
    "renewal_opens": _renewal_opens,
    "card_valid_until": _card_valid_until,
}
