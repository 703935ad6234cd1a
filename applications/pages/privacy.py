"""What becomes of an application, for the notice on data protection: the deadlines in words."""

from dataclasses import dataclass

from applications.states import STATE_LABELS, Action
from applications.timers import TIMERS, Timer
from catalogue.german import plural


@dataclass(frozen=True, slots=True)
class Deletion:
    """In which state an application is deleted after how long, e.g. "3 Monate"."""

    state: str
    after: str


def deletions() -> tuple[Deletion, ...]:
    """Every deadline after which the content of an application is deleted."""
    erasing = (timer for timer in TIMERS if timer.action is Action.ERASE)
    return tuple(Deletion(STATE_LABELS[timer.state], _span(timer)) for timer in erasing)


def _span(timer: Timer) -> str:
    spans = (
        plural(timer.months, "Monat", "Monate") if timer.months else "",
        plural(timer.days, "Tag", "Tage") if timer.days else "",
    )
    return " und ".join(filter(None, spans))
