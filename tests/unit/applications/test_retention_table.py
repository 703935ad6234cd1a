"""How long what is kept: one table, and other periods where an operator sets them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from applications.retention import PERIODS, RULES, STAND, Period, read_periods
from applications.states import State
from applications.timers import timers_due, timers_for


@pytest.mark.parametrize(
    ("period", "since", "gone"),
    [
        (Period(months=3), date(2026, 11, 30), date(2027, 2, 28)),
        (Period(months=13), date(2027, 1, 31), date(2028, 2, 29)),
        (Period(days=7), date(2026, 12, 28), date(2027, 1, 4)),
    ],
)
def test_the_first_day_on_which_it_is_gone(period: Period, since: date, gone: date) -> None:
    assert period.after(since) == gone


def test_what_is_older_is_looked_for_by_the_same_period() -> None:
    now = datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert Period(days=7).before(now) == datetime(2027, 2, 22, 9, tzinfo=UTC)
    assert Period(months=1).before(now) == datetime(2027, 2, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", ["issued", "issued=3", "issued=0t", "issued=3j", "cases=3m"])
def test_a_period_that_is_none_stops_the_start(text: str) -> None:
    with pytest.raises(ValueError, match="RETENTION"):
        read_periods(text)


def test_periods_are_read_and_written() -> None:
    assert read_periods("") == PERIODS
    periods = read_periods("issued=6m, spool_done=10t")
    assert (periods["issued"], str(periods["spool_done"])) == (Period(months=6), "10 Tage")
    assert [str(Period(months=1)), str(Period(days=1))] == ["1 Monat", "1 Tag"]


def test_timers_follow_the_periods_that_are_set() -> None:
    timers = timers_for(read_periods("withdrawn=2t"))
    entered = date(2026, 11, 24)
    for day, due in ((25, 0), (26, 1)):
        on = date(2026, 11, day)
        found = timers_due(State.WITHDRAWN, entered=entered, on=on, timers=timers)
        assert len(found) == due


def test_the_document_says_what_the_table_says() -> None:
    text = (Path(__file__).parents[3] / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert f"Stand {STAND:%d.%m.%Y}" in text
    for rule in RULES:
        row = f"| {rule.what} | `{rule.key}` | {rule.period} | {rule.since} | {rule.basis} |"
        assert row in text, row
