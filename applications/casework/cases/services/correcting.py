"""Correcting what an application says (Art. 16 GDPR): what it said before stays beside it, sealed,
as long as the case."""

from datetime import datetime

from django.db import transaction

from applications.answers import answers_of
from applications.casework.cases import content, letters
from applications.casework.cases.models import AuditEvent, Case, Confirmation, Message
from applications.casework.cases.services.asking import ask
from applications.casework.cases.services.filing import expect, person_mark
from applications.casework.cases.services.proceeding import (
    actor_of,
    advance,
    completed_by_answers,
    locked,
)
from applications.casework.mail.models import OutgoingLetter, OutgoingMail
from applications.casework.offices.models import User
from applications.casework.transfers.services import transfer_queue, transfers_cancel
from applications.form import CardApplication, Engagement
from applications.states import Action, RefusedActionError, State
from applications.written_answers import told

_ASKED_AGAIN = frozenset({State.AWAITING_CONFIRMATION, State.IN_REVIEW})
_DECIDED = frozenset({State.GRANTED, State.ISSUED, State.REJECTED})


@transaction.atomic
def case_correct(
    *, case: Case, application: CardApplication, reason: str, by: User, now: datetime
) -> None:
    """Put `application` in the place of what the case says.

    An organisation whose engagement changed in any way is asked again: what it confirmed was
    something else. Raises RefusedActionError when nothing changed, and for engagements of a case
    that is decided.
    """
    case = locked(case)
    before = content.application_of(case)
    changed = _changed_engagements(before, application)
    _refuse_what_cannot_be(case, before, application, changed)
    advance(case, Action.CORRECT, actor=actor_of(by), by=by, now=now)
    message = Message(case=case, kind=Message.Kind.CORRECTION, written_at=now)
    content.seal_text(message, _what_was(case, before, application, changed, reason))
    message.save()
    content.seal_application(case, application)
    case.person_mark = person_mark(application.person)
    case.save()
    _ask_again(case, application, changed, by, now)
    _hand_on_again(case, application, now)
    if case.current is State.AWAITING_EMAIL and application.person.email != before.person.email:
        letters.tell_applicant(case, "received", now=now, once=str(message.pk))
    completed_by_answers(case, now)


def _changed_engagements(before: CardApplication, after: CardApplication) -> list[int]:
    """Numbers of engagements that are other, new, or gone."""
    most = max(len(before.engagements), len(after.engagements))
    return [
        number
        for number in range(most)
        if _numbered(before, number) != _numbered(after, number)
    ]  # fmt: skip


def _numbered(application: CardApplication, number: int) -> Engagement | None:
    return application.engagements[number] if number < len(application.engagements) else None


def _refuse_what_cannot_be(
    case: Case, before: CardApplication, after: CardApplication, changed: list[int]
) -> None:
    if after == before:
        raise RefusedActionError("Es wurde nichts geändert.")
    if changed and case.current in _DECIDED:
        raise RefusedActionError(
            "Der Antrag ist entschieden. Wenn das Engagement anders war, nimmt die Leitung erst "
            "die Entscheidung zurück; dann wird die Organisation neu gefragt."
        )
    if case.current is State.AWAITING_EMAIL and not after.person.email:
        raise RefusedActionError(
            "Die E-Mail-Adresse ist noch nicht bestätigt und lässt sich nicht weglassen. Bitte "
            "tragen Sie die richtige ein."
        )


def _what_was(
    case: Case, before: CardApplication, after: CardApplication, changed: list[int], reason: str
) -> str:
    """The reason, what stood there, and what organisations had said about it."""
    old, new = answers_of(before), answers_of(after)
    gone = [
        (path, value) for path, values in old.items() if new.get(path) != values for value in values
    ]
    lines = [f"{title}: {text}" for title, text in told(gone)]
    for confirmation in case.confirmations.filter(engagement__in=changed).exclude(answer=""):
        confirmation.case = case
        lines.append(
            f"{confirmation.get_answer_display()} von {content.said_in(confirmation).answered_by} "
            f"am {confirmation.answered_at:%d.%m.%Y}"
        )
    return "\n".join((f"Grund: {reason}", "Vorher:", *(lines or ["keine Angabe"])))


def _ask_again(
    case: Case, application: CardApplication, changed: list[int], by: User, now: datetime
) -> None:
    expected = [
        _expected_anew(case, number, signatory, application)
        for number in changed
        for signatory in (1, 2)
    ]
    again = [confirmation for confirmation in expected if confirmation is not None]
    if not again or case.current is State.AWAITING_EMAIL:
        return  # asked when the address is confirmed
    if case.current in _ASKED_AGAIN:
        advance(case, Action.ASK_ORGANISATIONS, actor=actor_of(by), by=by, now=now)
    for confirmation in again:
        ask(confirmation, now)


def _hand_on_again(case: Case, application: CardApplication, now: datetime) -> None:
    """Where a grant is handed on to another system, that system hears what is right now."""
    if case.current not in (State.GRANTED, State.ISSUED):
        return
    granted = AuditEvent.objects.filter(office=case.office, reference=case.reference)
    transfers_cancel(reference=case.reference, now=now)
    transfer_queue(
        reference=case.reference,
        office=case.office,
        application=application,
        granted=granted.filter(action=Action.GRANT.value).latest("number").at,
        data_key=case.data_key,
    )


def _expected_anew(
    case: Case, number: int, signatory: int, application: CardApplication
) -> Confirmation | None:
    """The question as if it had not been answered; none where nobody is named for it."""
    engagement = _numbered(application, number)
    contacts = (engagement.contact, engagement.second_contact) if engagement else (None, None)
    contact = contacts[signatory - 1]
    known = case.confirmations.filter(engagement=number, signatory=signatory).first()
    if contact is None:
        if known:
            known.delete()
        return None
    if known is None:
        known = expect(case, number, signatory, contact)
        known.round = _rounds_before(case, number, signatory)
    known.case = case
    known.answer, known.channel, known.answered_at = "", "", None
    known.token_hash = known.code_hash = ""
    said = content.said_in(known)
    address = said.address if said.contact == contact else ()
    content.seal_said(known, content.Said(contact, address=address))
    known.save()
    return known


def _rounds_before(case: Case, number: int, signatory: int) -> int:
    """How often this was asked in a question that was removed since: its links and codes must not
    come to life again."""
    asked = f"confirmation_request/{case.reference}/{number}/{signatory}/"
    queues = (OutgoingMail, OutgoingLetter)
    return sum(queue.objects.filter(key__startswith=asked).count() for queue in queues)
