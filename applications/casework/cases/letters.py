"""Which mail tells whom what about a case; the texts are the templates of the mail queue."""

from datetime import datetime
from typing import Any

from applications.casework.cases import content, links
from applications.casework.cases.models import Case, Confirmation
from applications.casework.mail.services import mail_queue
from applications.references import grouped


def tell_applicant(case: Case, kind: str, *, now: datetime, once: str = "", **more: Any) -> None:
    """Queue the mail of this kind, once per case; with `once`, once per that too.

    People without an e-mail address get a letter, which the office prints.
    """
    application = content.application_of(case)
    mail_queue(
        key="/".join(filter(None, (kind, case.reference, once))),
        reference=case.reference,
        to=application.person.email,
        context={
            "name": f"{application.person.first_names} {application.person.last_name}",
            "number": grouped(case.reference),
            "office": case.office.name,
            "link": links.status_link(case),
            **more,
        },
        data_key=case.data_key,
        now=now,
    )


def tell_organisation(confirmation: Confirmation, kind: str, *, now: datetime) -> None:
    """Queue the mail of this kind, once per round of asking."""
    case = confirmation.case
    application = content.application_of(case)
    engagement = application.engagements[confirmation.engagement]
    said = content.said_in(confirmation)
    key = (case.reference, confirmation.engagement, confirmation.signatory, confirmation.round)
    mail_queue(
        key="/".join((kind, *map(str, key))),
        reference=case.reference,
        to=said.contact.email,
        context={
            "contact": said.contact.name,
            "name": f"{application.person.first_names} {application.person.last_name}",
            "organisation": engagement.organisation,
            "office": case.office.name,
            "days": links.CONFIRMATION_DAYS,
            "link": links.confirmation_link(confirmation),
        },
        data_key=case.data_key,
        now=now,
    )
