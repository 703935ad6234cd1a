"""Cards handed over in person, many at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from applications.casework.cases.audit import record
from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import actor_of, advance, locked
from applications.casework.offices.models import User
from applications.states import Action, RefusedActionError


def cases_hand_over(*, cases: Collection[Case], by: User, now: datetime) -> None:
    """Who was handed the card has it in hands, so no message goes out. All or none: raises
    RefusedActionError that names the case."""
    _step_each(cases, Action.ISSUE, by, now)


def cases_take_back_card(*, cases: Collection[Case], by: User, now: datetime) -> None:
    """They were not there after all. All or none: raises RefusedActionError."""
    _step_each(cases, Action.TAKE_BACK_ISSUE, by, now)


@transaction.atomic
def cases_note_reading(*, cases: Collection[Case], by: User, now: datetime) -> None:
    """A list with names is read as each of its cases is."""
    for case in cases:
        record(case=case, actor=actor_of(by), by=by, action="read", now=now)


@transaction.atomic
def _step_each(cases: Collection[Case], action: Action, by: User, now: datetime) -> None:
    for one in cases:
        case = locked(one)
        try:
            advance(case, action, actor=actor_of(by), by=by, now=now)
        except RefusedActionError as refused:
            raise RefusedActionError(f"{case}: {refused} Es wurde nichts eingetragen.") from None
