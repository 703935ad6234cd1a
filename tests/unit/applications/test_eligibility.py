"""Who is eligible, as tables: one line, one case, one reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from applications.eligibility import check_eligibility
from applications.explanations import OUTCOMES, explain
from applications.facts import EngagementFacts, Facts, facts_of
from applications.form import Allowance, AllowanceKind, ApplicationKind, Hours, HoursPer
from applications.reasons import TEXT_MODULES, RejectionReason
from applications.verdict import Criterion, Outcome, Standing
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.policy import effective_policy
from tests.unit.applications.people import APPLICATION, MUENSTER, RHEINE

OLD_RULE, NEW_RULE = date(2026, 1, 31), date(2026, 2, 1)
OFFICE = IssuingOffice("stadt-rheine", "Stadt Rheine", (RHEINE,))
STATE = (
    CardPolicy(
        "05",
        date(2008, 11, 1),
        "Richtlinie alt",
        hours_per_year=250,
        hours_per_week=5,
        volunteer_allowance_limit=0,
        trainer_allowance_limit=0,
    ),
    CardPolicy(
        "05",
        NEW_RULE,
        "Richtlinie neu",
        hours_per_year=200,
        hours_per_week=4,
        volunteer_allowance_limit=960,
        trainer_allowance_limit=3300,
    ),
)


def week(hours: str, **changes: Any) -> EngagementFacts:
    return engagement(Hours(Decimal(hours), HoursPer.WEEK), **changes)


def year(hours: str, **changes: Any) -> EngagementFacts:
    return engagement(Hours(Decimal(hours), HoursPer.YEAR), **changes)


def engagement(hours: Hours | None, **changes: Any) -> EngagementFacts:
    usual = EngagementFacts(RHEINE, date(2020, 3, 1), None, hours, Allowance(AllowanceKind.NONE))
    return replace(usual, **changes)


def paid(kind: AllowanceKind, amount: int | None) -> dict[str, Any]:
    return {"allowance": Allowance(kind, amount)}


def verdict(
    *engagements: EngagementFacts, on: date = NEW_RULE, rule: Any = None, **changes: Any
) -> Any:
    """The verdict on an adult of Rheine, under the Land's rules and `rule` of the office."""
    local = (CardPolicy("stadt-rheine", date(2020, 1, 1), "Ratsbeschluss", **rule),) if rule else ()
    offices = Offices((OFFICE,), (*STATE, *local))
    facts = Facts(ApplicationKind.FIRST, date(1970, 5, 17), RHEINE, engagements)
    policy = effective_policy(offices, OFFICE.key, on=on)
    return check_eligibility(replace(facts, **changes), OFFICE, policy)


def summary(found: Any) -> tuple[Outcome, set[RejectionReason | None]]:
    return found.outcome, {finding.reason for finding in found.open_findings}


YES = (Outcome.ELIGIBLE, set[RejectionReason]())


def no(*reasons: RejectionReason) -> tuple[Outcome, set[RejectionReason]]:
    return Outcome.NOT_YET, set(reasons)


def ask(*reasons: RejectionReason) -> tuple[Outcome, set[RejectionReason]]:
    return Outcome.UNCLEAR, set(reasons)


R = RejectionReason
PRIVATE = {"private_help": True}


@pytest.mark.parametrize(
    ("engagements", "on", "expected"),
    [
        # The change of the Land's rule: 5 hours or 250 until 31.01.2026, then 4 hours or 200.
        ([week("4")], OLD_RULE, no(R.HOURS_BELOW)),
        ([week("4")], NEW_RULE, YES),
        ([week("5")], OLD_RULE, YES),
        ([year("200")], OLD_RULE, no(R.HOURS_BELOW)),
        ([year("249")], OLD_RULE, no(R.HOURS_BELOW)),
        ([year("250")], OLD_RULE, YES),
        ([year("200")], NEW_RULE, YES),
        ([year("199")], NEW_RULE, no(R.HOURS_BELOW)),
        ([week("3.9")], NEW_RULE, no(R.HOURS_BELOW)),
        # Organisations add up, weeks and years too (50 weeks are a year).
        ([week("2"), week("2")], NEW_RULE, YES),
        ([week("2"), year("100")], NEW_RULE, YES),
        ([week("2"), year("99")], NEW_RULE, no(R.HOURS_BELOW)),
        ([year("40")] * 5, NEW_RULE, YES),
        ([], NEW_RULE, no(R.HOURS_BELOW, R.WRONG_OFFICE)),
        # What has ended does not count.
        ([week("4", until=date(2025, 1, 1))], NEW_RULE, no(R.HOURS_BELOW, R.WRONG_OFFICE)),
        ([week("2"), engagement(None)], NEW_RULE, ask(R.INCOMPLETE)),
    ],
)
def test_hours(engagements: Any, on: date, expected: Any) -> None:
    rule = {"territorial_rule": TerritorialRule.ENGAGEMENT}
    assert summary(verdict(*engagements, on=on, rule=rule)) == expected


