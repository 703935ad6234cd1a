"""Which mail or letter tells whom what about a case; the texts are those of the mail queue.

People with an e-mail address get a mail, others a letter, which the office prints.
"""

from datetime import datetime
from typing import Any

from applications.casework.cases import content, links
from applications.casework.cases.models import Case, Confirmation
from applications.casework.cases.spelling import allowance_text, hours_text, months_text
from applications.casework.mail.letters import Fact, letter_queue
from applications.casework.mail.services import mail_queue
from applications.form import Engagement, Person
from applications.references import grouped


def tell_applicant(case: Case, kind: str, *, now: datetime, once: str = "", **more: Any) -> None:
    """Queue the text of this kind, once per case; with `once`, once per that too."""
    person = content.application_of(case).person
    told = {
        "key": "/".join(filter(None, (kind, case.reference, once))),
        "reference": case.reference,
        "data_key": case.data_key,
        "now": now,
    }
    context = {
        "name": full_name(person),
        "number": grouped(case.reference),
        "office": case.office.name,
        **more,
    }
    if person.email:
        mail_queue(to=person.email, context={**context, "link": links.status_link(case)}, **told)
    else:
        letter_queue(to=_lines_of(person), door=links.status_door(case), context=context, **told)


def tell_organisation(confirmation: Confirmation, kind: str, *, now: datetime) -> bool:
    """Queue the text of this kind, once per round of asking; whether there is an address to write
    to, by mail or letter."""
    case = confirmation.case
    application = content.application_of(case)
    engagement = application.engagements[confirmation.engagement]
    said = content.said_in(confirmation)
    key = (case.reference, confirmation.engagement, confirmation.signatory, confirmation.round)
    told = {
        "key": "/".join((kind, *map(str, key))),
        "reference": case.reference,
        "data_key": case.data_key,
        "now": now,
    }
    context = {
        "contact": said.contact.name,
        "name": full_name(application.person),
        "organisation": engagement.organisation,
        "office": case.office.name,
        "days": links.CONFIRMATION_DAYS,
    }
    if said.contact.email:
        link = links.confirmation_link(confirmation)
        mail_queue(to=said.contact.email, context={**context, "link": link}, **told)
    elif said.address:
        letter_queue(
            to=(*filter(None, (engagement.organisation, said.contact.name)), *said.address),
            door=links.confirmation_door(confirmation),
            slip=_slip(application.person, engagement),
            context=context,
            **told,
        )
    return bool(said.contact.email or said.address)


def full_name(person: Person) -> str:
    return f"{person.first_names} {person.last_name}"


def _lines_of(person: Person) -> tuple[str, ...]:
    lines = (full_name(person), person.address_addition, person.street)
    return (*filter(None, lines), f"{person.postal_code} {person.place}")


def _slip(person: Person, engagement: Engagement) -> tuple[Fact, ...]:
    """What this organisation has to know, and nothing else."""
    facts = [
        Fact("Name", full_name(person)),
        Fact("Organisation", engagement.organisation or "außerhalb einer Organisation"),
        Fact("Tätigkeit", engagement.function),
        Fact("Seit", months_text(engagement)),
    ]
    if engagement.hours:
        facts.append(Fact("Umfang im Durchschnitt", hours_text(engagement.hours)))
    return (*facts, Fact("Geld", allowance_text(engagement.allowance)))
