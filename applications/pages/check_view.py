"""The check before applying: four questions about one office, answered by its rules of a day.

Each option carries how it stands with its rule, found by `applications.eligibility`; the page adds
them up by itself, so nothing is sent, and it works without a script.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from applications.calendar_months import months_after
from applications.eligibility import check_eligibility
from applications.explanations import TERRITORIES, explain_source
from applications.facts import EngagementFacts, Facts
from applications.form import Allowance, AllowanceKind, ApplicationKind, Hours, HoursPer
from applications.reasons import TEXT_MODULES
from applications.verdict import Criterion, Standing
from catalogue.german import count_de, plural
from catalogue.offices import IssuingOffice, Offices
from catalogue.policy import EffectivePolicy, Term, effective_policy
from catalogue.policy_sentences import policy_sentences
from catalogue.regions import Municipality

Change = Callable[[Facts], Facts]


@dataclass(frozen=True, slots=True)
class CheckOption:
    """One answer; `change` makes of the facts those of somebody who gives it."""

    value: str
    label: str
    standing: Standing
    note: str
    change: Change


@dataclass(frozen=True, slots=True)
class CheckQuestion:
    """A question. A `service` one does not count for who has a Juleica that suffices."""

    name: str
    label: str
    rule: str
    options: tuple[CheckOption, ...]
    service: bool = False


@dataclass(frozen=True, slots=True)
class CheckView:
    """The check for one town; without `office` nobody issues the card there, and not `online` it
    takes paper only."""

    town: Municipality
    office: IssuingOffice | None
    as_of: date | None = None
    rules: tuple[str, ...] = ()
    coming: tuple[date, ...] = ()
    questions: tuple[CheckQuestion, ...] = ()
    online: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """Whom the options are judged for: the office, its policy and somebody who keeps it."""

    town: Municipality
    office: IssuingOffice
    policy: EffectivePolicy
    facts: Facts


ELSEWHERE = ""
"""The key of a place outside of the office's area."""


def check_view(
    town: Municipality, offices: Offices, *, online: Collection[str], on: date
) -> CheckView:
    office = offices.responsible_for(town.ags)
    if office is None:
        return CheckView(town, None)
    policy = effective_policy(offices, office.key, on=on)
    case = _Case(town, office, policy, model_facts(town.ags, policy))
    coming = {p.valid_from for p in offices.policies if p.office in (office.key, "05")}
    return CheckView(
        town=town,
        office=office,
        as_of=policy.as_of,
        rules=policy_sentences(policy),
        coming=tuple(sorted(day for day in coming if day > on)),
        questions=tuple(_questions(case)),
        online=office.key in online,
    )


def model_facts(ags: str, policy: EffectivePolicy) -> Facts:
    """Somebody who lives and volunteers there, long and much enough, and is paid nothing."""
    engagement = EngagementFacts(
        ags=ags,
        since=months_after(policy.on, -12 * 20),
        until=None,
        hours=Hours(_hours_enough(policy), HoursPer.YEAR),
        allowance=Allowance(AllowanceKind.NONE),
    )
    born = months_after(policy.on, -12 * 50)
    return Facts(ApplicationKind.FIRST, born, ags, (engagement,))


def _hours_enough(policy: EffectivePolicy) -> Decimal:
    return Decimal(policy.hours_per_year.value if policy.hours_per_year else 1000)


def _questions(case: _Case) -> Iterator[CheckQuestion]:
    policy = case.policy
    where = "Wo wohnen Sie, wo engagieren Sie sich?"
    yield _question(case, "ort", where, _places(case), policy.territorial_rule)
    hours = policy.hours_per_year or policy.hours_per_week
    if hours:
        yield _question(case, "stunden", "Wie viele Stunden sind Sie tätig?", _hours(case), hours)
    if policy.months_of_service:
        yield _question(
            case, "seit", "Seit wann?", _service(policy.months_of_service), policy.months_of_service
        )
    yield _question(case, "geld", "Bekommen Sie dafür Geld?", _money(case), _limit(policy))
    if policy.juleica_suffices and policy.juleica_suffices.value:
        yield _question(
            case, "juleica", "Haben Sie eine gültige Juleica?", _juleica(), policy.juleica_suffices
        )


Row = tuple[str, str, Change, Criterion]
_SERVICE = {"stunden", "seit"}


def _question(
    case: _Case,
    name: str,
    label: str,
    rows: Iterator[Row],
    term: Term[Any] | None,
) -> CheckQuestion:
    rule = explain_source(term) if term else ""
    options = tuple(_option(case, row) for row in rows)
    return CheckQuestion(name, label, rule, options, service=name in _SERVICE)


