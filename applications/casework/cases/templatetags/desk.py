"""How values and fields look in the templates of the desk."""

from dataclasses import replace
from datetime import datetime

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select
from django.utils.safestring import SafeString

from applications.casework.cases.disclosure import Disclosure, Entry
from applications.casework.cases.models import STATES, AuditEvent
from applications.casework.cases.spelling import allowance_text, hours_text
from applications.explanations import number
from applications.form import EngagementField
from applications.journey.engagement import FIELDS
from applications.references import grouped
from applications.states import ACTION_LABELS, ACTOR_LABELS, Action, State
from applications.written_answers import told

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
_SENT = {"mail": "E-Mail", "letter": "Brief", "transfer": "Weitergabe an ein anderes System"}
_ACTORS = {actor.value: label for actor, label in ACTOR_LABELS.items()}
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
def who(event: AuditEvent) -> str:
    """The account that did it; people without one by what they are."""
    return event.username or _ACTORS[event.actor]


@register.filter
def moment(at: str) -> str:
    """A day or a minute in ISO form, as people write it; nothing where it has not come yet."""
    if not at:
        return ""
    day = f"{datetime.fromisoformat(at):%d.%m.%Y}"
    return f"{day}, {at[11:16]} Uhr" if len(at) > len("2026-11-24") else day


@register.filter
def told_fields(disclosure: Disclosure) -> list[tuple[str, str]]:
    return told(disclosure.fields.items())


def _sent_label(place: str) -> str:
    """The name of a mail or letter by the place it is sealed at; a transfer has no kind."""
    kind, _, key = place.partition("/")
    return _MESSAGES.get(key.partition("/")[0], _SENT[kind])


@register.filter
def told_lists(disclosure: Disclosure) -> list[tuple[str, tuple[Entry, ...]]]:
    """The lists of a disclosure with their headings; events named as the trail names them."""
    events = tuple(
        replace(event, what=event_label(event.what), who=_ACTORS.get(event.who, event.who))
        for event in disclosure.events
    )
    sent = tuple(replace(entry, what=_sent_label(entry.what)) for entry in disclosure.sent)
    return [
        ("Bestätigungen", disclosure.confirmations),
        ("Geschrieben", disclosure.messages),
        ("Nachrichten und Schreiben", sent),
        ("Wer hat was getan oder angesehen", events),
    ]