@pytest.mark.parametrize(
    ("allowances", "on", "expected"),
    [
        ([(AllowanceKind.EXPENSES, 5000)], NEW_RULE, YES),
        ([(AllowanceKind.VOLUNTEER, 960)], NEW_RULE, YES),
        ([(AllowanceKind.VOLUNTEER, 961)], NEW_RULE, no(R.ALLOWANCE_ABOVE)),
        ([(AllowanceKind.VOLUNTEER, 600)] * 2, NEW_RULE, no(R.ALLOWANCE_ABOVE)),
        ([(AllowanceKind.TRAINER, 3300), (AllowanceKind.VOLUNTEER, 960)], NEW_RULE, YES),
        ([(AllowanceKind.TRAINER, 3301)], NEW_RULE, no(R.ALLOWANCE_ABOVE)),
        ([(AllowanceKind.TRAINER, None)], NEW_RULE, ask(R.INCOMPLETE)),
        ([(AllowanceKind.OTHER, 10)], NEW_RULE, ask(R.PAID_WORK)),
        # Until 31.01.2026 no lump sum at all.
        ([(AllowanceKind.EXPENSES, 100)], OLD_RULE, YES),
        ([(AllowanceKind.VOLUNTEER, 1)], OLD_RULE, no(R.ALLOWANCE_ABOVE)),
        ([(AllowanceKind.TRAINER, None)], OLD_RULE, no(R.ALLOWANCE_ABOVE)),
        ([(AllowanceKind.TRAINER, 0)], OLD_RULE, YES),
    ],
)
def test_allowances(allowances: Any, on: date, expected: Any) -> None:
    engagements = [week("5", **paid(kind, amount)) for kind, amount in allowances]
    assert summary(verdict(*engagements, on=on)) == expected


YOUNG = date(2025, 8, 1)


@pytest.mark.parametrize(
    ("rule", "engagements", "expected"),
    [
        # Local override of the hours, stricter and milder than the Land.
        ({"hours_per_year": 300, "hours_per_week": 6}, [week("5")], no(R.HOURS_BELOW)),
        ({"hours_per_year": 300, "hours_per_week": 6}, [week("6")], YES),
        ({"hours_per_year": 100, "hours_per_week": 2}, [year("100")], YES),
        # Length of service.
        ({"months_of_service": 24}, [week("4", since=YOUNG)], no(R.SERVICE_TOO_SHORT)),
        ({"months_of_service": 6}, [week("4", since=YOUNG)], YES),
        ({"months_of_service": 7}, [week("4", since=YOUNG)], no(R.SERVICE_TOO_SHORT)),
        # Enough hours only together with a young engagement: a person looks.
        ({"months_of_service": 24}, [week("2"), week("2", since=YOUNG)], ask(R.SERVICE_TOO_SHORT)),
        ({"months_of_service": 24}, [week("4"), week("2", since=YOUNG)], YES),
        ({"months_of_service": 24}, [week("2"), week("1", since=YOUNG)], no(R.HOURS_BELOW)),
        # Help outside of organisations.
        ({"accepts_private_help": True}, [week("4", **PRIVATE)], YES),
        (
            {"accepts_private_help": False},
            [week("4", **PRIVATE)],
            no(R.PRIVATE_HELP_NOT_COUNTED),
        ),
        (None, [week("4", **PRIVATE)], ask(R.PRIVATE_HELP_NOT_COUNTED)),
        (None, [week("3"), week("1", **PRIVATE)], ask(R.PRIVATE_HELP_NOT_COUNTED)),
        (None, [week("4"), week("1", **PRIVATE)], YES),
        (None, [week("3", **PRIVATE)], no(R.HOURS_BELOW)),
        # Other allowance limits than the Land's.
        (
            {"volunteer_allowance_limit": 500},
            [week("4", **paid(AllowanceKind.VOLUNTEER, 501))],
            no(R.ALLOWANCE_ABOVE),
        ),
    ],
)
def test_local_rules(rule: Any, engagements: Any, expected: Any) -> None:
    assert summary(verdict(*engagements, rule=rule)) == expected


