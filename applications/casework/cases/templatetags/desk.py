"""How values and fields look in the templates of the desk."""

from dataclasses import replace
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.safestring import SafeString

from applications.casework.cases.disclosure import Disclosure, Entry
from applications.casework.cases.models import STATES
from applications.explanations import number
from applications.form import AllowanceKind, EngagementField, Hours, HoursPer
from applications.journey.engagement import FIELDS
from applications.references import grouped
from applications.states import ACTION_LABELS, Action, State

register = template.Library()
register.filter("grouped", grouped)
register.filter("number", number)

_FIELDS = {option.value: option.label for option in FIELDS}
_ALLOWANCES = {
    AllowanceKind.NONE: "kein Geld",
    AllowanceKind.EXPENSES: "nur Ersatz von Auslagen",
    AllowanceKind.VOLUNTEER: "Ehrenamtspauschale",
    AllowanceKind.TRAINER: "Übungsleiterpauschale",
    AllowanceKind.OTHER: "anderes Geld",
}
_PER = {HoursPer.WEEK: "in der Woche", HoursPer.YEAR: "im Jahr"}
_CLASSES = {
    CheckboxInput: "kern-form-check__checkbox",
    Select: "kern-form-input__select",
    RadioSelect: "",
}


@register.filter
def hours(value: Hours | None) -> str:
    """4,5 Stunden in der Woche."""
    return f"{number(value.amount)} Stunden {_PER[value.per]}" if value else "keine Angabe"


@register.filter
def field_label(value: EngagementField) -> str:
    return str(_FIELDS[value])


@register.filter
def allowance_label(value: Any) -> str:
    amount = f" ({number(value.yearly_amount)} € im Jahr)" if value.yearly_amount else ""
    return f"{_ALLOWANCES[value.kind]}{amount}"


@register.filter
def kern(field: BoundField) -> SafeString:
    """The field's widget with the classes of KERN."""
    widget = field.field.widget
    return field.as_widget(attrs={"class": _CLASSES.get(type(widget), "kern-form-input__input")})


@register.filter
def is_select(field: BoundField) -> bool:
    return isinstance(field.field.widget, Select) and not is_choice_group(field)


@register.filter
def is_check(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def state_label(value: str) -> str:
    return str(STATES[State(value)])


@register.filter
def event_label(action: str) -> str:
    """Filing, reading and telling the person are no steps of the table."""
    own = {"file": "Angelegt", "read": "Gelesen", "disclose": "Auskunft gegeben"}
    return own.get(action) or str(ACTION_LABELS[Action(action)])


@register.filter
def told_lists(told: Disclosure) -> list[tuple[str, tuple[Entry, ...]]]:
    """The lists of a disclosure with their headings; events named as the trail names them."""
    events = tuple(replace(event, what=event_label(event.what)) for event in told.events)
    return [
        ("Bestätigungen", told.confirmations),
        ("Geschrieben", told.messages),
        ("Nachrichten und Schreiben", told.sent),
        ("Wer hat was getan oder angesehen", events),
    ]
