"""What is due next in a case, as the queue shows it."""

from dataclasses import dataclass
from datetime import date

from applications.casework.cases.models import Case
from applications.states import CLOSED, Actor
from applications.timers import TIMERS


@dataclass(frozen=True, slots=True)
class Deadline:
    """`overdue` when the office should have acted by now."""

    day: date
    overdue: bool


_OFFICE = (Actor.CASE_WORKER, Actor.OFFICE_LEAD)


def deadline_of(case: Case, *, on: date) -> Deadline | None:
    """The first reminder of the office that ran out, else the next day on which something happens;
    nothing for closed cases."""
    if case.current in CLOSED:
        return None
    timers = [timer for timer in TIMERS if timer.state is case.current]
    for timer in timers:
        if timer.reminds in _OFFICE and timer.due(case.entered_on) <= on:
            return Deadline(timer.due(case.entered_on), overdue=True)
    coming = [timer.due(case.entered_on) for timer in timers if timer.due(case.entered_on) > on]
    return Deadline(min(coming), overdue=False) if coming else None
