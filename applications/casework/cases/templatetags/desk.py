"""How values and fields look in the templates of the desk."""

from dataclasses import replace

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.safestring import SafeString

from applications.casework.cases.disclosure import Disclosure, Entry
from applications.casework.cases.models import STATES
from applications.casework.cases.spelling import allowance_text, hours_text
from applications.explanations import number
from applications.form import EngagementField
from applications.journey.engagement import FIELDS
from applications.references import grouped
from applications.states import ACTION_LABELS, Action, State

register = template.Library()
register.filter("grouped", grouped)
register.filter("number", number)
register.filter("hours", hours_text)
register.filter("allowance_label", allowance_text)

_FIELDS = {option.value: option.label for option in FIELDS}
_EVENTS = {
    "file": "Angelegt",
    "read": "Gelesen",
    "disclose": "Auskunft gegeben",
    "settle_mails": "Unzustellbare E-Mails erledigt",
    "print": "Brief gedruckt",
    "unprint": "Druck zurückgenommen",
}
_MESSAGES = {
    "filed": "Eingang",
    "received": "Eingang",
    "email_reminder": "Erinnerung an die E-Mail-Adresse",
    "lapsed": "Verfallen",
    "clarification": "Rückfrage",
    "clarification_reminder": "Erinnerung an die Rückfrage",
    "confirmation_request": "Bitte um Bestätigung",
    "confirmation_reminder": "Erinnerung an die Bestätigung",
    "confirmation_last_reminder": "Letzte Erinnerung an die Bestätigung",
    "granted": "Bewilligung",
    "issued": "Karte ausgestellt",
    "rejected": "Ablehnung",
    "withdrawn": "Zurückgezogen",
    "forwarded": "Weitergegeben",
}
_CLASSES = {
    CheckboxInput: "kern-form-check__checkbox",
    Select: "kern-form-input__select",
    RadioSelect: "",
}


@register.filter
def field_label(value: EngagementField) -> str:
    return str(_FIELDS[value])


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
def letter_label(kind: str) -> str:
    return _MESSAGES[kind]


@register.filter
def event_label(action: str) -> str:
    """Some events are no steps of the table."""
    return _EVENTS.get(action) or str(ACTION_LABELS[Action(action)])


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
