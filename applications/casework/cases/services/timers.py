"""What happens when nobody acts: reminders, deadlines, and erasing what is kept no longer."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from applications.casework.cases import letters
from applications.casework.cases.models import Case
from applications.casework.cases.services.erasing import erase
from applications.casework.cases.services.proceeding import (
    advance,
    local_date,
    locked,
    unanswered,
)
from applications.casework.vault.sealing import UnreadableContentError
from applications.states import TERMINAL, Action, Actor, RefusedActionError
from applications.timers import Timer, timers_due, timers_for

_LOG = logging.getLogger(__name__)


def cases_to_look_at(now: datetime) -> list[Case]:
    """Cases with a timer that is due today."""
    cases = Case.objects.exclude(state__in=[state.value for state in TERMINAL]).defer("content")
    timers = timers_for(settings.RETENTION)
    return [case for case in cases if _due(case, now, timers)]


def _due(case: Case, now: datetime, timers: tuple[Timer, ...]) -> tuple[Timer, ...]:
    return timers_due(case.current, entered=case.entered_on, on=local_date(now), timers=timers)


def run_timers(now: datetime) -> tuple[int, int]:
    """Run the timers of all cases; how many went well and how many did not.

    One case that cannot be read holds up no other.
    """
    done = failed = 0
    for case in cases_to_look_at(now):
        try:
            case_run_timers(case=case, now=now)
        except (UnreadableContentError, RefusedActionError) as problem:
            _LOG.error("timers of case %s: %s", case.pk, type(problem).__name__)
            failed += 1
        else:
            done += 1
    return done, failed


@transaction.atomic
def case_run_timers(*, case: Case, now: datetime) -> None:
    """Send the reminders that are due, and take the step of a deadline that has passed.

    Reminders have a key of their own, so a second run sends nothing twice.
    """
    case = locked(case)
    due = _due(case, now, timers_for(settings.RETENTION))
    step = next((timer for timer in due if timer.action is not None), None)
    if step is not None and step.action is not None:
        _STEPS.get(step.action, _advance)(case, step.action, now)
        return
    for timer in due:
        if timer.reminds is not None:
            _remind(case, timer, now)


def _remind(case: Case, timer: Timer, now: datetime) -> None:
    """People of the office find overdue cases marked in their queue; only others get mail."""
    if timer.reminds is Actor.APPLICANT:
        letters.tell_applicant(case, timer.name, now=now, once=f"{case.entered_on:%Y%m%d}")
    elif timer.reminds is Actor.ORGANISATION:
        for confirmation in unanswered(case):
            confirmation.case = case
            letters.tell_organisation(confirmation, timer.name, now=now)


def _advance(case: Case, action: Action, now: datetime) -> None:
    advance(case, action, actor=Actor.SYSTEM, now=now)


def _lapse(case: Case, action: Action, now: datetime) -> None:
    _advance(case, action, now)
    letters.tell_applicant(case, "lapsed", now=now)


def _erase(case: Case, action: Action, now: datetime) -> None:
    erase(case, actor=Actor.SYSTEM, by=None, now=now)


_STEPS: dict[Action, Callable[[Case, Action, datetime], None]] = {
    Action.LAPSE: _lapse,
    Action.ERASE: _erase,
}