def _option(case: _Case, row: Row) -> CheckOption:
    value, label, change, criterion = row
    verdict = check_eligibility(change(case.facts), case.office, case.policy)
    found = [f for f in verdict.findings if f.criterion is criterion]
    worst = next((f for f in found if f.standing is not Standing.MET), None)
    if worst is None:
        return CheckOption(value, label, Standing.MET, "", change)
    note = f"{TEXT_MODULES[worst.reason].heading}." if worst.reason else ""
    if criterion is Criterion.TERRITORY and case.policy.territorial_rule:
        note = f"Verlangt ist: {TERRITORIES[case.policy.territorial_rule.value]}."
    return CheckOption(value, label, worst.standing, note, change)


def _places(case: _Case) -> Iterator[Row]:
    here = case.town.name
    yield "beides", f"Ich wohne in {here} und engagiere mich dort.", _same, Criterion.TERRITORY
    yield "wohnen", f"Ich wohne in {here} und engagiere mich anderswo.", _away, Criterion.TERRITORY
    yield (
        "engagement",
        f"Ich engagiere mich in {here} und wohne anderswo.",
        _commuting,
        Criterion.TERRITORY,
    )


def _hours(case: _Case) -> Iterator[Row]:
    year, week = case.policy.hours_per_year, case.policy.hours_per_week
    said = [f"{week.value} Stunden in der Woche"] if week else []
    said += [f"{count_de(year.value)} Stunden im Jahr"] if year else []
    amount = " oder ".join(said)
    yield "genug", f"Mindestens {amount}", _same, Criterion.HOURS
    yield "weniger", "Weniger", _few_hours, Criterion.HOURS


def _service(term: Term[int]) -> Iterator[Row]:
    years, rest = divmod(term.value, 12)
    long = plural(term.value, "Monat", "Monaten") if rest else plural(years, "Jahr", "Jahren")
    yield "lange", f"Seit mindestens {long}", _same, Criterion.SERVICE
    yield "kurz", "Noch nicht so lange", _just_begun, Criterion.SERVICE


def _money(case: _Case) -> Iterator[Row]:
    yield (
        "nein",
        "Nein, oder nur meine Auslagen",
        _paid(AllowanceKind.NONE, None),
        Criterion.ALLOWANCE,
    )
    limits = (
        ("ehrenamt", "Ehrenamtspauschale", AllowanceKind.VOLUNTEER, "volunteer_allowance_limit"),
        (
            "uebungsleitung",
            "Übungsleiterpauschale",
            AllowanceKind.TRAINER,
            "trainer_allowance_limit",
        ),
    )
    for value, label, kind, name in limits:
        term: Term[int] | None = getattr(case.policy, name)
        if term is None:
            yield value, f"Ja, eine {label}", _paid(kind, None), Criterion.ALLOWANCE
            continue
        amount = f"{count_de(term.value)} € im Jahr"
        if term.value:
            within = f"Ja, als {label} bis zu {amount}"
            yield f"{value}-bis", within, _paid(kind, term.value), Criterion.ALLOWANCE
        more = f"Ja, als {label} mehr als {amount}" if term.value else f"Ja, eine {label}"
        yield f"{value}-mehr", more, _paid(kind, term.value + 1), Criterion.ALLOWANCE
    yield "anderes", "Ja, anderes Geld", _paid(AllowanceKind.OTHER, None), Criterion.ALLOWANCE


def _juleica() -> Iterator[Row]:
    yield "ja", "Ja", _with_juleica, Criterion.JULEICA
    yield "nein", "Nein", _same, Criterion.JULEICA


def _limit(policy: EffectivePolicy) -> Term[int] | None:
    return policy.volunteer_allowance_limit or policy.trainer_allowance_limit


def _same(facts: Facts) -> Facts:
    return facts


def _engaged(facts: Facts, **changes: object) -> Facts:
    return replace(facts, engagements=tuple(replace(e, **changes) for e in facts.engagements))  # type: ignore[arg-type]


def _away(facts: Facts) -> Facts:
    return _engaged(facts, ags=ELSEWHERE)


def _commuting(facts: Facts) -> Facts:
    return replace(facts, residence=ELSEWHERE)


def _few_hours(facts: Facts) -> Facts:
    return _engaged(facts, hours=Hours(Decimal("0.5"), HoursPer.YEAR))


def _just_begun(facts: Facts) -> Facts:
    latest = max(e.since for e in facts.engagements)
    return _engaged(facts, since=months_after(latest, 12 * 20))


def _paid(kind: AllowanceKind, amount: int | None) -> Change:
    return lambda facts: _engaged(facts, allowance=Allowance(kind, amount))


def _with_juleica(facts: Facts) -> Facts:
    return replace(facts, juleica_valid_until=date.max)
