"""What happens when nobody does anything: reminders, deadlines and retention, as data.

A timer runs from the day on which its state was entered (or the organisations were asked again) and
ends when the state is left. A reminder has no action. Days and months are defaults; an operator may
set others, so nothing else in the code repeats them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from applications.calendar_months import months_after
from applications.states import Action, Actor, State


@dataclass(frozen=True, slots=True)
class Timer:
    """After `days` and `months` in `state`: remind `reminds`, or let the system do `action`."""

    name: str
    state: State
    days: int = 0
    months: int = 0
    reminds: Actor | None = None
    action: Action | None = None

    def due(self, entered: date) -> date:
        """The day on which it is due when the state was entered on that day."""
        return months_after(entered, self.months) + timedelta(days=self.days)


TIMERS = (
    Timer("email_reminder", State.AWAITING_EMAIL, days=3, reminds=Actor.APPLICANT),
    Timer("email_end", State.AWAITING_EMAIL, days=7, action=Action.LAPSE),
    Timer(
        "confirmation_reminder", State.AWAITING_CONFIRMATION, days=14, reminds=Actor.ORGANISATION
    ),
    Timer(
        "confirmation_last_reminder",
        State.AWAITING_CONFIRMATION,
        days=24,
        reminds=Actor.ORGANISATION,
    ),
    Timer(
        "confirmation_end",
        State.AWAITING_CONFIRMATION,
        days=28,
        action=Action.HAND_ON_UNANSWERED,
    ),
    Timer("review_reminder", State.IN_REVIEW, days=14, reminds=Actor.CASE_WORKER),
    Timer("review_escalation", State.IN_REVIEW, days=28, reminds=Actor.OFFICE_LEAD),
    Timer("clarification_reminder", State.CLARIFICATION, days=14, reminds=Actor.APPLICANT),
    Timer("clarification_end", State.CLARIFICATION, days=28, action=Action.HAND_ON_UNREPLIED),
    Timer("issue_reminder", State.GRANTED, days=7, reminds=Actor.CASE_WORKER),
    Timer("erase_issued", State.ISSUED, months=3, action=Action.ERASE),
    Timer("erase_rejected", State.REJECTED, months=13, action=Action.ERASE),
    Timer("erase_withdrawn", State.WITHDRAWN, months=1, action=Action.ERASE),
    Timer("erase_forwarded", State.FORWARDED, months=1, action=Action.ERASE),
    Timer("erase_lapsed", State.LAPSED, days=1, action=Action.ERASE),
)


def timers_due(state: State, *, entered: date, on: date) -> tuple[Timer, ...]:
    """The timers of this state that are due by this day, earliest first."""
    due = (timer for timer in TIMERS if timer.state is state and timer.due(entered) <= on)
    return tuple(sorted(due, key=lambda timer: timer.due(entered)))
