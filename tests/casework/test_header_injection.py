"""Whatever is typed into a field: a mail has the headers and the one recipient it should have."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from applications.casework.cases.forms import ContactForm
from applications.casework.cases.models import Answer, AuditEvent
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.deciding import case_ask_back, case_forward, case_reject
from applications.casework.cases.templatetags.desk import letter_label
from applications.casework.mail import services
from applications.casework.mail.services import mail_send, mails_due
from applications.casework.offices.models import Office, User
from applications.form import CardApplication
from applications.reasons import RejectionReason
from tests.casework.conftest import FOREIGN, NOW, Receive
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

STRINGS = (
    "x\nBcc: fremd@boese.example",
    "x\r\nBcc: fremd@boese.example\r\n\r\nText",
    "x\rTo: fremd@boese.example",
    "x%0ABcc: fremd@boese.example",
    "x\u2028Bcc: fremd@boese.example",
    "x\x0bBcc: fremd@boese.example",
    "x\x85Cc: fremd@boese.example",
    "x\x00Bcc: fremd@boese.example",
    "x <fremd@boese.example>",
    '"x" <fremd@boese.example>, y',
    "fremd@boese.example, x",
    "fremd@boese.example;x",
    "=?utf-8?q?x=0ABcc:_fremd=40boese.example?=",
    "x" * 2000,
)
HEADERS = {
    "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Subject", "From", "To", "Date",
    "Message-ID", "Auto-Submitted",
}  # fmt: skip


def of_person(field: str) -> Callable[[str], CardApplication]:
    return lambda text: replace(APPLICATION, person=replace(APPLICATION.person, **{field: text}))


def of_engagement(field: str) -> Callable[[str], CardApplication]:
    return lambda text: replace(APPLICATION, engagements=(replace(ENGAGEMENT, **{field: text}),))


def of_contact(field: str) -> Callable[[str], CardApplication]:
    def made(text: str) -> CardApplication:
        contact = replace(ENGAGEMENT.contact, **{field: text})
        return replace(APPLICATION, engagements=(replace(ENGAGEMENT, contact=contact),))

    return made


FIELDS: dict[str, Callable[[str], CardApplication]] = {
    **{f"person.{f}": of_person(f) for f in ("first_names", "last_name", "street", "place")},
    **{f"engagement.{f}": of_engagement(f) for f in ("organisation", "function")},
    **{f"contact.{f}": of_contact(f) for f in ("name", "function")},
}
ADDRESSES = {"person.email": of_person("email"), "contact.email": of_contact("email")}
KNOWN = {APPLICATION.person.email, ENGAGEMENT.contact.email}


def deliver() -> None:
    for pk in mails_due(NOW):
        mail_send(pk=pk, now=NOW)


def assert_nothing_was_smuggled(recipients: set[str] = KNOWN) -> None:
    for sent in mail.outbox:
        raw = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert set(raw.keys()) <= HEADERS
        assert len(raw.keys()) == len(set(raw.keys())), "no header twice"
        assert len(sent.recipients()) == 1
        assert set(sent.recipients()) <= recipients
        assert [address.addr_spec for address in raw["To"].addresses] == sent.recipients()
        assert "\n" not in sent.subject


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_the_application(receive: Receive, field: str, text: str) -> None:
    """Past all checks of the form: as if somebody had sealed it by hand."""
    receive(FIELDS[field](text))
    deliver()
    assert {sent.to[0] for sent in mail.outbox} == KNOWN
    assert_nothing_was_smuggled()


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("field", ADDRESSES)
def test_an_address_that_is_none_gets_no_mail_and_holds_up_no_other(
    receive: Receive, field: str, text: str
) -> None:
    receive(ADDRESSES[field](text))
    receive()
    deliver()
    assert {sent.to[0] for sent in mail.outbox} == KNOWN
    assert_nothing_was_smuggled()
    assert mails_due(NOW) == []


Say = Callable[[Any, str, User], object]
SAID: dict[str, Say] = {
    "clarification": lambda case, text, by: case_ask_back(
        case=case, reason=RejectionReason.INCOMPLETE, text=text, by=by, now=NOW
    ),
    "rejection": lambda case, text, by: case_reject(
        case=case, reason=RejectionReason.PAID_WORK, text=text, by=by, now=NOW
    ),
    "name of the office": lambda case, text, by: (
        # A database takes no NUL in a name.
        Office.objects.filter(key=FOREIGN).update(name=text[:200].replace("\0", "\n")),
        case_forward(case=case, to=Office.objects.get(key=FOREIGN), consent=True, by=by, now=NOW),
    ),
}


@pytest.mark.parametrize("text", STRINGS, ids=range(len(STRINGS)))
@pytest.mark.parametrize("said", SAID)
def test_what_the_office_writes(receive: Receive, worker: User, said: str, text: str) -> None:
    case = receive()
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.OBJECTED, answered_by=text[:80],
        hours=None, reason=text, now=NOW,
    )  # fmt: skip
    case.refresh_from_db()
    SAID[said](case, text, worker)
    deliver()
    assert len(mail.outbox) >= 3
    assert_nothing_was_smuggled()


def test_a_mail_that_did_not_get_out_is_a_task_for_the_office(
    receive: Receive, as_user: Callable[[str], Client]
) -> None:
    case = receive(of_person("email")("niemand"))
    deliver()
    shown = as_user("rheine").get(reverse("queue")).content.decode()
    assert "nicht verschicken ließen" in shown
    assert str(case) in shown, "it waits for others, so only the task names it"
    assert "niemand" not in shown
    as_user("rheine").post(reverse("case_settle_mails", args=[case.reference]))
    settled = as_user("rheine").get(reverse("queue")).content.decode()
    assert "nicht verschicken ließen" not in settled
    assert AuditEvent.objects.filter(action="settle_mails").count() == 1


def test_a_mail_that_did_not_get_out_is_no_task_elsewhere(
    receive: Receive, as_user: Callable[[str], Client]
) -> None:
    receive(of_person("email")("niemand"))
    deliver()
    foreign = as_user("muenster").get(reverse("queue")).content.decode()
    assert "nicht verschicken ließen" not in foreign


def test_every_text_has_a_name_for_the_desk() -> None:
    folder = Path(services.__file__).parent / "templates" / "mail"
    for file in folder.glob("*.txt"):
        assert letter_label(file.stem)


@pytest.mark.parametrize("email", ['"a b"@muster.example', "x@muster.example\nBcc: y@z.example"])
def test_the_desk_takes_no_address_it_cannot_mail_to(email: str) -> None:
    form = ContactForm({"name": "Jon", "function": "Kasse", "email": email})
    assert "email" in form.errors
