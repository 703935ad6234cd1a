"""When a card can be renewed, and when its holder is reminded."""

from datetime import date, timedelta

from applications.calendar_months import months_after

RENEWAL_WINDOW_MONTHS = 3
"""A card can be renewed from so many months before its end, and any time after."""

REMINDER_DAYS = (-90, -30, 7)
"""Days of the reminders counted from the last valid day, for those who asked for them."""


def renewal_opens(valid_until: date) -> date:
    """The first day on which a card valid until this day can be renewed."""
    return months_after(valid_until, -RENEWAL_WINDOW_MONTHS)


def reminder_days(valid_until: date | None) -> tuple[date, ...]:
    """The days of the reminders; none for a lifelong card."""
    if valid_until is None:
        return ()
    return tuple(valid_until + timedelta(days=days) for days in REMINDER_DAYS)
