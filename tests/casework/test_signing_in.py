"""Passwords are hashed with Argon2, guessing is slowed down, and a second factor is asked for."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import connection
from django.test import Client
from django.urls import reverse

from applications.casework.offices.models import User
from applications.casework.settings import base
from tests.casework.conftest import WebClient

PASSWORD = "ehrenamt-demo-1"
SignIn = Callable[[str], Client]


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def sign_in(client: Client, password: str = PASSWORD, login: str = "rheine") -> Any:
    return client.post(reverse("account_login"), {"login": login, "password": password})


def set_up(client: Client) -> str:
    """Set up an app for codes as the page asks; its secret."""
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret, page
    return secret[1]


@pytest.fixture
def required(settings: Any) -> None:
    settings.CASEWORK_MFA_REQUIRED = True


@pytest.fixture
def enrolled(transactional_db: None, client: Client, worker: User, required: None) -> str:
    """A case worker who set up an app in this client and is signed in; the secret of the app."""
    sign_in(client)
    secret = set_up(client)
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_passwords_are_kept_with_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


@pytest.mark.parametrize(
    ("login", "page"),
    [("rheine", "queue"), ("rheine-leitung", "queue"), ("rheine-revision", "figures")],
)
def test_signing_in_leads_to_what_the_account_may_see(
    as_user: Callable[[str], Client], login: str, page: str
) -> None:
    assert as_user(login).get(reverse("start")).headers["Location"] == reverse(page)


def test_signing_in_leads_to_the_start(client: Client, worker: User) -> None:
    assert sign_in(client).headers["Location"] == reverse("start")


def test_after_some_wrong_passwords_the_right_one_waits_too(client: Client, worker: User) -> None:
    for _ in range(8):
        assert "stimmt nicht" in sign_in(client, "falsch").content.decode()
    assert "Zu viele" in sign_in(client).content.decode()
    assert "Zu viele" in sign_in(WebClient()).content.decode(), "from another browser too"


def test_a_wrong_password_and_an_unknown_account_look_the_same(
    client: Client, worker: User
) -> None:
    def answer(login: str) -> tuple[int, str]:
        shown = sign_in(client, "falsch", login)
        return shown.status_code, re.sub(r'value="[^"]*"', "", shown.content.decode())

    assert answer("rheine") == answer("gibt-es-nicht")


@pytest.mark.parametrize("address", ["/registrieren/", "/accounts/signup/", "/anmelden/signup/"])
def test_nobody_makes_an_account(client: Client, db: None, address: str) -> None:
    assert client.post(address, {"username": "neu", "password1": PASSWORD}).status_code == 404


def test_without_a_second_factor_no_page_of_the_desk_opens(
    client: Client, worker: User, required: None
) -> None:
    sign_in(client)
    for name in ("queue", "paper", "figures", "mfa_index", "password"):
        answer = client.get(reverse(name))
        assert answer.headers["Location"].startswith(reverse("mfa_activate_totp")), name
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_second_factor_is_set_up_and_asked_for(client: Client, enrolled: str) -> None:
    codes = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.findall(r"<code>([\w-]+)</code>", codes)
    assert len(spare) == 10
    assert client.get(reverse("queue")).status_code == 200
    client.post(reverse("logout"))
    assert sign_in(client).headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("queue")).status_code == 302, "the password alone opens nothing"
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Der Code stimmt nicht" in wrong.content.decode()
    again = client.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert again.headers["Location"] == reverse("start")
    assert client.get(reverse("queue")).status_code == 200
    client.post(reverse("logout"))
    sign_in(client)
    used = client.post(reverse("mfa_authenticate"), {"code": spare[0]})
    assert "Der Code stimmt nicht" in used.content.decode()


def test_codes_cannot_be_tried_out(client: Client, enrolled: str) -> None:
    client.post(reverse("logout"))
    sign_in(client)
    for _ in range(8):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = client.post(reverse("mfa_authenticate"), {"code": code_of(enrolled)})
    assert "Zu viele" in right.content.decode()


def test_a_session_from_before_the_factor_was_set_up_has_to_give_it_too(
    transactional_db: None, client: Client, worker: User, required: None
) -> None:
    other = WebClient()
    sign_in(other)
    sign_in(client)
    secret = set_up(client)
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    for name in ("queue", "mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes"):
        where = other.get(reverse(name)).headers["Location"]
        assert where.startswith(reverse("mfa_reauthenticate")), name


def test_the_secret_of_an_app_is_not_readable_in_the_database(enrolled: str) -> None:
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    assert enrolled not in str(kept.data)
    assert kept.wrap().validate_code(code_of(enrolled))


def test_production_asks_for_two_factors_unless_told_otherwise() -> None:
    source = (base.BASE_DIR / "applications/casework/settings/production.py").read_text()
    assert 'CASEWORK_MFA_REQUIRED = env.bool("CASEWORK_MFA_REQUIRED", default=True)' in source


def test_passwords_can_be_switched_off(client: Client, worker: User, settings: Any) -> None:
    settings.CASEWORK_PASSWORD_LOGIN = False
    assert "Passwort" not in client.get(reverse("account_login")).content.decode()
    assert sign_in(client).status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_locked_account_stays_out(client: Client, worker: User) -> None:
    User.objects.filter(pk=worker.pk).update(is_active=False)
    sign_in(client)
    assert client.get(reverse("queue")).status_code == 302


def test_attempts_are_counted_without_names_and_addresses(client: Client, worker: User) -> None:
    sign_in(client, "falsch")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM casework_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys), keys
