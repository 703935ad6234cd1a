"""The rules of an office in sentences, and when they are shown."""

from datetime import date
from typing import Any

import pytest

from catalogue.offices import CardPolicy, Offices, TerritorialRule
from catalogue.policy import effective_policy, latest_policies
from catalogue.policy_sentences import policy_sentences

DAY = date(2026, 2, 1)


def sentences(**rules: Any) -> tuple[str, ...]:
    offices = Offices((), (CardPolicy("05", DAY, "Richtlinie", **rules),))
    return policy_sentences(effective_policy(offices, "muster", on=DAY))


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, []),
        (
            {"hours_per_year": 200, "hours_per_week": 4},
            ["Ihr Ehrenamt umfasst mindestens 200 Stunden im Jahr oder 4 Stunden in der Woche."],
        ),
        ({"hours_per_year": 200}, ["Ihr Ehrenamt umfasst mindestens 200 Stunden im Jahr."]),
        ({"months_of_service": 12}, ["Sie sind seit mindestens 1 Jahr tätig."]),
        ({"months_of_service": 24}, ["Sie sind seit mindestens 2 Jahren tätig."]),
        ({"months_of_service": 18}, ["Sie sind seit mindestens 18 Monaten tätig."]),
        ({"territorial_rule": TerritorialRule.RESIDENCE}, ["Sie wohnen hier."]),
        ({"territorial_rule": TerritorialRule.ENGAGEMENT}, ["Sie engagieren sich hier."]),
        ({"minimum_age": 16}, ["Sie sind mindestens 16 Jahre alt."]),
        (
            {"volunteer_allowance_limit": 960, "trainer_allowance_limit": 3300},
            [
                "Erlaubt sind bis zu 960 € im Jahr als Ehrenamtspauschale.",
                "Erlaubt sind bis zu 3.300 € im Jahr als Übungsleiterpauschale.",
            ],
        ),
        (
            {"volunteer_allowance_limit": 0, "trainer_allowance_limit": 0},
            ["Eine Aufwandspauschale ist nicht erlaubt, der Ersatz von Auslagen schon."],
        ),
        ({"juleica_suffices": True}, ["Eine gültige Juleica genügt anstelle der Stunden."]),
        ({"juleica_suffices": False}, []),
        ({"accepts_private_help": True}, ["Hilfe außerhalb von Vereinen zählt mit."]),
        ({"accepts_private_help": False}, ["Hilfe außerhalb von Vereinen zählt nicht."]),
        ({"signatories": 1}, []),
        ({"signatories": 2}, ["2 Personen der Organisation bestätigen Ihr Ehrenamt."]),
        ({"validity_months": 24}, ["Die Karte gilt 2 Jahre."]),
        ({"validity_months": 6}, ["Die Karte gilt 6 Monate."]),
    ],
)
def test_each_rule_is_a_sentence(rules: Any, said: list[str]) -> None:
    assert list(sentences(**rules)) == said


OFFICES = Offices(
    (),
    (
        CardPolicy("05", date(2008, 11, 1), "alt", hours_per_year=250),
        CardPolicy("05", DAY, "neu", hours_per_year=200),
        CardPolicy("muster", date(2005, 1, 1), "vor der ersten Grundregel", minimum_age=18),
        CardPolicy("muster", date(2027, 1, 1), "Rat", minimum_age=16),
        CardPolicy("andere", date(2026, 5, 1), "Rat", minimum_age=14),
    ),
)


@pytest.mark.parametrize(
    ("office", "most", "days"),
    [
        ("muster", 2, [date(2027, 1, 1), DAY]),
        ("muster", 9, [date(2027, 1, 1), DAY, date(2008, 11, 1)]),
        ("andere", 1, [date(2026, 5, 1)]),
        ("keine", 9, [DAY, date(2008, 11, 1)]),
    ],
)
def test_the_latest_rules_first_each_from_its_day(office: str, most: int, days: list[date]) -> None:
    found = latest_policies(OFFICES, office, most)
    assert [policy.on for policy in found] == days
    assert [policy.as_of for policy in found] == days


def test_without_a_rule_of_the_land_nothing_is_shown() -> None:
    own = tuple(p for p in OFFICES.policies if p.office == "muster")
    assert latest_policies(Offices((), own), "muster", 2) == ()
