"""Each kind of mail once; deadlines remind, hand on and erase; nothing rejects by itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from applications.casework.cases import content
from applications.casework.cases.models import Case
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.timers import run_timers
from applications.casework.mail import services
from applications.casework.mail.models import OutgoingMail
from applications.casework.mail.services import MOST_ATTEMPTS, mail_send, mails_due
from applications.casework.offices.models import User
from applications.casework.vault.sealing import UnreadableContentError
from applications.states import State
from tests.casework.conftest import NOW, Receive
from tests.unit.applications.people import APPLICATION


def _away(self: Any) -> None:
    raise ConnectionRefusedError


def run_day(day: int) -> list[str]:
    """The daily job and the mail worker, run twice; the subjects of what went out."""
    mail.outbox.clear()
    now = NOW + timedelta(days=day)
    for _ in range(2):
        assert run_timers(now)[1] == 0
        for pk in mails_due(now):
            mail_send(pk=pk, now=now)
    return [message.subject for message in mail.outbox]


def test_an_organisation_that_does_not_answer(receive: Receive) -> None:
    case = receive()
    out = {day: run_day(day) for day in range(0, 30)}
    assert {day: subjects for day, subjects in out.items() if subjects and day} == {
        14: ["Erinnerung: Bestätigung für Ada Muster"],
        24: ["Letzte Erinnerung: Bestätigung für Ada Muster"],
    }
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW


def test_an_address_that_is_not_confirmed(receive: Receive) -> None:
    case = receive(confirmed=False)
    out = {day: run_day(day) for day in range(0, 10)}
    assert {day: subjects for day, subjects in out.items() if subjects and day} == {
        3: ["Bitte bestätigen Sie Ihre E-Mail-Adresse"],
        7: ["Ihr Antrag auf die Ehrenamtskarte ist verfallen"],
    }
    case.refresh_from_db()
    assert case.current is State.ERASED
    with pytest.raises(UnreadableContentError):
        content.application_of(case)


def test_a_mail_server_that_is_away(receive: Receive, monkeypatch: pytest.MonkeyPatch) -> None:
    receive(confirmed=False)

    with monkeypatch.context() as patched:
        patched.setattr(services.EmailMessage, "send", _away)
        [pk] = mails_due(NOW)
        assert not mail_send(pk=pk, now=NOW)
    assert mails_due(NOW) == [], "it waits"
    later = NOW + timedelta(hours=1)
    assert [mail_send(pk=pk, now=later) for pk in mails_due(later)] == [True]
    assert len(mail.outbox) == 1
    assert mails_due(later) == []


def test_after_many_attempts_a_mail_is_given_up(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(confirmed=False)
    monkeypatch.setattr(services.EmailMessage, "send", _away)
    now, attempts = NOW, 0
    while mails_due(now) or attempts == 0 or now < NOW + timedelta(days=10):
        attempts += sum(1 for pk in mails_due(now) if not mail_send(pk=pk, now=now))
        now += timedelta(hours=12)
    assert attempts == MOST_ATTEMPTS
    assert OutgoingMail.objects.get().given_up_at


def test_killed_between_sending_and_noting_it_is_the_same_mail(
    receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(confirmed=False)
    [pk] = mails_due(NOW)

    def dies(self: OutgoingMail, *args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(OutgoingMail, "save", dies)
        with pytest.raises(KeyboardInterrupt):
            mail_send(pk=pk, now=NOW)
    mail_send(pk=pk, now=NOW)
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_what_was_sent_is_not_kept(receive: Receive) -> None:
    receive(confirmed=False)
    run_day(0)
    assert bytes(OutgoingMail.objects.get().content) == b""


@pytest.mark.parametrize("bad", ["Ada\r\nBcc: alle@anderswo.example", "Ada\nSubject: x"])
def test_a_name_adds_no_header(receive: Receive, worker: User, bad: str) -> None:
    person = replace(APPLICATION.person, first_names=bad)
    receive(replace(APPLICATION, person=person))
    run_day(0)
    for message in mail.outbox:
        raw = message.message()
        assert raw["Bcc"] is None
        assert len(raw.get_all("Subject")) == len(raw.get_all("To")) == 1
        assert message.recipients() in (["ada@muster.example"], ["vorstand@lesewelt.example"])


def test_a_late_answer_still_counts(receive: Receive) -> None:
    case = receive()
    run_day(28)
    confirmation_answer(
        confirmation=case.confirmations.get(), answer="confirmed", answered_by="Mio Beispiel",
        hours=None, reason="", now=NOW + timedelta(days=30),
    )  # fmt: skip
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW
    assert case.confirmations.get().answer == "confirmed"


def test_one_case_that_cannot_be_read_holds_up_no_other(receive: Receive) -> None:
    spoiled, good = receive(confirmed=False), receive(confirmed=False)
    Case.objects.filter(pk=spoiled.pk).update(content=b"x" * 40)
    assert run_timers(NOW + timedelta(days=3)) == (1, 1)
    assert OutgoingMail.objects.filter(
        key__startswith="email_reminder", reference=good.reference
    ).exists()
