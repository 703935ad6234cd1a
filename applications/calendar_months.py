"""Counting in calendar months, as card rules do."""

from calendar import monthrange
from datetime import date


def months_between(since: date, until: date) -> int:
    """Whole months from one day to another; 0 when `until` is not later."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(0, months - (until.day < since.day))


def months_after(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(birth_date: date, day: date) -> int:
    """Years completed on this day; who is born on 29 February turns a year older on 1 March."""
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def months_covered(periods: tuple[tuple[date, date], ...]) -> int:
    """Calendar months covered by periods of first days of months; the last month of each is not
    counted, and a month that several periods cover is counted once."""
    covered: set[int] = set()
    for since, until in periods:
        covered.update(range(since.year * 12 + since.month, until.year * 12 + until.month))
    return len(covered)
