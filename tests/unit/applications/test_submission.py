"""The one door: answers in, problems or an addressed application out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from applications.answers import answers_of
from applications.form import ApplicationKind
from applications.routing import RouteOutcome
from applications.submission import Assessment, assess
from applications.verdict import Outcome
from catalogue.offices import CardPolicy
from catalogue.register import load_register
from tests.unit.applications.people import APPLICATION, MUENSTER, RHEINE, TODAY
from tests.unit.applications.test_routing import OFFICES, ONLINE

REGIONS = load_register()
DOUBLE = next(p for p in REGIONS.postal_codes if len(p.municipalities) > 1)


def assessed(**changes: Any) -> Assessment:
    answers: dict[str, Any] = answers_of(APPLICATION) | {"office": [""], "person.ags": [""]}
    answers["engagements.0.ags"] = [""]
    answers |= {name.replace("__", "."): [value] for name, value in changes.items()}
    return assess(
        ApplicationKind.FIRST, answers, regions=REGIONS, offices=OFFICES, online=ONLINE, on=TODAY
    )


def test_a_complete_form_is_addressed_to_its_office() -> None:
    found = assessed()
    assert found.problems == ()
    assert found.card_application == APPLICATION
    assert found.card_application.person.ags == RHEINE
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.ELIGIBLE


def test_of_two_offices_one_is_chosen() -> None:
    muenster: dict[str, Any] = {"engagements__0__postal_code": "48143"}
    asked = assessed(**muenster)
    assert asked.route is not None
    assert asked.route.outcome is RouteOutcome.CHOOSE
    assert [problem.path for problem in asked.problems] == ["office"]
    assert asked.card_application is None
    for office in ("muenster", "stadt-rheine"):
        chosen = assessed(**muenster, office=office).card_application
        assert chosen is not None
        assert chosen.office == office
        assert chosen.engagements[0].ags == MUENSTER
    strange = assessed(**muenster, office="kreis-steinfurt")
    assert [problem.path for problem in strange.problems] == ["office"]


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("person__postal_code", "person.ags"),
        ("engagements__0__postal_code", "engagements.0.ags"),
    ],
)
def test_a_double_postal_code_asks_at_its_field(place: str, path: str) -> None:
    found = assessed(**{place: DOUBLE.code})
    assert [problem.path for problem in found.problems] == [path]
    answer = {place: DOUBLE.code, path.replace(".", "__"): DOUBLE.municipalities[0]}
    assert path not in [problem.path for problem in assessed(**answer).problems]


def test_nobody_issues_so_nothing_is_addressed() -> None:
    haan = {"person__postal_code": "42781", "engagements__0__postal_code": "42781"}
    found = assessed(**haan)
    assert found.route is not None
    assert (found.route.outcome, found.card_application) == (RouteOutcome.NOBODY, None)
    assert found.problems == ()


def test_problems_beyond_the_fields_come_with_the_route_and_a_verdict() -> None:
    found = assessed(person__birth_date="1.1.2012", engagements__0__hours__amount="1")
    assert [problem.path for problem in found.problems] == ["guardian_consent.name"]
    assert found.card_application is None
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.NOT_YET


def test_too_few_hours_stop_nobody() -> None:
    found = assessed(engagements__0__hours__amount="1")
    assert found.card_application is not None
    assert found.verdict is not None
    assert found.verdict.outcome is Outcome.NOT_YET


def test_an_office_with_two_signatories_asks_for_a_second_contact() -> None:
    rule = CardPolicy("stadt-rheine", date(2020, 1, 1), "Rat", signatories=2)
    two = replace(OFFICES, policies=(*OFFICES.policies, rule))
    name = {"engagements.0.second_contact.name": ["Kim Beispiel"]}
    for answers, paths in (({}, [*name]), (name, [])):
        found = assess(
            ApplicationKind.FIRST,
            {**answers_of(APPLICATION), **answers},
            regions=REGIONS,
            offices=two,
            online=ONLINE,
            on=TODAY,
        )
        assert [problem.path for problem in found.problems] == paths
        assert (found.card_application is None) == bool(paths)


@pytest.mark.parametrize(
    ("changes", "office"),
    [
        ({}, "stadt-rheine"),
        ({"office": ["muenster"]}, "muenster"),
        ({"person.postal_code": [DOUBLE.code], "office": ["muenster"]}, "muenster"),
        ({"person.postal_code": ["42781"], "office": ["kreis-steinfurt"]}, "kreis-steinfurt"),
        ({"person.postal_code": ["42781"], "office": [""]}, None),
    ],
)
def test_a_card_to_bring_in_is_addressed_to_its_issuer(changes: Any, office: str | None) -> None:
    card: dict[str, Any] = {
        "previous_card.number": ["RH-0815"],
        "previous_card.issued_by": ["Stadt Rheine"],
        "person.ags": [""],
    }
    found = assess(
        ApplicationKind.CLAIM,
        {**answers_of(APPLICATION), **card, **changes},
        regions=REGIONS,
        offices=OFFICES,
        online=ONLINE,
        on=TODAY,
    )
    if office is None:
        assert [problem.path for problem in found.problems] == ["office"]
        return
    assert found.problems == ()
    assert found.card_application is not None
    assert (found.card_application.office, found.card_application.engagements) == (office, ())


def test_a_field_that_cannot_be_read_comes_before_everything_else() -> None:
    found = assessed(person__birth_date="gestern")
    assert [problem.path for problem in found.problems] == ["person.birth_date"]
    assert (found.card_application, found.route, found.verdict) == (None, None, None)


def test_problems_keep_the_numbers_of_the_form() -> None:
    answers: dict[str, Any] = dict(answers_of(APPLICATION))
    for name in [n for n in answers if n.startswith("engagements.0.")]:
        answers[name.replace(".0.", ".3.")] = answers[name]
    answers["engagements.3.since"] = ["12.2026"]
    found = assess(
        ApplicationKind.FIRST,
        answers,
        regions=REGIONS,
        offices=OFFICES,
        online=ONLINE,
        on=date(2026, 11, 24),
    )
    assert [problem.path for problem in found.problems] == ["engagements.3.since"]
