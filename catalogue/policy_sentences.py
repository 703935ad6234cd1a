"""The rules of an office in German sentences, as the page of a town shows them."""

from collections.abc import Callable, Iterator

from catalogue.german import count_de, plural
from catalogue.offices import TerritorialRule
from catalogue.policy import EffectivePolicy

_TERRITORY = {
    TerritorialRule.RESIDENCE: "Sie wohnen hier.",
    TerritorialRule.ENGAGEMENT: "Sie engagieren sich hier.",
    TerritorialRule.EITHER: "Sie wohnen hier oder engagieren sich hier.",
}


def policy_sentences(policy: EffectivePolicy) -> tuple[str, ...]:
    """One sentence for each rule that is set; nothing for what nobody has set."""
    return tuple(sentence for about in _ABOUT for sentence in about(policy))


def _hours(policy: EffectivePolicy) -> Iterator[str]:
    year, week = policy.hours_per_year, policy.hours_per_week
    asked = [
        text
        for text in (
            year and f"{year.value} Stunden im Jahr",
            week and f"{week.value} Stunden in der Woche",
        )
        if text
    ]
    if asked:
        yield f"Ihr Ehrenamt umfasst mindestens {' oder '.join(asked)}."


def _service(policy: EffectivePolicy) -> Iterator[str]:
    if policy.months_of_service:
        yield f"Sie sind seit mindestens {_since_how_long(policy.months_of_service.value)} tätig."


def _territory(policy: EffectivePolicy) -> Iterator[str]:
    if policy.territorial_rule:
        yield _TERRITORY[policy.territorial_rule.value]


def _age(policy: EffectivePolicy) -> Iterator[str]:
    if policy.minimum_age:
        yield f"Sie sind mindestens {policy.minimum_age.value} Jahre alt."


def _allowances(policy: EffectivePolicy) -> Iterator[str]:
    volunteer, trainer = policy.volunteer_allowance_limit, policy.trainer_allowance_limit
    if volunteer and trainer and not volunteer.value and not trainer.value:
        yield "Eine Aufwandspauschale ist nicht erlaubt, der Ersatz von Auslagen schon."
        return
    if volunteer:
        yield f"Erlaubt sind bis zu {_euro(volunteer.value)} im Jahr als Ehrenamtspauschale."
    if trainer:
        yield f"Erlaubt sind bis zu {_euro(trainer.value)} im Jahr als Übungsleiterpauschale."


def _shortcuts(policy: EffectivePolicy) -> Iterator[str]:
    if policy.juleica_suffices and policy.juleica_suffices.value:
        yield "Eine gültige Juleica genügt anstelle der Stunden."
    if policy.accepts_private_help:
        counts = "zählt mit" if policy.accepts_private_help.value else "zählt nicht"
        yield f"Hilfe außerhalb von Vereinen {counts}."


def _confirmation(policy: EffectivePolicy) -> Iterator[str]:
    if policy.signatories and policy.signatories.value > 1:
        yield f"{policy.signatories.value} Personen der Organisation bestätigen Ihr Ehrenamt."


def _validity(policy: EffectivePolicy) -> Iterator[str]:
    if policy.validity_months:
        yield f"Die Karte gilt {_for_how_long(policy.validity_months.value)}."


_ABOUT: tuple[Callable[[EffectivePolicy], Iterator[str]], ...] = (
    _hours,
    _service,
    _territory,
    _age,
    _allowances,
    _shortcuts,
    _confirmation,
    _validity,
)


def _for_how_long(months: int) -> str:
    """After "gilt": 1 Jahr, 2 Jahre, 18 Monate."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return plural(months, "Monat", "Monate")
    return plural(years, "Jahr", "Jahre")


def _since_how_long(months: int) -> str:
    """After "seit": 1 Jahr, 2 Jahren, 18 Monaten."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return plural(months, "Monat", "Monaten")
    return plural(years, "Jahr", "Jahren")


def _euro(amount: int) -> str:
    return f"{count_de(amount)} €"
