"""Figures for council and Staatskanzlei: what became of the applications, without small numbers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from applications.casework.cases.figures import (
    OUTCOMES,
    UNKNOWN,
    as_csv,
    figures_of_all,
    figures_of_office,
)
from applications.casework.cases.models import AuditEvent, Case
from applications.casework.cases.services.deciding import case_withdraw
from applications.casework.cases.services.timers import run_timers
from applications.casework.offices.models import Office, User
from applications.states import State
from tests.casework.conftest import FOREIGN, NOW, Receive
from tests.unit.applications.people import APPLICATION

SignIn = Callable[[str], Client]
WITHOUT_CLUB = replace(APPLICATION, engagements=())


@pytest.fixture(autouse=True)
def on_the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


def office() -> Office:
    return Office.objects.get(key="stadt-rheine")


def test_every_state_is_counted_somewhere() -> None:
    states = [state for group in OUTCOMES.values() for state in group]
    assert sorted(states) == sorted(set(State) - {State.ERASED})


def test_numbers_by_what_was_applied_for(receive: Receive) -> None:
    for _ in range(6):
        receive()
    table = figures_of_office(office(), 2026)
    first, total = table.rows[0], table.rows[-1]
    assert first == ("Ehrenamtskarte beantragen", (6, 0, 0, 0, 0, 6))
    assert total == ("zusammen", (6, 0, 0, 0, 0, 6))
    assert figures_of_office(office(), 2025).rows[-1][1][-1] == 0


def test_small_numbers_are_not_told_nor_left_to_subtract(
    receive: Receive, as_user: SignIn, worker: User
) -> None:
    cases = [receive(WITHOUT_CLUB) for _ in range(20)]
    case_withdraw(case=cases[0], by=worker, now=NOW)
    shown = as_user("rheine-revision").get(reverse("figures"))
    rows = dict(shown.context["table"].rows)
    assert rows["Ehrenamtskarte beantragen"] == (None, 0, 0, None, 0, 20)
    assert rows["zusammen"] == (None, 0, 0, None, 0, 20)
    assert "Zahlen von 1 bis 4 stehen als" in shown.content.decode()


def test_erased_cases_count_by_where_they_stood(receive: Receive, worker: User) -> None:
    for _ in range(6):
        case_withdraw(case=receive(WITHOUT_CLUB), by=worker, now=NOW)
    run_timers(NOW + timedelta(days=40))
    assert set(Case.objects.values_list("state", flat=True)) == {"erased"}
    table = figures_of_office(office(), 2026)
    assert table.rows[-1][1][table.columns.index("zurückgezogen oder verfallen")] == 6
    AuditEvent.objects.all().delete()
    table = figures_of_office(office(), 2026)
    assert table.rows[-1][1][table.columns.index(UNKNOWN)] == 6


def test_a_table_to_load(receive: Receive, as_user: SignIn) -> None:
    receive()
    file = as_user("rheine").get(reverse("figures_csv"), {"jahr": "2026"})
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = file.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Antrag;in Arbeit;bewilligt;")
    assert lines[1] == "Ehrenamtskarte beantragen;.;0;0;0;0;."


@pytest.mark.parametrize("typed", ["", "zwei", "1999", "2027", "²²²²", "9" * 40])
def test_a_year_that_is_none_is_this_year(as_user: SignIn, typed: str) -> None:
    shown = as_user("rheine").get(reverse("figures"), {"jahr": typed})
    assert shown.context["year"] == 2026


def test_the_whole_land_by_office(receive: Receive) -> None:
    for _ in range(7):
        receive()
    for _ in range(2):
        receive(office=FOREIGN)
    table = figures_of_all(2026)
    assert [name for name, _ in table.rows] == ["Stadt Münster", "Stadt Rheine", "zusammen"]
    assert table.rows[0][1][-1] is None
    out = StringIO()
    call_command("figures", "--year", "2026", stdout=out)
    assert out.getvalue() == as_csv(table)


def test_a_year_without_applications(users: dict[str, User]) -> None:
    assert figures_of_all(2020).rows == (("zusammen", (0, 0, 0, 0, 0, 0)),)


def test_a_name_is_no_formula(receive: Receive) -> None:
    receive()
    Office.objects.filter(key="stadt-rheine").update(name="=1+1")
    assert "\n'=1+1;" in as_csv(figures_of_all(2026))
