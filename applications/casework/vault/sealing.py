"""Content at rest: sealed with AES-256-GCM under the data key of its office and month.

What is sealed is bound to its place (`place`, e.g. "case/7K3M9QX2VB4T"): content moved to another
row does not open. The keys are files apart from the database (`vault.key_folder`), wrapped with
CASEWORK_MASTER_KEY: with one destroyed, what it sealed is gone from every copy of the database.
"""

import base64
import hashlib
import hmac
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from applications.casework.offices.models import Office
from applications.casework.vault.key_folder import (
    DestroyedKeyError,
    KeyFolder,
    MissingKeyError,
)
from applications.casework.vault.models import DataKey
from catalogue.codec import canonical_json, from_json, to_json

_NONCE_BYTES = 12


class UnreadableContentError(Exception):
    """The content cannot be opened: key destroyed, moved to another place, or altered."""


class KeyUnavailableError(UnreadableContentError):
    """The key is not here, which an operator can mend; nothing is erased or given up for it."""


def data_key(*, office: Office, on: date) -> DataKey:
    """The data key of the office for this month, made if there is none yet.

    Raises UnreadableContentError when it was destroyed: a clock that runs in the past.
    """
    key, made = DataKey.objects.get_or_create(office=office, month=on.replace(day=1))
    if made:
        key_folder().make(key.file_name, aes_key_wrap(_master_key(), os.urandom(32)))
        _unwrapped(key)
    return key


def key_folder() -> KeyFolder:
    return KeyFolder(Path(str(settings.DATA_KEYS_DIR)))


def seal(value: Any, *, key: DataKey, place: str) -> bytes:
    """The dataclass as sealed JSON."""
    nonce = os.urandom(_NONCE_BYTES)
    plain = canonical_json(to_json(value)).encode()
    return nonce + AESGCM(_unwrapped(key)).encrypt(nonce, plain, place.encode())


def open_sealed_content(cls: type[Any], sealed: bytes, *, key: DataKey, place: str) -> Any:
    """The dataclass that was sealed for this place. Raises UnreadableContentError."""
    return from_json(cls, open_sealed_json(sealed, key=key, place=place), where=place)


def open_sealed_json(sealed: bytes, *, key: DataKey, place: str) -> Any:
    """The same as plain JSON values, whatever it is. Raises UnreadableContentError."""
    sealed = bytes(sealed)
    try:
        plain = AESGCM(_unwrapped(key)).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encode()
        )
    except (InvalidTag, ValueError):
        raise UnreadableContentError(f"{place}: der Inhalt lässt sich nicht öffnen.") from None
    return json.loads(plain)


def secret_mark(purpose: str, text: str) -> bytes:
    """A keyed hash: the same text gives the same mark, and nobody without the master key can try
    out names or make tokens."""
    key = hmac.digest(_master_key(), f"mark/{purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def _unwrapped(key: DataKey) -> bytes:
    try:
        return aes_key_unwrap(_master_key(), key_folder().read(key.file_name))
    except DestroyedKeyError:
        raise UnreadableContentError(
            f"Der Schlüssel für {key.month:%m.%Y} ist vernichtet; der Inhalt ist gelöscht."
        ) from None
    except (MissingKeyError, InvalidUnwrap) as fault:
        raise KeyUnavailableError(str(fault) or "CASEWORK_MASTER_KEY passt nicht.") from None


def _master_key() -> bytes:
    key = base64.b64decode(settings.CASEWORK_MASTER_KEY or "", validate=True)
    if len(key) != 32:
        raise ImproperlyConfigured(
            "CASEWORK_MASTER_KEY muss 32 zufällige Bytes in Base64 enthalten, zum Beispiel aus "
            "„openssl rand -base64 32“."
        )
    return key
