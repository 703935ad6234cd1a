"""Content at rest: sealed with AES-256-GCM under the data key of its office and month.

What is sealed is bound to its place (`place`, e.g. "case/7K3M9QX2VB4T"): content moved to another
row does not open. Backups hold wrapped keys and sealed content only; with a data key destroyed
here, and the backups of the keys rotated away, what it sealed is gone everywhere.
"""

import base64
import hashlib
import hmac
import json
import os
from datetime import date
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from applications.casework.offices.models import Office
from applications.casework.vault.models import DataKey
from catalogue.codec import canonical_json, from_json, to_json

_NONCE_BYTES = 12


class UnreadableContentError(Exception):
    """The content cannot be opened: key destroyed, moved to another place, or altered."""


def data_key(*, office: Office, on: date) -> DataKey:
    """The data key of the office for this month, made if there is none yet."""
    key, _ = DataKey.objects.get_or_create(
        office=office,
        month=on.replace(day=1),
        defaults={"wrapped": aes_key_wrap(_master_key(), os.urandom(32))},
    )
    return key


def seal(value: Any, *, key: DataKey, place: str) -> bytes:
    """The dataclass as sealed JSON."""
    nonce = os.urandom(_NONCE_BYTES)
    plain = canonical_json(to_json(value)).encode()
    return nonce + AESGCM(_unwrapped(key)).encrypt(nonce, plain, place.encode())


def open_sealed_content(cls: type[Any], sealed: bytes, *, key: DataKey, place: str) -> Any:
    """The dataclass that was sealed for this place. Raises UnreadableContentError."""
    sealed = bytes(sealed)
    try:
        plain = AESGCM(_unwrapped(key)).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode()
        )
    except (InvalidTag, ValueError):
        raise UnreadableContentError(f"{place}: der Inhalt lässt sich nicht öffnen.") from None
    return from_json(cls, json.loads(plain), where=place)


def secret_mark(purpose: str, text: str) -> bytes:
    """A keyed hash: the same text gives the same mark, and nobody without the master key can try
    out names or make tokens."""
    key = hmac.digest(_master_key(), f"mark/{purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def _unwrapped(key: DataKey) -> bytes:
    if not key.wrapped:
        raise UnreadableContentError(
            f"Der Schlüssel für {key.month:%m.%Y} ist vernichtet; der Inhalt ist gelöscht."
        )
    return aes_key_unwrap(_master_key(), bytes(key.wrapped))


def _master_key() -> bytes:
    key = base64.b64decode(settings.CASEWORK_MASTER_KEY or "", validate=True)
    if len(key) != 32:
        raise ImproperlyConfigured(
            "CASEWORK_MASTER_KEY muss 32 zufällige Bytes in Base64 enthalten, zum Beispiel aus "
            "„openssl rand -base64 32“."
        )
    return key
