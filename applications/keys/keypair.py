"""Key pairs of offices (X25519), of the root and of the receipts (Ed25519), and their files.

Private halves are files of mode 0600. Public halves are text that may be shown to anybody.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from catalogue.codec import canonical_json, from_json, to_json
from catalogue.errors import CatalogueError

LIFETIME = timedelta(days=365 + 30)
"""A year, and 30 days in which the next key is already there."""


Key = TypeVar("Key")


class KeyFileError(ValueError):
    """A key file cannot be used; the text names it and says what to do."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Seals for `office`, from and until the days given, both included. `x` is base64url.

    The private half of a `recovery` key is held elsewhere: offline, or by the deputy office. Every
    application is sealed for it a second time.
    """

    kid: str
    office: str
    x: str
    valid_from: date
    valid_until: date
    recovery: bool = False


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """Opens what was sealed with the public half of the same `kid`; never printed."""

    kid: str
    office: str
    x: str
    d: str = field(repr=False)


def new_keypair(
    office: str, valid_from: date, *, recovery: bool = False
) -> tuple[PrivateKey, PublicKey]:
    """A fresh pair, valid for LIFETIME from this day on."""
    private = X25519PrivateKey.generate()
    x, d = text_of(private.public_key().public_bytes_raw()), text_of(private.private_bytes_raw())
    kid = f"{office}.{hashlib.sha256(x.encode()).hexdigest()[:16]}"
    public = PublicKey(kid, office, x, valid_from, valid_from + LIFETIME, recovery)
    return PrivateKey(kid, office, x, d), public


def write_keypair(folder: Path, private: PrivateKey, public: PublicKey) -> None:
    """`<kid>.private.json` and `<kid>.public.json`; refuses to overwrite (FileExistsError)."""
    write_private(folder / f"{private.kid}.private.json", canonical_json(to_json(private)))
    (folder / f"{public.kid}.public.json").write_text(
        canonical_json(to_json(public)), encoding="utf-8"
    )


def read_private_keys(folder: Path) -> dict[str, PrivateKey]:
    """All private keys of a folder by `kid`, old ones included. Raises KeyFileError."""
    return {key.kid: key for key in _read_all(PrivateKey, folder, "*.private.json")}


def read_public_keys(folder: Path) -> tuple[PublicKey, ...]:
    """All public keys of a folder. Raises KeyFileError."""
    return _read_all(PublicKey, folder, "*.public.json")


def new_signing_key(file: Path) -> str:
    """Make an Ed25519 key in a new private file; its public half as text.

    Raises FileExistsError.
    """
    key = Ed25519PrivateKey.generate()
    while public_half(key).startswith("-"):  # commands would take it for an option
        key = Ed25519PrivateKey.generate()
    write_private(file, text_of(key.private_bytes_raw()))
    return public_half(key)


def read_signing_key(file: Path) -> Ed25519PrivateKey:
    """Raises KeyFileError."""
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes_of(file.read_text("ascii").strip()))
    except (OSError, ValueError):
        raise KeyFileError(
            f"{file} ist kein lesbarer Signierschlüssel. Bitte mit "
            "python -m applications.keys neu anlegen oder aus der Sicherung holen."
        ) from None


def public_half(key: Ed25519PrivateKey) -> str:
    return text_of(key.public_key().public_bytes_raw())


def signature(key: Ed25519PrivateKey, text: str) -> str:
    return text_of(key.sign(text.encode()))


def is_signed(text: str, signed: str, public: str) -> bool:
    """Whether `signed` is the one spelling of a signature of this text by this public half."""
    try:
        raw = bytes_of(signed)
        Ed25519PublicKey.from_public_bytes(bytes_of(public)).verify(raw, text.encode())
    except (InvalidSignature, ValueError):
        return False
    return text_of(raw) == signed


def text_of(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def bytes_of(text: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(f"{text}{'=' * (-len(text) % 4)}", altchars=b"-_", validate=True)


def write_private(file: Path, text: str) -> None:
    """Raises FileExistsError rather than replacing a key."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def _read_all(cls: type[Key], folder: Path, pattern: str) -> tuple[Key, ...]:
    return tuple(_read(cls, file) for file in sorted(folder.glob(pattern)))


def _read(cls: type[Key], file: Path) -> Key:
    try:
        return from_json(cls, json.loads(file.read_text(encoding="utf-8")), where="")
    except (OSError, ValueError, CatalogueError):
        raise KeyFileError(f"{file} ist keine lesbare Schlüsseldatei.") from None
