"""Everything that is stored about one case, as data: for the page, the PDF and the JSON file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from applications.casework.cases import content
from applications.casework.cases.models import AuditEvent, Case
from applications.casework.cases.selectors import sealed_about_cases
from applications.casework.vault.sealing import open_sealed_json
from applications.references import grouped
from applications.states import State
from catalogue.codec import to_json


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was said, sent or done: when, what, by whom, and its text if it has one."""

    at: str
    what: str
    who: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """`fields` are the parts of the application by their path; empty once it was erased. Times are
    German local time, in ISO form with the minute."""

    reference: str
    office: str
    kind: str
    source: str
    state: str
    received: str
    since: str
    fields: dict[str, str]
    confirmations: tuple[Entry, ...]
    messages: tuple[Entry, ...]
    sent: tuple[Entry, ...]
    events: tuple[Entry, ...]


def disclosure_of(case: Case) -> Disclosure:
    """Raises UnreadableContentError when a key is missing; an erased case only has its frame."""
    erased = case.current is State.ERASED
    return Disclosure(
        reference=grouped(case.reference),
        office=case.office.name,
        kind=case.get_kind_display(),
        source=case.get_source_display(),
        state=case.get_state_display(),
        received=_spelled(case.received_at),
        since=case.entered_on.isoformat(),
        fields={} if erased else dict(_flat("", to_json(content.application_of(case)))),
        confirmations=tuple(_confirmations(case)),
        messages=tuple(_messages(case)),
        sent=tuple(_sent(case)),
        events=tuple(_events(case)),
    )


def _confirmations(case: Case) -> list[Entry]:
    found = []
    for confirmation in case.confirmations.all():
        confirmation.case = case
        said = content.said_in(confirmation)
        parts = [
            f"gefragt: {said.contact.name}, {said.contact.function}, {said.contact.email}",
            ", ".join(said.address),
            f"geantwortet: {said.answered_by}" if said.answered_by else "",
            f"Stunden: {said.hours.amount} {said.hours.per.value}" if said.hours else "",
            said.reason,
            said.note,
        ]
        what = confirmation.get_answer_display() or "noch keine Antwort"
        at = confirmation.answered_at or confirmation.asked_at
        who = confirmation.get_channel_display()
        found.append(Entry(_spelled(at), what, who, "\n".join(filter(None, parts))))
    return found


def _messages(case: Case) -> list[Entry]:
    found = []
    for message in case.messages.all():
        message.case = case
        text = content.text_of(message)
        what = message.get_kind_display()
        found.append(Entry(_spelled(message.written_at), what, message.reason, text))
    return found


def _sent(case: Case) -> list[Entry]:
    """Mails and whatever else was made for this case, with its text while that is kept."""
    rows = [
        row
        for model in sealed_about_cases()
        for row in model.objects.filter(reference=case.reference).select_related("data_key__office")
    ]
    return [_sent_entry(row) for row in sorted(rows, key=lambda row: row.queued_at)]


def _sent_entry(row: Any) -> Entry:
    text = ""
    if row.content:
        opened = open_sealed_json(row.content, key=row.data_key, place=row.place)
        text = "\n".join(f"{path}: {value}" for path, value in _flat("", opened))
    states = ("sent_at", "verschickt"), ("printed_at", "gedruckt"), ("done_at", "weitergegeben")
    done = [f"{label} {_spelled(at)}" for name, label in states if (at := getattr(row, name, None))]
    return Entry(_spelled(row.queued_at), row.place, ", ".join(done) or "wartet", text)


def _events(case: Case) -> list[Entry]:
    """Who did or looked at what, oldest first."""
    events = AuditEvent.objects.filter(office=case.office, reference=case.reference)
    return [
        Entry(_spelled(event.at), event.action, event.username or event.actor)
        for event in events.order_by("number")
    ]


def _flat(path: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, part in value.items() for pair in _flat(_under(path, key), part)]
    if isinstance(value, list):
        return [pair for n, part in enumerate(value) for pair in _flat(_under(path, n), part)]
    return [] if value is None or value == "" else [(path, _said(value))]


def _said(value: Any) -> str:
    return {True: "ja", False: "nein"}[value] if isinstance(value, bool) else str(value)


def _under(path: str, key: object) -> str:
    return f"{path}.{key}" if path else str(key)


def _spelled(at: datetime | None) -> str:
    return timezone.localtime(at).isoformat(timespec="minutes") if at else ""
