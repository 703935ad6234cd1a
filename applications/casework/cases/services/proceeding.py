"""How a case takes a step: locked, by the table of states, with an event."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from applications.casework.cases.audit import record
from applications.casework.cases.models import Case, Confirmation
from applications.casework.offices.models import User
from applications.states import Action, Actor, RefusedActionError, State, next_state

_RESTARTS = frozenset({Action.ASK_ORGANISATIONS})
"""Actions that let the timers of a state begin again although the state stays."""


def locked(case: Case) -> Case:
    """The case as it stands now, for this transaction alone."""
    return (
        Case.objects.select_for_update(of=("self",))
        .select_related("office", "data_key")
        .get(pk=case.pk)
    )


def locked_confirmation(confirmation: Confirmation) -> Confirmation:
    """The confirmation and its case as they stand now. The case is locked first, always."""
    case = locked(confirmation.case)
    fresh = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    fresh.case = case
    return fresh


def advance(
    case: Case, action: Action, *, actor: Actor, now: datetime, by: User | None = None
) -> None:
    """Take the step of the table with a locked case. Raises RefusedActionError."""
    before = case.current
    after = next_state(before, action, actor)
    if after is not before or action in _RESTARTS:
        case.entered_on = local_date(now)
    case.state = after.value
    case.save()
    record(case=case, actor=actor, by=by, action=action.value, now=now)


def actor_of(user: User) -> Actor:
    """As whom a signed-in user acts. Raises RefusedActionError for those who only read."""
    if user.actor is None:
        raise RefusedActionError("Die Revision liest mit und ändert keine Vorgänge.")
    return user.actor


def local_date(now: datetime) -> date:
    """The day in Germany; deadlines end with it."""
    return timezone.localtime(now).date()


def unanswered(case: Case) -> QuerySet[Confirmation]:
    return case.confirmations.filter(answer="")


def completed_by_answers(case: Case, now: datetime) -> None:
    """Hand the case to review when the last awaited answer has come."""
    if case.current is State.AWAITING_CONFIRMATION and not unanswered(case).exists():
        advance(case, Action.COMPLETE_ANSWERS, actor=Actor.SYSTEM, now=now)
