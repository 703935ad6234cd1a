"""The directory of public keys: signed by the offline root, numbered, and valid for 30 days.

A directory that is expired, unsigned, or older than one seen before is refused: better no
application than one sealed for a stranger.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from applications.keys.keypair import PublicKey, is_signed, signature
from catalogue.codec import canonical_json, from_json, to_json
from catalogue.errors import CatalogueError

LIFETIME = timedelta(days=30)


class RefusedDirectoryError(ValueError):
    """The directory must not be used; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Directory:
    """`version` only grows. `receipts` is the public half that signs receipts (base64url)."""

    version: int
    issued: date
    expires: date
    receipts: str
    keys: tuple[PublicKey, ...]

    def key_for(self, office: str, *, on: date) -> PublicKey | None:
        """The key to seal with on this day: of several, the one that is valid longest. The
        recovery key where the office has no other."""
        return self._longest(office, on, recovery=False) or self.recovery_for(office, on=on)

    def recovery_for(self, office: str, *, on: date) -> PublicKey | None:
        """The key of the deputy, or of the recovery held offline, on this day."""
        return self._longest(office, on, recovery=True)

    def _longest(self, office: str, on: date, *, recovery: bool) -> PublicKey | None:
        valid = [
            key
            for key in self.keys
            if (key.office, key.recovery) == (office, recovery)
            and key.valid_from <= on <= key.valid_until
        ]
        return max(valid, key=lambda key: (key.valid_until, key.kid), default=None)

    def online(self, *, on: date) -> frozenset[str]:
        """The offices that can be sealed for on this day."""
        return frozenset(k.office for k in self.keys if k.valid_from <= on <= k.valid_until)


def build_directory(
    keys: Iterable[PublicKey], *, version: int, receipts: str, on: date
) -> Directory:
    """With all keys that are not over on this day."""
    ordered = sorted((k for k in keys if k.valid_until >= on), key=lambda key: key.kid)
    return Directory(version, on, on + LIFETIME, receipts, tuple(ordered))


def sign_directory(directory: Directory, root: Ed25519PrivateKey) -> str:
    """The text of the file."""
    content = canonical_json(to_json(directory))
    return canonical_json({"content": content, "signature": signature(root, content)})


def read_directory(text: str, *, root: str, on: date, at_least: int = 1) -> Directory:
    """The directory in the text of a file, if it may be used on this day.

    `root` is the pinned public half, `at_least` the highest version seen before. Raises
    RefusedDirectoryError.
    """
    directory = signed_directory(text, root=root)
    if directory.version < at_least:
        raise RefusedDirectoryError(
            f"Das Schlüsselverzeichnis hat die Nummer {directory.version}, schon gesehen wurde "
            f"{at_least}. Bitte das neueste einspielen."
        )
    if not directory.issued <= on <= min(directory.expires, directory.issued + LIFETIME):
        raise RefusedDirectoryError(
            f"Das Schlüsselverzeichnis gilt vom {directory.issued:%d.%m.%Y} bis zum "
            f"{directory.expires:%d.%m.%Y}. Bitte ein neues unterschreiben und einspielen."
        )
    return directory


def signed_directory(text: str, *, root: str) -> Directory:
    """A directory of the root's, also one that is over: to look at, not to seal with.

    Raises RefusedDirectoryError.
    """
    try:
        return from_json(Directory, json.loads(_content(text, root)), where="")
    except CatalogueError:
        raise RefusedDirectoryError(
            "Das Schlüsselverzeichnis ist unterschrieben, aber von anderer Bauart. "
            "Bitte Programm und Verzeichnis auf denselben Stand bringen."
        ) from None


def _content(text: str, root: str) -> str:
    try:
        signed = json.loads(text)
        content, signed_by = signed["content"], signed["signature"]
        good = isinstance(content, str) and isinstance(signed_by, str)
    except (ValueError, TypeError, KeyError):
        good = False
    if not good or not is_signed(content, signed_by, root):
        raise RefusedDirectoryError(
            "Das Schlüsselverzeichnis trägt nicht die Unterschrift der Wurzel. "
            "Bitte nicht benutzen und den Weg prüfen, auf dem es kam."
        )
    return str(content)
