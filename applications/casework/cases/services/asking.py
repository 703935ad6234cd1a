"""Asking organisations, again or somebody else, and noting what they say by telephone or letter."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from applications.casework.cases import content, letters
from applications.casework.cases.content import Said
from applications.casework.cases.links import (
    code_hash,
    confirmation_code,
    confirmation_token,
    token_hash,
)
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
    """A new link, which makes older ones worthless, and the mail or letter with it if there is an
    address; without one it is not asked, which is a task for the office.

    Within the transaction of who decided to ask.
    """
    confirmation.round += 1
    confirmation.token_hash = token_hash(confirmation_token(confirmation))
    confirmation.code_hash = code_hash(confirmation_code(confirmation))
    told = letters.tell_organisation(confirmation, "confirmation_request", now=now)
    confirmation.asked_at = now if told else None
    confirmation.save()


@transaction.atomic
def confirmation_resend(*, confirmation: Confirmation, by: User, now: datetime) -> None:
    """Ask the same person again. Raises RefusedActionError where no address is known."""
    confirmation = _still_open(confirmation)
    said = content.said_in(confirmation)
    if not said.contact.email and not said.address:
        raise RefusedActionError(
            "Zu dieser Person ist keine Adresse bekannt. Bitte tragen Sie eine E-Mail-Adresse oder "
            "die Anschrift der Organisation ein, oder rufen Sie an."
        )
    advance(confirmation.case, Action.ASK_ORGANISATIONS, actor=actor_of(by), by=by, now=now)
    ask(confirmation, now)


@transaction.atomic
def confirmation_change_contact(
    *,
    confirmation: Confirmation,
    contact: Contact,
    address: tuple[str, ...] = (),
    by: User,
    now: datetime,
) -> None:
    """Ask somebody else of the organisation, by letter to `address` where there is no e-mail
    address. Raises RefusedActionError for the applicant."""
    confirmation = _still_open(confirmation)
    person = content.application_of(confirmation.case).person
    if contact.email and contact.email.casefold() == person.email.casefold():
        raise RefusedActionError(
            "Diese E-Mail-Adresse gehört der antragstellenden Person. Bestätigen müssen andere."
        )
    content.seal_said(confirmation, Said(contact, address=address))
    advance(confirmation.case, Action.ASK_ORGANISATIONS, actor=actor_of(by), by=by, now=now)
    ask(confirmation, now)


@transaction.atomic
def confirmation_record(
    *,
    confirmation: Confirmation,
    answer: Answer,
    answered_by: str,
    hours: Hours | None,
    note: str,
    channel: Channel,
    by: User,
    now: datetime,
) -> None:
    """What the organisation said on the telephone, with a note about the call, or on paper."""
    confirmation = _still_open(confirmation)
    said = replace(content.said_in(confirmation), answered_by=answered_by, hours=hours, note=note)
    note_answer(confirmation, answer, channel, said, now)
    advance(confirmation.case, Action.RECORD_ANSWER, actor=actor_of(by), by=by, now=now)
    completed_by_answers(confirmation.case, now)


def _still_open(confirmation: Confirmation) -> Confirmation:
    confirmation = locked_confirmation(confirmation)
    if confirmation.answer:
        raise RefusedActionError("Diese Bestätigung liegt schon vor.")
    return confirmation
