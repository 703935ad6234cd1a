"""Headers of every page, forged forms, and what an error leaves in the log."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.casework.cases.links import confirmation_token, status_token
from applications.casework.cases.models import Case
from applications.casework.cases.views import by_link, desk
from applications.casework.settings import base
from tests.casework.conftest import NOW, WEB, Receive, database_account

SignIn = Callable[[str], Client]
CANARY = "Xaveria Kanarienvogel"


@pytest.fixture(autouse=True)
def on_the_day_of_the_links(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


def pages(client: Client, case: Case) -> dict[str, Any]:
    """One of each kind: of the desk, by link, refused, missing."""
    return {
        "login": client.get(reverse("account_login")),
        "queue": client.get(reverse("queue")),
        "case": client.get(reverse("case", args=[case.reference])),
        "form": client.get(reverse("case_reject", args=[case.reference])),
        "account": client.get(reverse("mfa_index")),
        "factor": client.get(reverse("mfa_activate_totp")),
        "missing": client.get("/gibt/es/nicht/"),
        "confirm": client.post(
            reverse("confirm"), {"token": confirmation_token(case.confirmations.get())}
        ),
        "status": client.post(reverse("status"), {"token": status_token(case)}),
        "wrong link": client.post(reverse("status"), {"token": "x"}),
    }


def test_headers(as_user: SignIn, receive: Receive) -> None:
    for name, page in pages(as_user("rheine"), receive()).items():
        headers = page.headers
        policy = dict(
            part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";")
        )
        assert policy["default-src"] == "'none'", name
        assert policy["script-src"] == policy["style-src"] == "'self'", name
        assert policy["frame-ancestors"] == "'none'", name
        assert policy["form-action"] == "'self'", name
        assert headers["Cache-Control"] == "no-store", name
        assert headers["Referrer-Policy"] == "same-origin", name
        assert headers["X-Frame-Options"] == "DENY", name
        assert headers["X-Content-Type-Options"] == "nosniff", name
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name


def test_nothing_on_a_page_needs_what_the_policy_forbids(as_user: SignIn, receive: Receive) -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:")
    for name, page in pages(as_user("rheine"), receive()).items():
        assert not inline.search(page.content.decode()), name


@pytest.mark.parametrize(
    "name", ["confirm", "confirm_answer", "status", "status_email", "status_withdraw"]
)
def test_forms_of_other_sites_change_nothing(receive: Receive, name: str) -> None:
    case = receive(confirmed=name != "status_email")
    token = (
        confirmation_token(case.confirmations.get())
        if name.startswith("confirm")
        else status_token(case)
    )
    before = (case.state, case.confirmations.get().answer)
    form = {"token": token, "answer": "confirmed", "answered_by": "Mio"}
    with database_account(WEB):
        answer = Client(enforce_csrf_checks=True).post(reverse(name), form)
    assert answer.status_code == 403
    assert "laden Sie die Seite neu" in answer.content.decode()
    case.refresh_from_db()
    assert (case.state, case.confirmations.get().answer) == before


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, written as in production."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    settings = dict(base.LOGGING["formatters"]["line"])
    handler.setFormatter(DictConfigurator({"version": 1}).configure_formatter(settings))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


@pytest.mark.parametrize("name", ["case", "status"])
def test_an_error_leaves_no_name_in_the_log(
    client: Client, as_user: SignIn, receive: Receive, log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch, name: str,
) -> None:  # fmt: skip
    def failing(*args: Any, **options: Any) -> Any:
        try:
            raise LookupError(f"Person {CANARY}")
        except LookupError as first:
            raise ValueError(f"nicht lesbar: {CANARY}") from first

    case = receive()
    monkeypatch.setattr(desk, "judge", failing)
    monkeypatch.setattr(by_link, "_status_page", failing)
    client = as_user("rheine")
    client.raise_request_exception = False
    if name == "case":
        answer = client.get(reverse("case", args=[case.reference]))
    else:
        answer = client.post(reverse("status"), {"token": status_token(case), "text": CANARY})
    assert answer.status_code == 500
    assert "nichts geändert" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    written = log.getvalue()
    assert "ValueError" in written
    assert "LookupError" in written
    assert CANARY.split()[1] not in written
    assert status_token(case) not in written


@pytest.mark.postgresql  # SQLite has one transaction for each service, not for the page
def test_an_error_takes_back_what_the_page_had_written(
    as_user: SignIn, receive: Receive, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, client = receive(), as_user("rheine")
    monkeypatch.setattr(desk, "judge", lambda *args, **options: 1 / 0)
    client.raise_request_exception = False
    before = case.office.auditevent_set.count()
    assert client.get(reverse("case", args=[case.reference])).status_code == 500
    assert case.office.auditevent_set.count() == before
