"""The spool: a folder of sealed applications between the public handler and the inside.

`new/<name>` is an application that was acknowledged and waits; `done/<name>` was taken over and is
kept until retention deletes it; `tmp/` holds what is being written. A name is the keyed hash of the
sender's idempotency key: the same application sent again meets its first copy. A file is there
whole or not at all, and on the disk when `put` returns.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from applications.keys.keypair import is_signed, signature
from catalogue.codec import canonical_json, from_json, to_json
from catalogue.durable import sync_directory, write_synced
from catalogue.errors import CatalogueError

_NAME = re.compile(r"[0-9a-f]{64}")


class BrokenSpoolFileError(ValueError):
    """A file of the spool is not as `put` writes it; the text names it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is given: proof that this envelope arrived in this hour (UTC, ISO), for
    which office. `envelope` is the `digest_of` what was sealed."""

    reference: str
    office: str
    ags: str
    kid: str
    hour: str
    envelope: str


@dataclass(frozen=True, slots=True)
class Stored:
    """One file: the JWE, the canonical JSON of its receipt with its signature, and the keyed hash
    of what was sent, which tells the same application from another under the same key. `recovery`
    is the same application sealed once more, for the deputy's key or one held offline."""

    envelope: str
    receipt: str
    signature: str
    content: str
    recovery: str = ""

    def read_receipt(self) -> Receipt:
        """Not verified; see `is_genuine`."""
        return from_json(Receipt, json.loads(self.receipt), where="Quittung")

    def is_genuine(self, receipts: str) -> bool:
        """Whether the handler whose public half is `receipts` signed for this very envelope."""
        return is_signed(self.receipt, self.signature, receipts) and (
            self.read_receipt().envelope == digest_of(self.envelope, self.recovery)
        )


def digest_of(envelope: str, recovery: str = "") -> str:
    """SHA-256 in hexadecimal digits of the JWE, and of the second one where there is one."""
    return hashlib.sha256("\n".join(filter(None, (envelope, recovery))).encode()).hexdigest()


def with_receipt(
    envelope: str, receipt: Receipt, content: str, key: Ed25519PrivateKey, recovery: str = ""
) -> Stored:
    """Ready to be put."""
    text = canonical_json(to_json(receipt))
    return Stored(envelope, text, signature(key, text), content, recovery)


def is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


class Spool:
    """The folder. All methods may be called from several threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new, self._done, self._tmp = folder / "new", folder / "done", folder / "tmp"

    def prepare(self) -> None:
        """Make the folders and remove what a killed handler left half-written; for its start."""
        for part in (self._new, self._done, self._tmp):
            part.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in self._tmp.iterdir():
            left.unlink()
        sync_directory(self.folder)

    def free_bytes(self) -> int:
        disk = os.statvfs(self.folder)
        return disk.f_bavail * disk.f_frsize

    def find(self, name: str) -> Stored | None:
        """What was put under this name, also when it was taken over already.

        Raises BrokenSpoolFileError.
        """
        for folder in (self._new, self._done, self._new):  # it may move while we look
            try:
                return read_stored(folder / name)
            except FileNotFoundError:
                continue
        return None

    def put(self, name: str, stored: Stored) -> Stored:
        """What is stored under the name now: this, or what was there before.

        Raises OSError when the disk refuses. Then nothing must be acknowledged, though a whole
        file may be there, which the next attempt meets.
        """
        if (before := self.meet(name)) is not None:
            return before
        fresh = self._tmp / f"{name}.{os.urandom(8).hex()}"
        try:
            write_synced(fresh, canonical_json(to_json(stored)))
            try:
                os.link(fresh, self._new / name)
            except FileExistsError:
                return self.meet(name) or stored
            sync_directory(self._new)
            return stored
        finally:
            fresh.unlink(missing_ok=True)

    def meet(self, name: str) -> Stored | None:
        """As `find`, and on the disk when this returns: whoever put it may not be so far yet."""
        stored = self.find(name)
        if stored is not None:
            sync_directory(self._new)
        return stored

    def waiting(self) -> Iterator[str]:
        """The names in `new/`, sorted; none while no handler has started yet."""
        if self._new.exists():
            yield from sorted(entry.name for entry in self._new.iterdir() if is_name(entry.name))

    def finish(self, name: str) -> None:
        """Move to `done/` what was taken over; may be repeated after a crash."""
        try:
            (self._new / name).replace(self._done / name)
        except FileNotFoundError:
            return
        sync_directory(self._done)
        sync_directory(self._new)


def read_stored(file: Path) -> Stored:
    """A file as `put` writes it. Raises FileNotFoundError and BrokenSpoolFileError."""
    try:
        return from_json(Stored, json.loads(file.read_text(encoding="utf-8")), where="")
    except (ValueError, CatalogueError):
        raise BrokenSpoolFileError(
            f"{file} ist keine lesbare Datei des Eingangs. Bitte beiseitelegen und melden."
        ) from None
