"""Letters of an office that were printed, or were not after all."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from applications.casework.cases.audit import record
from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import actor_of
from applications.casework.mail.models import OutgoingLetter
from applications.casework.offices.models import Office, User
from applications.states import RefusedActionError


def letters_of(office: Office) -> QuerySet[OutgoingLetter]:
    """The letters of this office that can be read; erased cases have left theirs empty."""
    return (
        OutgoingLetter.objects.select_related("data_key")
        .filter(data_key__office=office)
        .exclude(content=b"")
    )


@transaction.atomic
def letters_mark_printed(*, pks: Collection[int], by: User, now: datetime) -> int:
    """Mark the letters that are still open; how many those were.

    Raises RefusedActionError when somebody else has marked all of them before.
    """
    actor_of(by)
    open_ = letters_of(by.office).filter(pk__in=pks, printed_at=None)
    letters = list(open_.select_for_update(of=("self",)))
    if not letters:
        raise RefusedActionError(
            "Diese Briefe sind schon als gedruckt eingetragen. Bitte prüfen Sie, ob sie doppelt "
            "gedruckt wurden."
        )
    _set(letters, now, "print", by, now)
    return len(letters)


@transaction.atomic
def letters_take_back(*, printed_at: datetime, by: User, now: datetime) -> int:
    """Open again all letters that were marked together; how many."""
    actor_of(by)
    marked = letters_of(by.office).filter(printed_at=printed_at)
    letters = list(marked.select_for_update(of=("self",)))
    _set(letters, None, "unprint", by, now)
    return len(letters)


@transaction.atomic
def letters_note_reading(*, letters: Collection[OutgoingLetter], by: User, now: datetime) -> None:
    """Who prints letters has read what the cases say."""
    _note(letters, "read", by, now)


def _set(
    letters: Collection[OutgoingLetter], printed: datetime | None, action: str, by: User,
    now: datetime,
) -> None:  # fmt: skip
    OutgoingLetter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
        printed_at=printed
    )
    _note(letters, action, by, now)


def _note(letters: Collection[OutgoingLetter], action: str, by: User, now: datetime) -> None:
    """One event a letter."""
    cases = Case.objects.in_bulk({one.reference for one in letters}, field_name="reference")
    for letter in letters:
        record(case=cases[letter.reference], actor=actor_of(by), by=by, action=action, now=now)
