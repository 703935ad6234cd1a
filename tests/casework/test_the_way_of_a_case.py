"""From the spool to the decision, step by step, with the mails that go out."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail

from applications.casework.cases import content
from applications.casework.cases.audit import first_break
from applications.casework.cases.links import confirmation_token, status_token, token_hash
from applications.casework.cases.models import Answer, AuditEvent, Case, Channel, Message
from applications.casework.cases.services.asking import (
    confirmation_change_contact,
    confirmation_record,
    confirmation_resend,
)
from applications.casework.cases.services.confirming import confirmation_answer, confirmation_for
from applications.casework.cases.services.deciding import (
    case_ask_back,
    case_forward,
    case_grant,
    case_reject,
    case_reply,
    case_step,
    case_withdraw,
)
from applications.casework.cases.services.filing import case_type_in
from applications.casework.mail.models import OutgoingMail
from applications.casework.mail.services import mail_send, mails_due
from applications.casework.offices.models import Office, User
from applications.form import Contact, Hours, HoursPer
from applications.reasons import RejectionReason
from applications.states import Action, RefusedActionError, State
from tests.casework.conftest import FOREIGN, NOW, Receive
from tests.unit.applications.people import APPLICATION, ENGAGEMENT, MUENSTER

PAPER = replace(APPLICATION, person=replace(APPLICATION.person, email=""))
SECOND = Contact("Nele Zweite", "Kasse", "n@lesewelt.example")
TWO_SIGNATORIES = replace(
    APPLICATION,
    engagements=(
        replace(
            ENGAGEMENT,
            ags=MUENSTER,
            second_contact=SECOND,
        ),
    ),
)


def deliver(now: object = NOW) -> list[str]:
    """Subjects of what goes out now."""
    mail.outbox.clear()
    for pk in mails_due(now):  # type: ignore[arg-type]
        mail_send(pk=pk, now=now)  # type: ignore[arg-type]
    return [message.subject for message in mail.outbox]


def answer(
    case: Case, said: Answer = Answer.CONFIRMED, by: str = "Mio Beispiel",
    signatory: int = 1, hours: Hours | None = None,
) -> None:  # fmt: skip
    confirmation_answer(
        confirmation=case.confirmations.get(signatory=signatory), answer=said, answered_by=by,
        hours=hours, reason="", now=NOW,
    )  # fmt: skip
    case.refresh_from_db()


def test_nobody_is_asked_before_the_applicant_has_confirmed_the_address(receive: Receive) -> None:
    case = receive(confirmed=False)
    assert case.current is State.AWAITING_EMAIL
    assert deliver() == ["Ihr Antrag auf die Ehrenamtskarte: bitte E-Mail-Adresse bestätigen"]
    assert f"/status/#{status_token(case)}" in mail.outbox[0].body


def test_the_whole_way(receive: Receive, worker: User) -> None:
    case = receive()
    assert case.current is State.AWAITING_CONFIRMATION
    assert "Bitte um Bestätigung für Ada Muster" in deliver()
    answer(case)
    assert case.current is State.IN_REVIEW
    case_grant(case=case, by=worker, now=NOW)
    assert deliver() == ["Ihre Ehrenamtskarte ist bewilligt"]
    case_step(case=case, action=Action.ISSUE, by=worker, now=NOW)
    case.refresh_from_db()
    assert case.current is State.ISSUED
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert actions == [
        "file", "ask_email", "confirm_email", "ask_organisations", "answer", "complete_answers",
        "grant", "issue",
    ]  # fmt: skip
    assert first_break(case.office) is None


def test_nothing_personal_lies_open_in_the_database(receive: Receive) -> None:
    case = receive()
    answer(case, Answer.CORRECTED, hours=Hours(Decimal(2), HoursPer.WEEK))
    rows = [*Case.objects.values(), *case.confirmations.values(), *OutgoingMail.objects.values(),
            *AuditEvent.objects.values()]  # fmt: skip
    everything = " ".join(
        bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
        for row in rows
        for value in row.values()
    )
    for word in ("Ada", "Muster", "Lesewelt", "vorstand@", "Mio"):
        assert word not in everything


def test_an_event_that_was_changed_shows(receive: Receive) -> None:
    case = receive()
    AuditEvent.objects.filter(number=2).update(username="jemand")
    assert first_break(case.office) == 2
    AuditEvent.objects.filter(number=2).delete()
    assert first_break(case.office) == 2


def test_corrected_hours_are_kept_beside_the_application(receive: Receive) -> None:
    case = receive()
    answer(case, Answer.CORRECTED, hours=Hours(Decimal(2), HoursPer.WEEK))
    said = content.said_in(case.confirmations.get())
    assert said.hours == Hours(Decimal(2), HoursPer.WEEK)
    assert content.application_of(case).engagements[0].hours == ENGAGEMENT.hours


@pytest.mark.parametrize("name", ["Ada Muster", "  ada   MUSTER "])
def test_nobody_confirms_their_own_engagement(receive: Receive, name: str) -> None:
    case = receive()
    with pytest.raises(RefusedActionError, match="selbst"):
        answer(case, by=name)
    assert case.confirmations.get().answer == ""


def test_two_signatories_are_two_people(receive: Receive) -> None:
    case = receive(TWO_SIGNATORIES, FOREIGN)
    answer(case)
    assert case.current is State.AWAITING_CONFIRMATION
    with pytest.raises(RefusedActionError, match="verschiedenen Personen"):
        answer(case, signatory=2)
    answer(case, signatory=2, by="Nele Zweite")
    assert case.current is State.IN_REVIEW


def test_a_link_opens_one_open_question_until_it_is_answered_or_replaced(
    receive: Receive, worker: User
) -> None:
    case = receive()
    first = confirmation_token(case.confirmations.get())
    assert confirmation_for(first, NOW) is not None
    assert confirmation_for(first, NOW + timedelta(days=28)) is None
    confirmation_resend(confirmation=case.confirmations.get(), by=worker, now=NOW)
    assert confirmation_for(first, NOW) is None
    second = confirmation_token(case.confirmations.get())
    answer(case)
    assert confirmation_for(second, NOW) is None


def test_links_are_stored_as_hashes(receive: Receive) -> None:
    case = receive()
    token = status_token(case)
    assert len(token) == 43
    assert case.status_hash == token_hash(token)


def test_somebody_else_is_asked(receive: Receive, worker: User) -> None:
    case = receive()
    confirmation = case.confirmations.get()
    own = Contact("Ada Muster", "Mitglied", "ADA@muster.example")
    with pytest.raises(RefusedActionError, match="antragstellenden"):
        confirmation_change_contact(confirmation=confirmation, contact=own, by=worker, now=NOW)
    deliver()
    other = Contact("Jon Anders", "Kasse", "kasse@lesewelt.example")
    confirmation_change_contact(confirmation=confirmation, contact=other, by=worker, now=NOW)
    deliver()
    assert [message.to for message in mail.outbox] == [["kasse@lesewelt.example"]]


def test_a_telephone_call_is_noted(receive: Receive, worker: User) -> None:
    case = receive()
    confirmation_record(
        confirmation=case.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Jon Anders",
        hours=None, note="Rückruf 24.11.", channel=Channel.PHONE, by=worker, now=NOW,
    )  # fmt: skip
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW
    assert content.said_in(case.confirmations.get()).note == "Rückruf 24.11."


def test_a_question_and_its_answer(receive: Receive, worker: User) -> None:
    case = receive()
    answer(case)
    deliver()
    case_ask_back(
        case=case, reason=RejectionReason.HOURS_BELOW, text="Wie viele?", by=worker, now=NOW
    )
    assert deliver() == ["Rückfrage zu Ihrem Antrag auf die Ehrenamtskarte"]
    assert "Wie viele?" in mail.outbox[0].body
    case_reply(case=case, text="Fünf.", by=None, now=NOW)
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW
    assert [content.text_of(m) for m in case.messages.all()] == ["Wie viele?", "Fünf."]


def test_a_rejection_names_its_reason(receive: Receive, worker: User) -> None:
    case = receive()
    answer(case)
    deliver()
    case_reject(case=case, reason=RejectionReason.PAID_WORK, text="Leider.", by=worker, now=NOW)
    deliver()
    assert "Die Tätigkeit ist kein Ehrenamt" in mail.outbox[0].body
    assert case.messages.get().kind == Message.Kind.REJECTION
    with pytest.raises(RefusedActionError, match="Leitung"):
        case_step(case=case, action=Action.REOPEN, by=worker, now=NOW)


def test_handing_on_needs_consent(receive: Receive, worker: User) -> None:
    case = receive()
    answer(case)
    there = Office.objects.get(key=FOREIGN)
    with pytest.raises(RefusedActionError, match="Einwilligung"):
        case_forward(case=case, to=there, consent=False, by=worker, now=NOW)
    new = case_forward(case=case, to=there, consent=True, by=worker, now=NOW)
    case.refresh_from_db()
    assert (case.current, new.office.key) == (State.FORWARDED, FOREIGN)
    assert new.reference != case.reference
    assert content.application_of(new) == content.application_of(case)
    assert new.data_key_id != case.data_key_id


def test_paper_goes_straight_to_the_organisations(worker: User) -> None:
    case = case_type_in(application=PAPER, by=worker, now=NOW)
    assert case.current is State.AWAITING_CONFIRMATION
    assert deliver() == ["Bitte um Bestätigung für Ada Muster"]


def test_an_auditor_moves_nothing(receive: Receive, users: dict[str, User]) -> None:
    case = receive()
    with pytest.raises(RefusedActionError, match="Revision"):
        case_withdraw(case=case, by=users["rheine-revision"], now=NOW)


def test_an_organisation_does_not_learn_how_it_was_decided(receive: Receive, worker: User) -> None:
    case = receive()
    token = confirmation_token(case.confirmations.get())
    case_step(case=case, action=Action.REVIEW, by=worker, now=NOW)
    assert confirmation_for(token, NOW) is not None
    case_reject(case=case, reason=RejectionReason.PAID_WORK, text="Leider.", by=worker, now=NOW)
    assert confirmation_for(token, NOW) is None
