"""Asking organisations, again or somebody else, and noting what they say on the telephone."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from applications.casework.cases import content, letters
from applications.casework.cases.content import Said
from applications.casework.cases.links import confirmation_token, token_hash
from applications.casework.cases.models import Answer, Channel, Confirmation
from applications.casework.cases.services.confirming import note_answer
from applications.casework.cases.services.proceeding import (
    actor_of,
    advance,
    completed_by_answers,
    locked_confirmation,
)
from applications.casework.offices.models import User
from applications.form import Contact, Hours
from applications.states import Action, RefusedActionError


def ask(confirmation: Confirmation, now: datetime) -> None:
    """A new link, which makes older ones worthless, and the mail with it if there is an address.

    Within the transaction of who decided to ask.
    """
    confirmation.round += 1
    confirmation.token_hash = token_hash(confirmation_token(confirmation))
    confirmation.asked_at = now
    confirmation.save()
    letters.tell_organisation(confirmation, "confirmation_request", now=now)


@transaction.atomic
def confirmation_resend(*, confirmation: Confirmation, by: User, now: datetime) -> None:
    """Ask the same person again. Raises RefusedActionError without an e-mail address."""
    confirmation = _still_open(confirmation)
    if not content.said_in(confirmation).contact.email:
        raise RefusedActionError(
            "Zu dieser Person gibt es keine E-Mail-Adresse. Bitte tragen Sie eine ein oder rufen "
            "Sie an."
        )
    advance(confirmation.case, Action.ASK_ORGANISATIONS, actor=actor_of(by), by=by, now=now)
    ask(confirmation, now)


@transaction.atomic
def confirmation_change_contact(
    *, confirmation: Confirmation, contact: Contact, by: User, now: datetime
) -> None:
    """Ask somebody else of the organisation. Raises RefusedActionError for the applicant."""
    confirmation = _still_open(confirmation)
    person = content.application_of(confirmation.case).person
    if contact.email and contact.email.casefold() == person.email.casefold():
        raise RefusedActionError(
            "Diese E-Mail-Adresse gehört der antragstellenden Person. Bestätigen müssen andere."
        )
    content.seal_said(confirmation, Said(contact))
    advance(confirmation.case, Action.ASK_ORGANISATIONS, actor=actor_of(by), by=by, now=now)
    ask(confirmation, now)


@transaction.atomic
def confirmation_record_phone(
    *,
    confirmation: Confirmation,
    answer: Answer,
    answered_by: str,
    hours: Hours | None,
    note: str,
    by: User,
    now: datetime,
) -> None:
    """What somebody of the organisation said on the telephone, with a note about the call."""
    confirmation = _still_open(confirmation)
    said = replace(content.said_in(confirmation), answered_by=answered_by, hours=hours, note=note)
    note_answer(confirmation, answer, Channel.PHONE, said, now)
    advance(confirmation.case, Action.RECORD_ANSWER, actor=actor_of(by), by=by, now=now)
    completed_by_answers(confirmation.case, now)


def _still_open(confirmation: Confirmation) -> Confirmation:
    confirmation = locked_confirmation(confirmation)
    if confirmation.answer:
        raise RefusedActionError("Diese Bestätigung liegt schon vor.")
    return confirmation
