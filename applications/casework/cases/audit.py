"""The trail: a chain of hashes per office that shows when an event was changed or removed."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from django.db.models import OuterRef, Subquery

from applications.casework.cases.anchors import Anchor, Head
from applications.casework.cases.models import AuditEvent, Case
from applications.casework.offices.models import Office, User
from applications.states import Actor
from catalogue.codec import canonical_json

START = "0" * 64
NO_ANCHORS: Mapping[int, str] = MappingProxyType({})


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


def first_break(office: Office, anchored: Mapping[int, str] = NO_ANCHORS) -> int | None:
    """The number of the first event that is changed, moved, inserted or missing; none when all fit.

    `anchored` are digests by number that were noted outside of the database.
    """
    previous, number = START, 0
    events = AuditEvent.objects.filter(office=office).order_by("number")
    for number, event in enumerate(events.iterator(), start=1):
        good = (number, previous, _digest(event), anchored.get(number, event.digest))
        if (event.number, event.previous, event.digest, event.digest) != good:
            return number
        previous = event.digest
    return number + 1 if max(anchored, default=0) > number else None


def heads() -> dict[str, Head]:
    """The last event of every office's chain."""
    last = AuditEvent.objects.filter(office=OuterRef("pk")).order_by("-number")
    offices = Office.objects.annotate(
        number=Subquery(last.values("number")[:1]), digest=Subquery(last.values("digest")[:1])
    ).exclude(number=None)
    return {office.key: (office.number, office.digest) for office in offices}


def anchored_of(office: Office, anchors: Iterable[Anchor]) -> dict[int, str]:
    """The anchored digests of one office by number."""
    return dict(anchor.heads[office.key] for anchor in anchors if office.key in anchor.heads)


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
