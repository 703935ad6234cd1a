"""The list for an award ceremony: whose card is granted and not handed over yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from applications.casework.cases import content
from applications.casework.cases.letters import full_name
from applications.casework.cases.models import Case
from applications.casework.cases.selectors import cases_visible_to
from applications.casework.offices.models import User
from applications.states import State

MOST_LISTED = 200
"""More people fit into no hall; a range of days makes the list shorter."""

UNDONE_WITHIN = timedelta(days=30)
"""So long a card that was entered as handed over is offered for taking back."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person. `press` says whether name and picture may go to the press."""

    case: Case
    name: str
    sorted_by: str
    press: bool


def waiting_for_card(user: User, *, since: date | None, until: date | None) -> QuerySet[Case]:
    """Granted cases of the own office, granted in this range of days."""
    cases = cases_visible_to(user).filter(state=State.GRANTED.value)
    if since is not None:
        cases = cases.filter(entered_on__gte=since)
    if until is not None:
        cases = cases.filter(entered_on__lte=until)
    return cases


def handed_over(user: User, *, on: date) -> QuerySet[Case]:
    """Cards issued lately, the last first."""
    cases = cases_visible_to(user).filter(state=State.ISSUED.value)
    return cases.filter(entered_on__gte=on - UNDONE_WITHIN).order_by("-entered_on", "pk")


def listed(cases: Iterable[Case]) -> list[Listed]:
    """With the names from the applications, in the order of family names."""
    rows = [_row(case) for case in cases]
    return sorted(rows, key=lambda row: (row.sorted_by, row.case.reference))


def _row(case: Case) -> Listed:
    application = content.application_of(case)
    person = application.person
    return Listed(
        case,
        full_name(person),
        f"{person.last_name} {person.first_names}".casefold(),
        application.consents.press_at_ceremony,
    )
