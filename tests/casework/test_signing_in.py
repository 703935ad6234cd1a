"""Passwords are hashed with Argon2, and guessing is slowed down."""

from typing import Any

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.urls import reverse

from applications.casework.offices.models import User
from applications.casework.settings import base


def test_passwords_are_kept_with_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert identify_hasher(make_password("ehrenamt-demo-1")).algorithm == "argon2"


def sign_in(client: Client, password: str) -> Any:
    return client.post(reverse("login"), {"username": "rheine", "password": password})


@pytest.mark.parametrize("attempts", [base.AXES_FAILURE_LIMIT])
def test_after_some_wrong_passwords_the_right_one_waits_too(
    client: Client, worker: User, settings: Any, attempts: int
) -> None:
    settings.AXES_ENABLED = True
    for _ in range(attempts - 1):
        assert sign_in(client, "falsch").status_code == 200
    assert sign_in(client, "falsch").status_code == 429
    locked = sign_in(client, "ehrenamt-demo-1")
    assert locked.status_code == 429
    assert "Viertelstunde" in locked.content.decode()


def test_signing_in_leads_to_the_queue(client: Client, worker: User) -> None:
    assert sign_in(client, "ehrenamt-demo-1").headers["Location"] == reverse("queue")
