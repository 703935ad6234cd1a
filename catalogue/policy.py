"""The rules of an office on a day: its own where it has set some, the Land's for the rest."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Generic, TypeVar

from catalogue.errors import CatalogueError
from catalogue.offer import STATE_KEY
from catalogue.offices import CardPolicy, Offices, TerritorialRule

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Term(Generic[T]):
    """One value of a policy with the day and the source it comes from; `local` says whose it is."""

    value: T
    valid_from: date
    source: str
    local: bool


@dataclass(frozen=True, slots=True)
class EffectivePolicy:
    """What applies at `office` on the day `on`. None: neither the office nor the Land says it.

    `as_of` is the day since which these rules apply ("Stand").
    """

    office: str
    on: date
    as_of: date
    hours_per_year: Term[int] | None
    hours_per_week: Term[int] | None
    months_of_service: Term[int] | None
    minimum_age: Term[int] | None
    validity_months: Term[int] | None
    territorial_rule: Term[TerritorialRule] | None
    signatories: Term[int] | None
    juleica_suffices: Term[bool] | None
    accepts_private_help: Term[bool] | None
    volunteer_allowance_limit: Term[int] | None
    trainer_allowance_limit: Term[int] | None


_ABOUT_THE_POLICY = {"office", "valid_from", "source"}
_TERMS = tuple(f.name for f in fields(CardPolicy) if f.name not in _ABOUT_THE_POLICY)


def effective_policy(offices: Offices, office: str, *, on: date) -> EffectivePolicy:
    """The policy of the office with this key that applies on this day.

    The office's latest policy begun by then counts as a whole; what it leaves open is the Land's
    rule of the same day, also when that is younger. Raises CatalogueError for a day before the
    Land had a rule.
    """
    state = _begun(offices.policies, STATE_KEY, on)
    if state is None:
        raise CatalogueError(
            f"Für den {on:%d.%m.%Y} gibt es keine Grundregel des Landes. "
            "Bitte eine Kartenregel ohne Ausgabestelle mit früherem Beginn anlegen."
        )
    own = _begun(offices.policies, office, on)
    terms: dict[str, Any] = {name: _term(name, own, state) for name in _TERMS}
    begun = max(policy.valid_from for policy in (own, state) if policy is not None)
    return EffectivePolicy(office=office, on=on, as_of=begun, **terms)


def latest_policies(offices: Offices, office: str, most: int) -> tuple[EffectivePolicy, ...]:
    """What applies from each day on which a rule of the office or the Land begins, latest first.

    At most `most` of them; days to come are among them. Reads no clock, so a page that shows them
    with their days stays right.
    """
    rules = [p for p in offices.policies if p.office in (STATE_KEY, office)]
    if not any(p.office == STATE_KEY for p in rules):
        return ()
    first = min(p.valid_from for p in rules if p.office == STATE_KEY)
    days = sorted({p.valid_from for p in rules if p.valid_from >= first}, reverse=True)
    own = Offices((), tuple(rules))
    return tuple(effective_policy(own, office, on=day) for day in days[:most])


def _begun(policies: tuple[CardPolicy, ...], office: str, on: date) -> CardPolicy | None:
    begun = [p for p in policies if p.office == office and p.valid_from <= on]
    return max(begun, key=lambda p: p.valid_from, default=None)


def _term(name: str, own: CardPolicy | None, state: CardPolicy) -> Term[Any] | None:
    for policy, local in ((own, True), (state, False)):
        value = None if policy is None else getattr(policy, name)
        if policy is not None and value is not None:
            return Term(value, policy.valid_from, policy.source, local)
    return None
