"""What happens when nobody does anything: reminders, deadlines and retention, as data.

A timer runs from the day on which its state was entered (or the organisations were asked again) and
ends when the state is left. A reminder has no action. How long closed cases keep their content
comes from `applications.retention`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from applications.calendar_months import months_after
from applications.retention import PERIODS, Period
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


_WAITING = (
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
)

_ERASED_AFTER = {
    State.ISSUED: "issued",
    State.REJECTED: "rejected",
    State.WITHDRAWN: "withdrawn",
    State.FORWARDED: "forwarded",
    State.LAPSED: "lapsed",
}
"""Which row of the retention table a closed state belongs to."""


def timers_for(periods: Mapping[str, Period]) -> tuple[Timer, ...]:
    """All timers, with these retention periods."""
    erasing = (
        Timer(
            f"erase_{rule}",
            state,
            days=periods[rule].days,
            months=periods[rule].months,
            action=Action.ERASE,
        )
        for state, rule in _ERASED_AFTER.items()
    )
    return (*_WAITING, *erasing)


TIMERS = timers_for(PERIODS)


def timers_due(
    state: State, *, entered: date, on: date, timers: tuple[Timer, ...] = TIMERS
) -> tuple[Timer, ...]:
    """Those of `timers` for this state that are due by this day, earliest first."""
    due = (timer for timer in timers if timer.state is state and timer.due(entered) <= on)
    return tuple(sorted(due, key=lambda timer: timer.due(entered)))
