"""Which rule applies at an office on a day, and whose it is."""

from datetime import date

import pytest

from catalogue.errors import CatalogueError
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.policy import effective_policy

OLD, NEW = date(2008, 11, 1), date(2026, 2, 1)
OFFICES = Offices(
    (IssuingOffice("muster", "Stadt Muster", ("05566076",)),),
    (
        CardPolicy("05", OLD, "alt", hours_per_year=250, hours_per_week=5),
        CardPolicy(
            "05",
            NEW,
            "neu",
            hours_per_year=200,
            hours_per_week=4,
            volunteer_allowance_limit=960,
        ),
        CardPolicy("muster", date(2024, 1, 1), "Rat 2023", minimum_age=16, months_of_service=24),
        CardPolicy(
            "muster",
            date(2026, 7, 1),
            "Rat 2026",
            hours_per_week=3,
            minimum_age=14,
            territorial_rule=TerritorialRule.RESIDENCE,
            juleica_suffices=False,
        ),
    ),
)


@pytest.mark.parametrize(
    ("office", "on", "name", "value", "valid_from", "local"),
    [
        # The Land's change of 01.02.2026, to the day.
        ("anderswo", date(2026, 1, 31), "hours_per_year", 250, OLD, False),
        ("anderswo", date(2026, 2, 1), "hours_per_year", 200, NEW, False),
        ("anderswo", date(2026, 2, 1), "volunteer_allowance_limit", 960, NEW, False),
        # What the office leaves open is the Land's rule of the same day, though younger.
        ("muster", date(2026, 1, 31), "hours_per_week", 5, OLD, False),
        ("muster", date(2026, 2, 1), "hours_per_week", 4, NEW, False),
        ("muster", date(2026, 2, 1), "minimum_age", 16, date(2024, 1, 1), True),
        # Before the office's first rule only the Land's applies.
        ("muster", date(2023, 12, 31), "hours_per_year", 250, OLD, False),
        # The office's later policy replaces its earlier one as a whole.
        ("muster", date(2026, 7, 1), "hours_per_week", 3, date(2026, 7, 1), True),
        ("muster", date(2026, 7, 1), "hours_per_year", 200, NEW, False),
        ("muster", date(2026, 6, 30), "minimum_age", 16, date(2024, 1, 1), True),
        # "No" is a rule of its own.
        ("muster", date(2026, 7, 1), "juleica_suffices", False, date(2026, 7, 1), True),
    ],
)
def test_a_value_is_the_offices_or_the_lands_of_that_day(
    office: str, on: date, name: str, value: int, valid_from: date, local: bool
) -> None:
    term = getattr(effective_policy(OFFICES, office, on=on), name)
    assert (term.value, term.valid_from, term.local) == (value, valid_from, local)


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 7, 1), "months_of_service"),  # the later policy does not repeat it
        (date(2026, 1, 31), "volunteer_allowance_limit"),
        (date(2023, 12, 31), "minimum_age"),
    ],
)
def test_what_nobody_says_is_nothing(on: date, name: str) -> None:
    assert getattr(effective_policy(OFFICES, "muster", on=on), name) is None


@pytest.mark.parametrize(
    ("on", "as_of"),
    [
        (date(2026, 1, 31), date(2024, 1, 1)),
        (date(2026, 2, 1), NEW),
        (date(2026, 12, 1), date(2026, 7, 1)),
    ],
)
def test_the_stand_is_the_younger_of_both_rules(on: date, as_of: date) -> None:
    assert effective_policy(OFFICES, "muster", on=on).as_of == as_of


def test_before_the_lands_first_rule_there_is_none() -> None:
    with pytest.raises(CatalogueError, match=r"31\.10\.2008"):
        effective_policy(OFFICES, "muster", on=date(2008, 10, 31))