@pytest.mark.parametrize(
    ("rule", "until", "expected"),
    [
        (True, NEW_RULE, YES),
        (True, NEW_RULE - timedelta(days=1), no(R.HOURS_BELOW, R.SERVICE_TOO_SHORT)),
        (True, None, no(R.HOURS_BELOW, R.SERVICE_TOO_SHORT)),
        (False, date(2028, 1, 1), no(R.HOURS_BELOW, R.SERVICE_TOO_SHORT)),
        (None, date(2028, 1, 1), no(R.HOURS_BELOW, R.SERVICE_TOO_SHORT)),
    ],
)
def test_the_juleica_replaces_hours_and_service_where_it_suffices(
    rule: bool | None, until: date | None, expected: Any
) -> None:
    rules = {"juleica_suffices": rule, "months_of_service": 12}
    found = verdict(week("1", since=YOUNG), rule=rules, juleica_valid_until=until)
    assert summary(found) == expected


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        (date(2010, 2, 1), YES),
        (date(2010, 2, 2), no(R.UNDER_AGE)),
        (None, ask(R.INCOMPLETE)),
    ],
)
def test_the_minimum_age_is_reached_on_the_birthday(birth_date: Any, expected: Any) -> None:
    found = verdict(week("4"), rule={"minimum_age": 16}, birth_date=birth_date)
    assert summary(found) == expected


@pytest.mark.parametrize("residence", [RHEINE, MUENSTER])
@pytest.mark.parametrize("engaged", [RHEINE, MUENSTER])
@pytest.mark.parametrize("rule", [*TerritorialRule, None])
def test_the_territorial_rule(residence: str, engaged: str, rule: TerritorialRule | None) -> None:
    entitled = {
        TerritorialRule.RESIDENCE: residence == RHEINE,
        TerritorialRule.ENGAGEMENT: engaged == RHEINE,
        TerritorialRule.EITHER: RHEINE in (residence, engaged),
        None: RHEINE in (residence, engaged),
    }[rule]
    found = verdict(
        week("4", ags=engaged),
        rule={"territorial_rule": rule},
        residence=residence,
    )
    assert summary(found) == (YES if entitled else no(R.WRONG_OFFICE))


def past(since: int, until: int | None) -> EngagementFacts:
    return engagement(
        None, since=date(since, 2, 1), until=None if until is None else date(until, 2, 1)
    )


@pytest.mark.parametrize(
    ("engagements", "expected"),
    [
        ([past(2001, None)], YES),
        ([past(2002, None)], no(R.JUBILEE_YEARS_MISSING)),
        # Breaks do no harm, and years at several organisations add up.
        ([past(1980, 1995), past(2010, 2020)], YES),
        ([past(1980, 1995), past(2010, 2019)], no(R.JUBILEE_YEARS_MISSING)),
        # What happens at the same time counts once.
        ([past(1990, 2005), past(1990, 2005)], no(R.JUBILEE_YEARS_MISSING)),
        # No hours needed; private help is for a person to judge.
        ([replace(past(2001, None), private_help=True)], ask(R.PRIVATE_HELP_NOT_COUNTED)),
        (
            [replace(past(2001, None), allowance=Allowance(AllowanceKind.TRAINER, 9000))],
            ask(R.ALLOWANCE_ABOVE),
        ),
    ],
)
def test_the_jubilee_card(engagements: Any, expected: Any) -> None:
    assert summary(verdict(*engagements, kind=ApplicationKind.JUBILEE)) == expected


