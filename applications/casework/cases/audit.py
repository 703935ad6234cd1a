"""The trail: a chain of hashes per office that shows when an event was changed or removed."""

import hashlib
from datetime import datetime

from applications.casework.cases.models import AuditEvent, Case
from applications.casework.offices.models import Office, User
from applications.states import Actor
from catalogue.codec import canonical_json

START = "0" * 64


def record(*, case: Case, actor: Actor, by: User | None, action: str, now: datetime) -> None:
    """Append an event with the state the case has now. Call it inside the writing transaction."""
    # The office's row is the lock of its chain.
    Office.objects.select_for_update().get(pk=case.office_id)
    last = AuditEvent.objects.filter(office_id=case.office_id).order_by("-number").first()
    event = AuditEvent(
        office_id=case.office_id,
        number=last.number + 1 if last else 1,
        at=now,
        reference=case.reference,
        actor=actor.value,
        username=by.username if by else "",
        action=action,
        state=case.state,
        previous=last.digest if last else START,
    )
    event.digest = _digest(event)
    event.save()


def first_break(office: Office) -> int | None:
    """The number of the first event that does not fit its chain; none when all fit."""
    previous = START
    events = AuditEvent.objects.filter(office=office).order_by("number")
    for number, event in enumerate(events.iterator(), start=1):
        if (event.number, event.previous, event.digest) != (number, previous, _digest(event)):
            return number
        previous = event.digest
    return None


def _digest(event: AuditEvent) -> str:
    covered = {
        "office": event.office_id,
        "number": event.number,
        "at": int(event.at.timestamp() * 1_000_000),
        "reference": event.reference,
        "actor": event.actor,
        "username": event.username,
        "action": event.action,
        "state": event.state,
        "previous": event.previous,
    }
    return hashlib.sha256(canonical_json(covered).encode()).hexdigest()
