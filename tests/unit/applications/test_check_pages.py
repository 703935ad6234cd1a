"""The check of the page says what the rules say, whatever is answered, for every kind of office."""

from datetime import date
from itertools import product

import pytest

from applications.eligibility import check_eligibility
from applications.pages.check_view import CheckOption, check_view, model_facts
from applications.verdict import Outcome, Standing
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.policy import effective_policy
from catalogue.register import load_register

ON = date(2026, 11, 24)
RHEINE = "05566076"
TOWN = load_register().municipality(RHEINE)
OFFICE = IssuingOffice("stadt-rheine", "Stadt Rheine", (RHEINE,))
BASELINE = CardPolicy(
    "05",
    date(2026, 2, 1),
    "Richtlinie",
    hours_per_year=200,
    hours_per_week=4,
    volunteer_allowance_limit=960,
    trainer_allowance_limit=3300,
)
OWN = CardPolicy("stadt-rheine", date(2026, 4, 1), "Rat")
POLICIES = {
    "the Land's rule alone": OWN,
    "residents only": CardPolicy(
        "stadt-rheine", date(2026, 4, 1), "Rat", territorial_rule=TerritorialRule.RESIDENCE
    ),
    "volunteers only, two years, Juleica": CardPolicy(
        "stadt-rheine",
        date(2026, 4, 1),
        "Rat",
        territorial_rule=TerritorialRule.ENGAGEMENT,
        months_of_service=24,
        juleica_suffices=True,
    ),
    "no lump sum, eighteen months": CardPolicy(
        "stadt-rheine",
        date(2026, 4, 1),
        "Rat",
        months_of_service=18,
        volunteer_allowance_limit=0,
        trainer_allowance_limit=0,
        juleica_suffices=False,
    ),
}


def added_up(chosen: dict[str, CheckOption]) -> Outcome:
    """As the style sheet adds them up."""
    juleica = "juleica" in chosen and chosen["juleica"].value == "ja"
    service = {"stunden", "seit"}
    counting = {o.standing for name, o in chosen.items() if not (juleica and name in service)}
    if Standing.NOT_MET in counting:
        return Outcome.NOT_YET
    return Outcome.UNCLEAR if Standing.UNCLEAR in counting else Outcome.ELIGIBLE


@pytest.mark.parametrize("policy", POLICIES)
def test_all_combinations_of_answers_give_the_verdict_of_the_rules(policy: str) -> None:
    offices = Offices((OFFICE,), (BASELINE, POLICIES[policy]))
    view = check_view(TOWN, offices, online={OFFICE.key}, on=ON)
    rules = effective_policy(offices, OFFICE.key, on=ON)
    outcomes = set()
    for answers in product(*(q.options for q in view.questions)):
        facts = model_facts(RHEINE, rules)
        for option in answers:
            facts = option.change(facts)
        chosen = {q.name: o for q, o in zip(view.questions, answers, strict=True)}
        verdict = check_eligibility(facts, OFFICE, rules).outcome
        assert added_up(chosen) is verdict, {name: o.value for name, o in chosen.items()}
        outcomes.add(verdict)
    assert outcomes == set(Outcome)


def test_what_stands_in_the_way_is_said_at_the_answer() -> None:
    offices = Offices((OFFICE,), (BASELINE, POLICIES["residents only"]))
    options = {
        (q.name, o.value): o
        for q in check_view(TOWN, offices, online={OFFICE.key}, on=ON).questions
        for o in q.options
    }
    assert options["ort", "wohnen"].note == ""
    assert "wohnen im Gebiet" in options["ort", "engagement"].note
    assert "Stunden reichen noch nicht" in options["stunden", "weniger"].note


def test_rules_carry_their_day_and_those_to_come_are_announced() -> None:
    later = CardPolicy("05", date(2027, 1, 1), "Richtlinie", hours_per_year=150)
    view = check_view(TOWN, Offices((OFFICE,), (BASELINE, OWN, later)), online=(), on=ON)
    assert (view.as_of, view.coming) == (date(2026, 4, 1), (date(2027, 1, 1),))
    hours = next(q for q in view.questions if q.name == "stunden")
    assert hours.rule == "Regel des Landes seit 01.02.2026"


def test_where_nobody_issues_nothing_is_asked() -> None:
    view = check_view(TOWN, Offices((), (BASELINE,)), online=(), on=ON)
    assert (view.office, view.questions) == (None, ())
