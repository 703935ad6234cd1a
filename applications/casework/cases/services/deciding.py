"""Questions to the applicant and decisions of the office."""

from datetime import datetime

from django.db import transaction

from applications.casework.cases import content, letters
from applications.casework.cases.audit import record
from applications.casework.cases.models import Case, Message
from applications.casework.cases.services.filing import file_forwarded
from applications.casework.cases.services.proceeding import actor_of, advance, locked
from applications.casework.mail.services import mails_given_up
from applications.casework.offices.models import Office, User
from applications.casework.offices.scope import office_scope
from applications.casework.transfers.services import transfer_queue, transfers_cancel
from applications.reasons import TEXT_MODULES, RejectionReason
from applications.states import Action, Actor, RefusedActionError


@transaction.atomic
def case_step(*, case: Case, action: Action, by: User, now: datetime) -> None:
    """A step that needs no more words: review, reopen, take back a grant or a card, card
    issued."""
    case = locked(case)
    advance(case, action, actor=actor_of(by), by=by, now=now)
    if action is Action.TAKE_BACK_GRANT:
        transfers_cancel(reference=case.reference, now=now)
    if action is Action.ISSUE:
        letters.tell_applicant(case, "issued", now=now)


@transaction.atomic
def case_ask_back(
    *, case: Case, reason: RejectionReason, text: str, by: User, now: datetime
) -> None:
    """Ask the applicant; the answer comes by the status page or is noted by the office."""
    case = locked(case)
    advance(case, Action.ASK_BACK, actor=actor_of(by), by=by, now=now)
    message = _write(case, Message.Kind.QUESTION, text, now, reason=reason)
    letters.tell_applicant(
        case, "clarification", now=now, once=str(message.pk),
        heading=TEXT_MODULES[reason].heading, text=text,
    )  # fmt: skip


@transaction.atomic
def case_reply(*, case: Case, text: str, by: User | None, now: datetime) -> None:
    """The applicant's answer; `by` who noted it at the desk, nobody when it came by the link."""
    case = locked(case)
    actor = actor_of(by) if by else Actor.APPLICANT
    advance(case, Action.REPLY, actor=actor, by=by, now=now)
    _write(case, Message.Kind.REPLY, text, now)


@transaction.atomic
def case_grant(*, case: Case, by: User, now: datetime) -> None:
    """Grant, and tell the applicant."""
    case = locked(case)
    advance(case, Action.GRANT, actor=actor_of(by), by=by, now=now)
    # A grant that was taken back and given again is told again.
    round_ = f"{now:%Y%m%d%H%M%S}"
    letters.tell_applicant(case, "granted", now=now, once=round_)
    transfer_queue(
        reference=case.reference,
        office=case.office,
        application=content.application_of(case),
        granted=now,
        data_key=case.data_key,
    )


@transaction.atomic
def case_reject(*, case: Case, reason: RejectionReason, text: str, by: User, now: datetime) -> None:
    """Reject with a named reason and the text the applicant reads."""
    case = locked(case)
    advance(case, Action.REJECT, actor=actor_of(by), by=by, now=now)
    message = _write(case, Message.Kind.REJECTION, text, now, reason=reason)
    letters.tell_applicant(
        case, "rejected", now=now, once=str(message.pk),
        heading=TEXT_MODULES[reason].heading, text=text,
    )  # fmt: skip


@transaction.atomic
def case_withdraw(*, case: Case, by: User | None, now: datetime) -> None:
    """Withdrawn by the applicant, by the link or by a word to the office (`by`)."""
    case = locked(case)
    advance(case, Action.WITHDRAW, actor=actor_of(by) if by else Actor.APPLICANT, by=by, now=now)
    transfers_cancel(reference=case.reference, now=now)
    letters.tell_applicant(case, "withdrawn", now=now)


@transaction.atomic
def case_forward(*, case: Case, to: Office, consent: bool, by: User, now: datetime) -> Case:
    """Hand the application to another office; returns the case there, with a new number.

    Raises RefusedActionError without the applicant's consent, and for the own office.
    """
    if not consent:
        raise RefusedActionError(
            "Ohne Einwilligung darf der Antrag nicht weitergegeben werden. Bitte fragen Sie die "
            "antragstellende Person zuerst."
        )
    if to.pk == case.office_id:
        raise RefusedActionError("Der Antrag ist schon bei dieser Stelle.")
    case = locked(case)
    advance(case, Action.FORWARD, actor=actor_of(by), by=by, now=now)
    application = content.application_of(case)
    with office_scope(to.pk):
        there = file_forwarded(application, to, now)
        letters.tell_applicant(there, "forwarded", now=now, from_office=case.office.name)
    return there


@transaction.atomic
def case_settle_mails(*, case: Case, by: User, now: datetime) -> None:
    """The mails of this case that did not get out are dealt with: somebody telephoned or wrote."""
    case, actor = locked(case), actor_of(by)
    if mails_given_up(case.office).filter(reference=case.reference).update(content=b""):
        record(case=case, actor=actor, by=by, action="settle_mails", now=now)


def _write(
    case: Case, kind: Message.Kind, text: str, now: datetime, *, reason: str = ""
) -> Message:
    message = Message(case=case, kind=kind, reason=reason, written_at=now)
    content.seal_text(message, text)
    message.save()
    return message
