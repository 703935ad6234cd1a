"""Accounts are made and helped by commands."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.core.management import CommandError, call_command

from applications.casework.offices.management.commands import create_account
from applications.casework.offices.models import User
from applications.casework.offices.roles import Role
from tests.casework.conftest import OWN


def make(username: str = "neu", **more: Any) -> str:
    out = StringIO()
    call_command(
        "create_account", username, office=more.pop("office", OWN), role=Role.OFFICE_LEAD,
        name="Lea Leitung", stdout=out, **more,
    )  # fmt: skip
    return out.getvalue()


def test_an_account_without_a_password_waits_for_the_provider(users: dict[str, User]) -> None:
    assert "Leitung" in make(email="lea@rheine.example")
    made = User.objects.get(username="neu")
    assert not made.has_usable_password()
    assert (made.role, made.office.key, made.email) == ("office_lead", OWN, "lea@rheine.example")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["ehrenamt-neu-12", "ehrenamt-neu-13"], "verschieden"),
        (["kurz", "kurz"], "12 Zeichen"),
    ],
)
def test_passwords_that_are_not_taken(
    users: dict[str, User], monkeypatch: pytest.MonkeyPatch, typed: list[str], said: str
) -> None:
    monkeypatch.setattr(create_account, "getpass", lambda prompt: typed.pop(0))
    with pytest.raises(CommandError, match=said):
        make(password=True)
    assert not User.objects.filter(username="neu").exists()


@pytest.mark.parametrize(
    ("more", "said"), [({"office": "gibt-es-nicht"}, "Stelle"), ({"username": "rheine"}, "schon")]
)
def test_accounts_that_are_not_made(
    users: dict[str, User], more: dict[str, Any], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        make(**more)


def test_a_lost_telephone(worker: User) -> None:
    TOTP.activate(worker, generate_totp_secret())
    assert is_mfa_enabled(worker)
    call_command("reset_second_factor", "rheine", stdout=StringIO())
    assert not is_mfa_enabled(worker)
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("reset_second_factor", "niemand")
