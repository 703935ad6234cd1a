"""Something is off for a day: nothing is lost, nothing is done twice, and it drains by itself."""

import errno
import io
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core import mail
from django.core.mail import EmailMessage
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from applications.casework.cases.models import Case
from applications.casework.cases.views import desk
from applications.casework.intake import pulling
from applications.casework.intake.pulling import pull
from applications.casework.mail.models import OutgoingMail
from applications.casework.mail.services import mail_send, mails_due
from applications.casework.offices.models import User
from applications.casework.quiet_logs import QuietFormatter
from applications.keys.keypair import new_keypair
from applications.spool import Spool
from tests.casework.conftest import NOW, OWN, Receive
from tests.casework.test_intake import RECEIPTS, Keys, put
from tests.unit.applications.people import APPLICATION

BACKLOG = 60
CANARY = "Kanarienvogelweide"


@pytest.fixture
def keys() -> Keys:
    return new_keypair(OWN, NOW.date())


@pytest.fixture
def spool(tmp_path: Path, keys: Keys, worker: User) -> Spool:
    """With what came in while the desk was off for a day."""
    made = Spool(tmp_path / "spool")
    made.prepare()
    for number in range(BACKLOG):
        put(made, keys, number=number, name=f"{number:064x}")
    return made


def take(spool: Spool, keys: Keys) -> None:
    pull(spool, {keys[0].kid: keys[0]}, receipts=RECEIPTS, now=NOW)


def assert_drained(spool: Spool) -> None:
    assert Case.objects.count() == OutgoingMail.objects.count() == BACKLOG
    assert list(spool.waiting()) == []
    assert len(list((spool.folder / "done").iterdir())) == BACKLOG


def test_the_desk_was_off(spool: Spool, keys: Keys) -> None:
    take(spool, keys)
    assert_drained(spool)


@pytest.mark.parametrize("after", [0, 17])
def test_the_database_goes_off(
    spool: Spool, keys: Keys, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    receive, calls = pulling.case_receive, Counter[str]()

    def dropping(**values: Any) -> Case | None:
        calls["case_receive"] += 1
        if calls["case_receive"] > after:
            raise OperationalError("the connection is closed")
        return receive(**values)

    with monkeypatch.context() as off:
        off.setattr(pulling, "case_receive", dropping)
        for _ in range(3):
            with pytest.raises(OperationalError):
                take(spool, keys)
        assert len(list(spool.waiting())) == BACKLOG - after
    take(spool, keys)
    assert_drained(spool)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
@pytest.mark.parametrize("what", ["spool", "data_key"])
def test_the_disk_of_the_desk_gives_up(
    spool: Spool, keys: Keys, monkeypatch: pytest.MonkeyPatch, error: int, what: str
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(error, "refused")

    place = {
        "spool": "applications.spool.Spool.finish",
        "data_key": "applications.casework.vault.key_folder.write_synced",
    }[what]
    with monkeypatch.context() as off:
        off.setattr(place, refuse)
        for _ in range(2):
            with pytest.raises(OSError, match="refused"):
                take(spool, keys)
        assert len(list(spool.waiting())) == BACKLOG
        assert Case.objects.count() == (1 if what == "spool" else 0)
    take(spool, keys)
    assert_drained(spool)


def test_the_mail_server_is_off_for_a_day(
    spool: Spool, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(spool, keys)

    def away(self: EmailMessage) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as off:
        off.setattr(EmailMessage, "send", away)
        for minutes in range(0, 24 * 60, 10):
            now = NOW + timedelta(minutes=minutes)
            assert not any(mail_send(pk=pk, now=now) for pk in mails_due(now))
    mail.outbox.clear()
    for minutes in range(24 * 60, 40 * 60, 10):
        now = NOW + timedelta(minutes=minutes)
        for pk in mails_due(now):
            mail_send(pk=pk, now=now)
    sent = Counter(message.message()["Message-ID"] for message in mail.outbox)
    assert (len(sent), set(sent.values())) == (BACKLOG, {1})


def test_a_folder_of_keys_that_is_away_gives_up_no_mail(
    receive: Receive, settings: Any, tmp_path: Path
) -> None:
    receive(confirmed=False)
    [pk] = mails_due(NOW)
    here = settings.DATA_KEYS_DIR
    settings.DATA_KEYS_DIR = tmp_path / "not mounted"
    assert not mail_send(pk=pk, now=NOW)
    settings.DATA_KEYS_DIR = here
    later = NOW + timedelta(hours=1)
    assert mail_send(pk=pk, now=later)


def test_an_error_of_the_desk_tells_nothing_in_the_log(
    receive: Receive, as_user: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As production logs it: the same formatter, on what Django hands to it."""
    assert configured.LOGGING["formatters"]["line"]["()"].endswith("QuietFormatter")
    person = replace(APPLICATION.person, first_names=CANARY)
    case = receive(replace(APPLICATION, person=person))

    def broken(case: Case, **_: Any) -> None:
        try:
            raise ValueError(CANARY)
        except ValueError as cause:
            raise RuntimeError(f"{CANARY} {APPLICATION.person}") from cause

    monkeypatch.setattr(desk, "judge", broken)
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(QuietFormatter("{levelname} {name} {message}", style="{"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        client = as_user("rheine")
        client.raise_request_exception = False
        url = reverse("case", args=[case.reference])
        assert client.get(url, {"q": CANARY}).status_code == 500
        reply = reverse("case_reply", args=[case.reference])
        client.post(reply, {"text": CANARY})
    finally:
        root.removeHandler(handler)
    text = out.getvalue()
    assert "RuntimeError" in text
    assert "ValueError" in text
    assert "test_outages.py" in text
    assert CANARY not in text
    assert "Muster" not in text