@pytest.mark.parametrize(
    ("kind", "until", "expected"),
    [
        (ApplicationKind.RENEWAL, date(2026, 5, 1), YES),
        (ApplicationKind.RENEWAL, date(2026, 5, 2), no(R.CARD_STILL_VALID)),
        (ApplicationKind.RENEWAL, date(2025, 5, 1), YES),
        (ApplicationKind.RENEWAL, None, no(R.JUBILEE_CARD_HELD)),
        (ApplicationKind.CLAIM, NEW_RULE, YES),
        (ApplicationKind.CLAIM, NEW_RULE - timedelta(days=1), no(R.CARD_EXPIRED)),
        (ApplicationKind.CLAIM, None, YES),
    ],
)
def test_a_previous_card(kind: ApplicationKind, until: date | None, expected: Any) -> None:
    found = verdict(week("4"), kind=kind, holds_card=True, card_valid_until=until)
    assert summary(found) == expected


def test_a_card_to_bring_in_needs_a_card() -> None:
    assert summary(verdict(kind=ApplicationKind.CLAIM)) == ask(R.INCOMPLETE)


def test_a_finding_says_rule_value_day_source_and_what_there_is() -> None:
    [finding] = verdict(week("3.5")).open_findings
    assert (finding.criterion, finding.standing) == (Criterion.HOURS, Standing.NOT_MET)
    by_year, by_week = finding.measures
    assert (by_year.term.value, by_year.term.source, by_year.term.local) == (
        200,
        "Richtlinie neu",
        False,
    )
    assert (by_year.has, by_week.has) == (Decimal("175"), Decimal("3.5"))
    assert explain(finding) == (
        "Verlangt sind 200 Stunden im Jahr (Regel des Landes seit 01.02.2026). "
        "Ihre Angaben ergeben 175 Stunden im Jahr.",
        "Es genügen auch 4 Stunden in der Woche (Regel des Landes seit 01.02.2026). "
        "Ihre Angaben ergeben 3,5 Stunden in der Woche.",
        "Die Stunden reichen noch nicht.",
    )


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (verdict(week("4"), rule={"minimum_age": 16}, birth_date=None), "Dazu fehlt Ihre Angabe."),
        (verdict(week("4", **paid(AllowanceKind.TRAINER, 4000))), "Sie erhalten 4.000 €."),
        (verdict(past(2010, None), kind=ApplicationKind.JUBILEE), "16 Jahre und 0 Monate"),
        (
            verdict(
                week("4"),
                rule={"territorial_rule": TerritorialRule.RESIDENCE},
                residence=MUENSTER,
            ),
            "Regel dieser Stelle seit 01.01.2020",
        ),
        (
            verdict(week("4"), holds_card=True, card_valid_until=date(2027, 1, 1)),
            "ab dem 01.10.2026",
        ),
        (
            verdict(week("4", **PRIVATE), rule={"accepts_private_help": False}),
            "zählt nicht mit (Regel dieser Stelle",
        ),
    ],
)
def test_explanations(found: Any, said: str) -> None:
    assert said in " ".join(s for finding in found.open_findings for s in explain(finding))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            verdict(
                week("1"),
                rule={"juleica_suffices": True},
                juleica_valid_until=date(2027, 5, 1),
            ),
            "Eine gültige Juleica genügt (Regel dieser Stelle seit 01.01.2020). "
            "Ihre Juleica gilt bis 01.05.2027.",
        ),
        (verdict(week("4"), rule={"minimum_age": 16}), "Sie sind 55 Jahre alt."),
        (
            verdict(kind=ApplicationKind.CLAIM, holds_card=True),
            "Ihre Karte gilt ein Leben lang.",
        ),
    ],
)
def test_what_is_met_is_explained_too(found: Any, said: str) -> None:
    assert found.outcome is Outcome.ELIGIBLE
    assert said in " ".join(s for finding in found.findings for s in explain(finding))


def test_every_reason_has_a_text_and_every_outcome_a_sentence() -> None:
    assert set(TEXT_MODULES) == set(RejectionReason)
    assert set(OUTCOMES) == set(Outcome)
    for module in TEXT_MODULES.values():
        assert module.text.endswith(".")
        assert not module.heading.endswith(".")


def test_a_submission_is_judged_by_its_facts_alone() -> None:
    facts = facts_of(APPLICATION)
    assert facts.residence == RHEINE
    assert "Ada" not in repr(facts)
    policy = effective_policy(Offices((OFFICE,), STATE), OFFICE.key, on=NEW_RULE)
    assert check_eligibility(facts, OFFICE, policy).outcome is Outcome.ELIGIBLE
