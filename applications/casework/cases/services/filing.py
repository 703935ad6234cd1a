"""An application becomes a case: pulled from the spool, typed in from paper, or forwarded."""

import secrets
from datetime import date, datetime

from django.db import transaction

from applications.casework.cases import content, letters
from applications.casework.cases.audit import record
from applications.casework.cases.links import code_hash, status_code, status_token, token_hash
from applications.casework.cases.models import Case, Confirmation, Source
from applications.casework.cases.services.asking import ask
from applications.casework.cases.services.proceeding import actor_of, advance, local_date, locked
from applications.casework.offices.models import Office, User
from applications.casework.vault.sealing import data_key, secret_mark
from applications.form import CardApplication, Contact, Person
from applications.references import REFERENCES, build_reference
from applications.states import INITIAL, Action, Actor


@transaction.atomic
def case_receive(
    *,
    application: CardApplication,
    office: Office,
    reference: str,
    spool_name: str,
    now: datetime,
) -> Case | None:
    """File an application from the spool; nothing when this one was filed before.

    The applicant is asked to confirm the e-mail address; organisations hear nothing until then.
    """
    if Case.objects.filter(spool_name=spool_name).exists():
        return None
    case = _file(
        application, office, Source.ONLINE, now, reference=reference, spool_name=spool_name
    )
    record(case=case, actor=Actor.SYSTEM, by=None, action="file", now=now)
    if application.person.email:
        advance(case, Action.ASK_EMAIL, actor=Actor.SYSTEM, now=now)
        letters.tell_applicant(case, "received", now=now)
    else:
        letters.tell_applicant(case, "filed", now=now)
        proceed_from_received(case, actor=Actor.SYSTEM, by=None, now=now)
    return case


@transaction.atomic
def case_type_in(*, application: CardApplication, by: User, now: datetime) -> Case:
    """File an application that came on paper at the office of who types it in."""
    actor = actor_of(by)
    case = _file(application, by.office, Source.PAPER, now, reference=_new_reference())
    record(case=case, actor=actor, by=by, action="file", now=now)
    letters.tell_applicant(case, "filed", now=now)
    proceed_from_received(case, actor=actor, by=by, now=now)
    return case


@transaction.atomic
def case_confirm_email(*, case: Case, now: datetime) -> None:
    """The applicant opened the link that was mailed and said so."""
    case = locked(case)
    advance(case, Action.CONFIRM_EMAIL, actor=Actor.APPLICANT, now=now)
    proceed_from_received(case, actor=Actor.SYSTEM, by=None, now=now)


def file_forwarded(application: CardApplication, office: Office, now: datetime) -> Case:
    """The same application at another office, within the transaction of forwarding it."""
    case = _file(application, office, Source.FORWARDED, now, reference=_new_reference())
    record(case=case, actor=Actor.SYSTEM, by=None, action="file", now=now)
    proceed_from_received(case, actor=Actor.SYSTEM, by=None, now=now)
    return case


def proceed_from_received(case: Case, *, actor: Actor, by: User | None, now: datetime) -> None:
    """Ask the organisations, or go to review where there is nobody to ask."""
    if case.confirmations.exists():
        advance(case, Action.ASK_ORGANISATIONS, actor=actor, by=by, now=now)
        for confirmation in case.confirmations.all():
            confirmation.case = case
            ask(confirmation, now)
    else:
        advance(case, Action.REVIEW, actor=actor, by=by, now=now)


def person_mark(person: Person) -> str:
    return mark_of(person.first_names, person.last_name, person.birth_date)


def mark_of(first_names: str, last_name: str, birth_date: date) -> str:
    """The same for the same name and birth date, however it was capitalised."""
    name = " ".join(f"{first_names} {last_name}".casefold().split())
    return secret_mark("person", f"{name}/{birth_date}").hex()


def _new_reference() -> str:
    return build_reference(secrets.randbelow(REFERENCES))


def _file(
    application: CardApplication,
    office: Office,
    source: Source,
    now: datetime,
    *,
    reference: str,
    spool_name: str | None = None,
) -> Case:
    case = Case(
        reference=reference,
        office=office,
        kind=application.kind.value,
        source=source,
        state=INITIAL.value,
        entered_on=local_date(now),
        received_at=now,
        data_key=data_key(office=office, on=local_date(now)),
        person_mark=person_mark(application.person),
        spool_name=spool_name,
    )
    case.status_hash = token_hash(status_token(case))
    case.status_code_hash = code_hash(status_code(case))
    content.seal_application(case, application)
    case.save()
    for number, engagement in enumerate(application.engagements):
        contacts = (engagement.contact, engagement.second_contact)
        for signatory, contact in enumerate(contacts, start=1):
            if contact is not None:
                expect(case, number, signatory, contact)
    return case


def expect(case: Case, engagement: int, signatory: int, contact: Contact) -> Confirmation:
    """Somebody who will be asked about an engagement."""
    confirmation = Confirmation(case=case, engagement=engagement, signatory=signatory)
    content.seal_said(confirmation, content.Said(contact))
    confirmation.save()
    return confirmation
