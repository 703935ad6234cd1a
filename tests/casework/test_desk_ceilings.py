"""With 5,000 cases no page of the desk asks the database more often, or opens more sealed content,
than its ceiling: neither grows with the number of cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.casework.cases import content
from applications.casework.cases.models import Case
from applications.casework.offices.models import User
from applications.casework.offices.scope import office_scope
from applications.references import build_reference
from applications.states import State
from tests.casework.conftest import FOREIGN, OWN, WEB, Receive, database_account

pytestmark = pytest.mark.postgresql
CASES = 5000
STATES = (State.IN_REVIEW, State.AWAITING_CONFIRMATION, State.GRANTED, State.ISSUED)


@dataclass(frozen=True)
class Ceiling:
    """Database queries, and pieces of content opened, for one page."""

    queries: int
    opened: int


PAGES = {
    "the queue": ("rheine", "queue", {}, Ceiling(14, 0)),
    "its last page": ("rheine", "queue", {"liste": "erledigt", "seite": "999"}, Ceiling(14, 0)),
    "one kind": ("rheine", "queue", {"art": "first"}, Ceiling(14, 0)),
    "a number": ("rheine", "queue", {"nummer": build_reference(4711)}, Ceiling(10, 0)),
    "no such number": ("rheine", "queue", {"nummer": build_reference(99_999)}, Ceiling(14, 0)),
    "a case": ("rheine", "case", {}, Ceiling(20, 4)),
    "figures": ("rheine-leitung", "figures", {}, Ceiling(11, 0)),
    "figures for auditors": ("rheine-revision", "figures", {}, Ceiling(12, 0)),
    "the trail": ("rheine-leitung", "trail", {}, Ceiling(11, 0)),
}


@pytest.fixture
def many(receive: Receive) -> Case:
    """One whole case, and copies of it in all states, few of them at another office."""
    patterns = {office: receive(office=office) for office in (OWN, FOREIGN)}
    application = content.application_of(patterns[OWN])
    copies = []
    for number in range(2000, 2000 + CASES):
        pattern = patterns[FOREIGN if number % 25 == 0 else OWN]
        copy = Case(
            reference=build_reference(number), office=pattern.office, kind=pattern.kind,
            source=pattern.source, state=STATES[number % len(STATES)].value,
            entered_on=pattern.entered_on - timedelta(days=number % 90),
            received_at=pattern.received_at, data_key=pattern.data_key,
            person_mark=f"{number:064x}", status_hash=f"{number:064x}",
        )  # fmt: skip
        content.seal_application(copy, application)
        copies.append(copy)
    Case.objects.bulk_create(copies)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")
    return patterns[OWN]


def test_ceilings(many: Case, opened: list[str], as_user: Callable[[str], Client]) -> None:
    found, allowed = {}, {}
    for page, (login, name, query, ceiling) in PAGES.items():
        client = as_user(login)
        address = reverse(name, args=[many.reference] if name == "case" else [])
        client.get(address, query)
        opened.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address, query)
        assert answer.status_code in (200, 302), page
        # SET ROLE and RESET ROLE are the test's.
        found[page] = Ceiling(len(asked) - 2, len(opened))
        allowed[page] = ceiling
    over = {
        page: (found[page], allowed[page])
        for page in found
        if found[page].queries > allowed[page].queries or found[page].opened > allowed[page].opened
    }
    assert over == {}, over
    assert min(one.queries for one in found.values()) > 0


def test_a_small_office_finds_its_rows_by_an_index(
    many: Case, as_user: Callable[[str], Client], users: dict[str, User]
) -> None:
    """Through the policies, among the cases of a large one."""
    client = as_user("muenster")
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("queue"))
    rows = next(q["sql"] for q in asked if "LIMIT 50" in q["sql"])
    with (
        database_account(WEB),
        office_scope(users["muenster"].office_id),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"EXPLAIN {rows}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "casework.office" in plan, plan
    assert "Seq Scan on cases_case" not in plan, plan
