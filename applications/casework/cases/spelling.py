"""How values of an application are written, on pages and in letters."""

from applications.explanations import number
from applications.form import Allowance, AllowanceKind, Engagement, Hours, HoursPer

_ALLOWANCES = {
    AllowanceKind.NONE: "kein Geld",
    AllowanceKind.EXPENSES: "nur Ersatz von Auslagen",
    AllowanceKind.VOLUNTEER: "Ehrenamtspauschale",
    AllowanceKind.TRAINER: "Übungsleiterpauschale",
    AllowanceKind.OTHER: "anderes Geld",
}
_PER = {HoursPer.WEEK: "in der Woche", HoursPer.YEAR: "im Jahr"}


def hours_text(value: Hours | None) -> str:
    """4,5 Stunden in der Woche."""
    return f"{number(value.amount)} Stunden {_PER[value.per]}" if value else "keine Angabe"


def allowance_text(value: Allowance) -> str:
    amount = f" ({number(value.yearly_amount)} € im Jahr)" if value.yearly_amount else ""
    return f"{_ALLOWANCES[value.kind]}{amount}"


def months_text(engagement: Engagement) -> str:
    """03.2020, or 03.2020 bis 05.2024."""
    until = f" bis {engagement.until:%m.%Y}" if engagement.until else ""
    return f"{engagement.since:%m.%Y}{until}"
