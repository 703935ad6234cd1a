"""Isolation, proven: every address of the desk × every role × own, foreign and missing cases."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from applications.casework.cases.models import AuditEvent, Case, Confirmation, Message
from applications.casework.mail.models import OutgoingLetter, OutgoingMail
from applications.casework.offices.models import Office, User
from tests.casework.conftest import FOREIGN, LOGINS, OWN, Receive
from tests.casework.permission_table import ALLOWED, TABLE, May

SignIn = Callable[[str], Client]
NAMES = sorted({str(pattern.name) for pattern in get_resolver().url_patterns})
WITH_REVERSE = [name for name in NAMES if name != "None"]
OWN_ACCOUNT = [n for n in WITH_REVERSE if n in TABLE and TABLE[n].may is May.ACCOUNT]
CLOSED_PAGES = [n for n in WITH_REVERSE if n in TABLE and TABLE[n].may in ALLOWED]
ABOUT_CASES = [n for n in CLOSED_PAGES if "case" in TABLE[n].args]
FORM = {
    "reason": "paid_work", "text": "Text", "name": "Jon", "function": "Kasse", "email": "",
    "answer": "confirmed", "answered_by": "Jon", "note": "x", "consent": "on",
}  # fmt: skip


def test_every_address_has_a_row() -> None:
    assert sorted(set(NAMES) ^ TABLE.keys()) == []


Cases = dict[str, Case]


@pytest.fixture
def cases(receive: Receive) -> Cases:
    return {"own": receive(), "foreign": receive(office=FOREIGN)}


def address(name: str, case: Case | None) -> str:
    assert name in TABLE, "ohne Zeile"
    known = {
        "case": case.reference if case else "000000000000",
        "confirmation": case.confirmations.first().pk if case else 999_999,
        "kind": "first",
    }
    return reverse(name, args=[known[arg] for arg in TABLE[name].args])


def everything() -> list[Any]:
    return [
        list(Case.objects.order_by("pk").values()),
        list(Confirmation.objects.order_by("pk").values()),
        list(Message.objects.order_by("pk").values()),
        list(OutgoingMail.objects.order_by("pk").values_list("pk", "key")),
        list(OutgoingLetter.objects.order_by("pk").values_list("pk", "key", "printed_at")),
        list(AuditEvent.objects.exclude(action="read").values_list("pk", "digest")),
    ]


@pytest.mark.parametrize("login", sorted(set(LOGINS) - {"muenster"}))
@pytest.mark.parametrize("name", CLOSED_PAGES)
def test_reading(as_user: SignIn, cases: Cases, name: str, login: str) -> None:
    client, may = as_user(login), login in ALLOWED[TABLE[name].may]
    own = client.get(address(name, cases["own"]))
    if may:
        assert own.status_code in (200, 405), own.status_code
    else:
        assert own.status_code in (403, 405), own.status_code
        assert b"Muster" not in own.content
    if name in ABOUT_CASES:
        foreign = client.get(address(name, cases["foreign"]))
        missing = client.get(address(name, None))
        assert foreign.status_code == missing.status_code
        assert foreign.status_code in (403, 404, 405)
        assert b"Muster" not in foreign.content


@pytest.mark.parametrize("login", sorted(set(LOGINS) - {"muenster"}))
@pytest.mark.parametrize("name", ABOUT_CASES)
def test_writing_to_a_foreign_case_changes_nothing(
    as_user: SignIn, cases: Cases, name: str, login: str
) -> None:
    before = everything()
    form = {**FORM, "office": Office.objects.get(key=OWN).pk}
    answer = as_user(login).post(address(name, cases["foreign"]), form)
    assert answer.status_code in (403, 404, 405)
    assert everything() == before


@pytest.mark.parametrize("name", CLOSED_PAGES)
def test_an_auditor_changes_nothing(as_user: SignIn, cases: Cases, name: str) -> None:
    before = everything()
    as_user("rheine-revision").post(address(name, cases["own"]), FORM)
    assert everything() == before


@pytest.mark.parametrize("name", CLOSED_PAGES + OWN_ACCOUNT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_in_without_signing_in(
    client: Client, cases: Cases, name: str, method: str
) -> None:
    before = everything()
    answer = getattr(client, method)(address(name, cases["own"]))
    assert answer.status_code in (302, 405)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/anmelden/")
    assert everything() == before


@pytest.mark.parametrize("name", WITH_REVERSE)
def test_opening_an_address_changes_nothing(as_user: SignIn, cases: Cases, name: str) -> None:
    """Mail scanners and browsers open what they find; only the trail notes reading."""
    before = everything()
    client = as_user("rheine")
    client.get(address(name, cases["own"]))
    client.head(address(name, cases["own"]))
    assert everything() == before


def test_a_confirmation_is_reached_through_its_own_case_only(as_user: SignIn, cases: Cases) -> None:
    foreign = cases["foreign"].confirmations.get().pk
    url = reverse("confirmation_phone", args=[cases["own"].reference, foreign])
    assert as_user("rheine").get(url).status_code == 404


def test_an_account_without_an_office_sees_nothing(as_user: SignIn, cases: Cases) -> None:
    client = as_user("rheine")
    User.objects.filter(username="rheine").update(office=None)
    for name in CLOSED_PAGES:
        assert client.get(address(name, cases["own"])).status_code in (403, 405)


def test_the_queue_and_the_figures_are_of_the_own_office(as_user: SignIn, cases: Cases) -> None:
    client = as_user("rheine-leitung")
    page = client.get(reverse("queue"), {"liste": "warten"}).content.decode()
    assert str(cases["own"]) in page
    assert str(cases["foreign"]) not in page
    asked = client.get(reverse("queue"), {"nummer": str(cases["foreign"])})
    assert "keinen Vorgang" in asked.content.decode()
    assert str(cases["foreign"]) not in client.get(reverse("trail")).content.decode()
