"""What only the demo has: a mailbox that shows every mail, and cases to look at."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client, modify_settings, override_settings
from django.urls import Resolver404, resolve

from applications.casework.cases.models import Case
from applications.casework.cases.services.timers import run_timers
from applications.casework.demo.cases import cases_load
from applications.casework.mail.models import OutgoingMail
from applications.casework.offices.models import Office, User
from applications.states import State
from tests.casework.conftest import NOW, OWN

LINK = "http://localhost:8070/status/#abc-DEF_1"


@pytest.fixture
def showing(tmp_path: Path) -> Iterator[None]:
    """As in the demo: mails become files, and the demo's addresses are there."""
    with (
        modify_settings(INSTALLED_APPS={"prepend": "applications.casework.demo"}),
        override_settings(
            ROOT_URLCONF="applications.casework.demo.urls",
            EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend",
            EMAIL_FILE_PATH=str(tmp_path / "mail"),
        ),
    ):
        yield


def send(subject: str, text: str = "Guten Tag") -> None:
    EmailMessage(subject, text, "stelle@amt.example", ["ada@muster.example"]).send()


def test_the_mailbox_lists_every_mail_and_opens_one_with_its_link(
    showing: None, client: Client
) -> None:
    assert "Noch keine" in client.get("/postfach/").content.decode()
    send("Erste <b>", f"Hier klicken:\n\n{LINK}\n\n<script>")
    send("Zweite")
    listed = client.get("/postfach/").content.decode()
    assert listed.index("Zweite") < listed.index("Erste &lt;b&gt;")
    assert "Beispieldaten" in listed
    address = listed.split('href="/postfach/')[-1].partition('"')[0]
    shown = client.get(f"/postfach/{address}").content.decode()
    assert "Erste &lt;b&gt;" in shown
    assert f'href="{LINK}"' in shown
    assert "&lt;script&gt;" in shown


def test_the_mailbox_shows_the_clock_on_the_wall(
    showing: None, client: Client, tmp_path: Path
) -> None:
    (tmp_path / "mail").mkdir()
    mail = b"Date: Tue, 24 Nov 2026 09:00:00 -0000\nTo: ada@muster.example\nSubject: Uhr\n\nHallo\n"
    (tmp_path / "mail/1.log").write_bytes(mail)
    assert "24.11.2026, 10:00 Uhr" in client.get("/postfach/").content.decode()


@pytest.mark.parametrize("key", ["nichts", "..%2F..%2Fgeheim", "20260101-000000-1-0"])
def test_what_is_no_mail_is_not_found(showing: None, client: Client, key: str) -> None:
    send("Eine")
    assert client.get(f"/postfach/{key}/").status_code == 404


def test_where_mails_really_leave_the_mailbox_says_so(showing: None, client: Client) -> None:
    with override_settings(EMAIL_FILE_PATH=None):
        assert "wirklich verschickt" in client.get("/postfach/").content.decode()


def test_outside_of_the_demo_there_is_no_mailbox() -> None:
    with pytest.raises(Resolver404):
        resolve("/postfach/")
    production = {
        "DJANGO_SETTINGS_MODULE": "applications.casework.settings.production",
        "CASEWORK_SECRET_KEY": "x" * 50,
        "CASEWORK_MASTER_KEY": "bnVyLWltLXRlc3QtbnVyLWltLXRlc3QtMTIzNDU2Nzg=",
        "CASEWORK_DATABASE_URL": "sqlite:///:memory:",
        "CASEWORK_HOSTS": "desk.example",
        "CASEWORK_URL": "https://desk.example",
    }
    asking = (
        "import django; django.setup()\n"
        "from django.apps import apps; from django.urls import Resolver404, resolve\n"
        "assert resolve('/status/')\n"
        "assert not apps.is_installed('applications.casework.demo')\n"
        "try: resolve('/postfach/')\n"
        "except Resolver404: print('nicht da')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asking], env={**os.environ, **production},
        capture_output=True, text=True,
    )  # fmt: skip
    assert ran.stdout == "nicht da\n", ran.stderr


def test_the_demo_has_a_case_in_every_state_a_case_worker_meets(
    users: dict[str, User], worker: User
) -> None:
    office = Office.objects.get(key=OWN)
    number = cases_load(office=office, by=worker, now=NOW)
    states: Counter[Any] = Counter(Case.objects.values_list("state", flat=True))
    assert states == {
        State.AWAITING_EMAIL: 1,
        State.AWAITING_CONFIRMATION: 2,
        State.IN_REVIEW: 2,
        State.CLARIFICATION: 1,
        State.GRANTED: 1,
        State.REJECTED: 1,
    }
    assert number == states.total()
    assert OutgoingMail.objects.exists()
    assert cases_load(office=office, by=worker, now=NOW) == 0
    done, failed = run_timers(NOW)
    assert failed == 0, "what waits too long is reminded, as every day"
    assert done > 0
