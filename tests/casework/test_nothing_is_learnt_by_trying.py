"""Wrong links and numbers: the same answer by the same work, whatever is wrong with them.

What the work takes in time is measured by `python -m bench.applications`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.casework.cases.links import confirmation_token, status_token
from applications.casework.cases.models import Answer, Case
from applications.casework.cases.services.asking import confirmation_resend
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.timers import case_run_timers
from applications.casework.offices.models import User
from applications.references import build_reference
from applications.states import State
from tests.casework.conftest import FOREIGN, NOW, Receive

SignIn = Callable[[str], Client]
LINKS = (
    "confirm", "confirm_answer", "status", "status_email", "status_reply", "status_withdraw",
)  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """What somebody who tries sees, and the work it took."""

    status: int
    body: str
    headers: tuple[tuple[str, str], ...]
    queries: int
    opened: int


@pytest.fixture
def answered(opened: list[str]) -> Callable[..., Answered]:
    def ask(send: Callable[[], Any], *, without: str = "") -> Answered:
        opened.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = send()
        body = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
        return Answered(
            answer.status_code,
            body.replace(without, "") if without else body,
            tuple(sorted(answer.headers.items())) if not without else (),
            len(asked),
            len(opened),
        )

    return ask


@pytest.fixture
def wrong_tokens(receive: Receive, worker: User) -> dict[str, str]:
    """By what is wrong with them. Each belonged to somebody once, where it says so."""
    first, second, third, erased = receive(), receive(), receive(), receive(confirmed=False)
    used = confirmation_token(first.confirmations.get())
    confirmation_answer(
        confirmation=first.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio",
        hours=None, reason="", now=NOW,
    )  # fmt: skip
    replaced = confirmation_token(second.confirmations.get())
    confirmation_resend(confirmation=second.confirmations.get(), by=worker, now=NOW)
    expired = confirmation_token(third.confirmations.get())
    third.confirmations.update(asked_at=NOW - timedelta(days=29))
    gone = status_token(erased)
    for days in (8, 40):
        case_run_timers(case=erased, now=NOW + timedelta(days=days))
    erased.refresh_from_db()
    assert erased.current is State.ERASED
    return {
        "unknown": "A" * 43, "used": used, "replaced": replaced, "expired": expired,
        "erased": gone, "cut": status_token(first)[:-1], "empty": "", "short": "x",
        "long": "A" * 5000, "not a token": "Grüße an ' OR 1=1 --\x00",
    }  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day_of_the_links(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


@pytest.mark.parametrize("name", LINKS)
def test_links(
    client: Client, wrong_tokens: dict[str, str], answered: Callable[..., Answered], name: str
) -> None:
    form = {"text": "Hallo", "answer": "confirmed", "answered_by": "Mio"}
    # The token of the other kind of page is wrong here, too; the expired one only for its own.
    found = {
        why: answered(lambda token=token: client.post(reverse(name), {**form, "token": token}))
        for why, token in wrong_tokens.items()
    }
    assert found["unknown"].status == 404
    assert {why: one for why, one in found.items() if one != found["unknown"]} == {}
    assert found["unknown"].opened == 0


def test_a_link_of_the_other_kind_opens_nothing(
    client: Client, receive: Receive, answered: Callable[..., Answered]
) -> None:
    case = receive()
    tokens = {"status": confirmation_token(case.confirmations.get()), "confirm": status_token(case)}
    for name, token in tokens.items():
        wrong = answered(lambda: client.post(reverse(name), {"token": token}))  # noqa: B023
        unknown = answered(lambda: client.post(reverse(name), {"token": "A" * 43}))  # noqa: B023
        assert wrong == unknown


def test_searching_for_numbers_of_others(
    as_user: SignIn, receive: Receive, answered: Callable[..., Answered]
) -> None:
    foreign, client = receive(office=FOREIGN), as_user("rheine")
    missing = build_reference(987_654_321)

    def search(number: str) -> Answered:
        return answered(lambda: client.get(reverse("queue"), {"nummer": number}), without=number)

    search(missing)
    assert search(foreign.reference) == search(missing)
    assert search(missing).status == 200


@pytest.mark.parametrize("name", ["case", "case_reject", "case_forward"])
def test_addresses_of_cases_of_others(
    as_user: SignIn, receive: Receive, answered: Callable[..., Answered], name: str
) -> None:
    foreign, client = receive(office=FOREIGN), as_user("rheine")

    def ask(reference: str) -> Answered:
        return answered(lambda: client.get(reverse(name, args=[reference])))

    numbers = [build_reference(987_654_321), "x", "7K3M9QX2VB4T0", foreign.reference.lower()]
    client.get(reverse("figures"))
    found = ask(foreign.reference)
    assert found.status == 404
    assert {number: ask(number) for number in numbers if ask(number) != found} == {}


def test_a_right_link_still_opens(client: Client, receive: Receive) -> None:
    case: Case = receive()
    assert client.post(reverse("status"), {"token": status_token(case)}).status_code == 200
