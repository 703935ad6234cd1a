"""Through the provider comes in who has an account here, in the role that stands here."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from joserfc.jwk import ECKey

from applications.casework.offices.models import User
from applications.casework.offices.roles import Role
from tests.casework.identity_provider import CLIENT, SECRET, IdentityProvider, running_provider

pytestmark = pytest.mark.enable_socket
ADDRESS = "sina.sach@rheine.example"
SINA = {"sub": "s-1", "email": ADDRESS, "email_verified": True, "amr": ["pwd", "mfa"]}
SIGNED_IN = "_auth_user_id"


@pytest.fixture
def provider(settings: Any) -> Iterator[IdentityProvider]:
    with running_provider() as provider:
        settings.CASEWORK_OIDC_URL = provider.issuer
        settings.CASEWORK_OIDC_CLIENT, settings.CASEWORK_OIDC_SECRET = CLIENT, SECRET
        settings.CASEWORK_MFA_REQUIRED = True
        provider.claims = dict(SINA)
        yield provider


@pytest.fixture
def sina(users: dict[str, User]) -> User:
    User.objects.filter(username="rheine").update(email=ADDRESS)
    return users["rheine"]


def come_back(client: Client, provider: IdentityProvider, **query: str) -> Any:
    """The whole way: the button, the provider, and back with a code."""
    sent = client.post(reverse("oidc_ask"), {"next": reverse("figures")})
    asked = provider.comes_to_sign_in(sent.headers["Location"])
    return client.get(reverse("oidc_back"), {"code": "c", "state": asked["state"], **query})


def test_a_known_address_the_provider_vouches_for(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    answer = come_back(client, provider)
    assert answer.headers["Location"] == reverse("figures")
    assert client.session[SIGNED_IN] == str(sina.pk)
    assert client.get(reverse("queue")).status_code == 200, "the provider asked for two factors"


def test_the_login_page_offers_the_provider(
    client: Client, provider: IdentityProvider, db: None
) -> None:
    assert "zentrale Anmeldung" in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "fremd@rheine.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": None},
        {"email": ""},
    ],
    ids=str,
)
def test_who_is_not_known_for_certain_stays_out(
    client: Client, provider: IdentityProvider, sina: User, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    before = User.objects.count()
    answer = come_back(client, provider)
    assert answer.status_code == 403
    assert SIGNED_IN not in client.session
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://anders.example"},
        {"aud": "jemand-anders"},
        {"azp": "jemand-anders"},
        {"nonce": "von-gestern"},
        {"exp": 1_700_000_000},
        {"sub": None},
    ],
    ids=str,
)
def test_tokens_that_were_not_made_for_this_question(
    client: Client, provider: IdentityProvider, sina: User, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    assert come_back(client, provider).status_code == 403
    assert SIGNED_IN not in client.session


def test_a_token_signed_by_somebody_else(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    provider.published = ECKey.generate_key("P-256", {"kid": "a"})
    assert come_back(client, provider).status_code == 403


def test_all_refusals_say_the_same(client: Client, provider: IdentityProvider, sina: User) -> None:
    provider.claims["email"] = "fremd@rheine.example"
    unknown = come_back(client, provider).content
    provider.claims |= {"email": ADDRESS, "email_verified": False}
    assert come_back(client, provider).content == unknown


@pytest.mark.parametrize("state", ["", "geraten"])
def test_nobody_is_signed_in_by_a_link_somebody_else_made(
    client: Client, provider: IdentityProvider, sina: User, state: str
) -> None:
    assert come_back(client, provider, state=state).status_code == 400
    assert client.get(reverse("oidc_back"), {"code": "c", "state": state}).status_code == 400
    assert SIGNED_IN not in client.session


def test_roles_come_from_here_alone(client: Client, provider: IdentityProvider, sina: User) -> None:
    provider.claims |= {
        "role": "office_lead", "roles": ["office_lead"], "groups": ["office_lead"],
        "is_superuser": True, "office": "stadt-muenster",
    }  # fmt: skip
    before = User.objects.values("role", "office_id", "is_superuser", "is_staff").get(pk=sina.pk)
    come_back(client, provider, role="office_lead")
    client.post(reverse("mfa_index"), {"role": Role.OFFICE_LEAD})
    fields = ("role", "office_id", "is_superuser", "is_staff")
    assert User.objects.values(*fields).get(pk=sina.pk) == before
    assert client.get(reverse("trail")).status_code == 403


def test_an_address_given_to_somebody_else_opens_nothing(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    come_back(client, provider)
    client.post(reverse("logout"))
    provider.claims["sub"] = "s-2"
    assert come_back(client, provider).status_code == 403
    provider.claims |= {"sub": "s-1", "email": "neu@rheine.example"}
    assert come_back(client, provider).status_code == 302, "the person stays the same"


def test_two_accounts_with_one_address_are_none(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    User.objects.filter(username="muenster").update(email=ADDRESS.upper())
    assert come_back(client, provider).status_code == 403


def test_without_a_second_factor_at_the_provider_an_own_one_is_asked_for(
    client: Client, provider: IdentityProvider, sina: User, settings: Any
) -> None:
    provider.claims["amr"] = ["pwd"]
    come_back(client, provider)
    assert client.get(reverse("queue")).headers["Location"].startswith(reverse("mfa_activate_totp"))
    client.post(reverse("logout"))
    settings.CASEWORK_OIDC_ACR = "hoch"
    provider.claims["acr"] = "hoch"
    come_back(client, provider)
    assert provider.asked["acr_values"] == "hoch"
    assert client.get(reverse("queue")).status_code == 200


def test_a_locked_account_stays_out(client: Client, provider: IdentityProvider, sina: User) -> None:
    User.objects.filter(pk=sina.pk).update(is_active=False)
    assert come_back(client, provider).headers["Location"] == reverse("account_inactive")
    assert SIGNED_IN not in client.session


def test_after_signing_in_nobody_is_led_to_another_site(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    sent = client.post(reverse("oidc_ask"), {"next": "https://anders.example/"})
    asked = provider.comes_to_sign_in(sent.headers["Location"])
    answer = client.get(reverse("oidc_back"), {"code": "c", "state": asked["state"]})
    assert urlsplit(answer.headers["Location"]).netloc == ""


def test_a_provider_that_does_not_answer(
    client: Client, provider: IdentityProvider, sina: User
) -> None:
    provider.failing = True
    answer = client.post(reverse("oidc_ask"))
    assert answer.status_code == 503
    assert "noch einmal" in answer.content.decode()


def test_without_a_provider_its_addresses_do_not_exist(client: Client, db: None) -> None:
    assert client.post(reverse("oidc_ask")).status_code == 404
