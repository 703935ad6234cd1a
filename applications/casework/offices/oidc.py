"""Signing in through the identity provider of the administration (OpenID Connect, code flow).

Only what a desk needs: who it is, whether the provider vouches for the e-mail address, and whether
it asked for a second factor. Roles and offices in its answers are not looked at.
"""

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_SECONDS = 5
_LEEWAY = 60
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]


class SignInRefusedError(Exception):
    """The provider did not answer, or not as it must; the text is for the log and holds no data."""


@dataclass(frozen=True, slots=True)
class Provider:
    """`issuer` is its address; `acr` the value by which it says that two factors were asked for."""

    issuer: str
    client: str
    secret: str
    acr: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent to the provider, kept in the session until the person comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Identity:
    """`email` is empty unless the provider says that it belongs to this person."""

    subject: str
    email: str
    two_factors: bool


def new_question() -> Asked:
    return Asked(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def address_to_ask(provider: Provider, asked: Asked, *, back: str) -> str:
    """Where the browser goes; `back` is where it comes back to. Raises SignInRefusedError."""
    challenge = urlsafe_b64encode(sha256(asked.verifier.encode()).digest()).decode().rstrip("=")
    query = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid email",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if provider.acr:
        query["acr_values"] = provider.acr
    with httpx.Client(timeout=_SECONDS) as client:
        return f"{_found(client, provider)['authorization_endpoint']}?{urlencode(query)}"


def identity_from(provider: Provider, asked: Asked, *, code: str, back: str) -> Identity:
    """Whom the provider names for this code. Raises SignInRefusedError."""
    with httpx.Client(timeout=_SECONDS) as client:
        found = _found(client, provider)
        answer = _json(
            client.post,
            found["token_endpoint"],
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": back,
                "client_id": provider.client,
                "client_secret": provider.secret,
                "code_verifier": asked.verifier,
            },
        )
        keys = _json(client.get, found["jwks_uri"])
    claims = _verified(str(answer.get("id_token", "")), keys, provider, asked.nonce)
    amr = claims.get("amr")
    return Identity(
        subject=str(claims["sub"]),
        email=str(claims.get("email", "")) if claims.get("email_verified") is True else "",
        two_factors=(isinstance(amr, list) and "mfa" in amr)
        or bool(provider.acr and claims.get("acr") == provider.acr),
    )


def _verified(token: str, keys: Mapping[str, Any], provider: Provider, nonce: str) -> Any:
    rules = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        aud={"essential": True, "value": provider.client},
        sub={"essential": True},
        exp={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS).claims
        rules.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as wrong:
        raise SignInRefusedError(f"id_token: {type(wrong).__name__}") from None
    if claims.get("azp", provider.client) != provider.client:
        raise SignInRefusedError("id_token: azp")
    return claims


def _found(client: httpx.Client, provider: Provider) -> dict[str, Any]:
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _json(client.get, address)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != provider.issuer or not all(found.get(name) for name in needed):
        raise SignInRefusedError("openid-configuration")
    return found


def _json(ask: Any, address: str, **options: Any) -> dict[str, Any]:
    try:
        answer = ask(address, **options)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as failed:
        raise SignInRefusedError(type(failed).__name__) from None
    if not isinstance(found, dict):
        raise SignInRefusedError("kein JSON-Objekt")
    return found
