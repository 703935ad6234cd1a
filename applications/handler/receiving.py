"""Receiving one application: met before, checked, proven, addressed, sealed, stored; in this order.

Nothing is acknowledged before it is on the disk. Whatever goes wrong earlier is an outcome of its
own, and the page that shows it keeps everything typed.
"""

import hmac
import json
import logging
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from applications.envelope import Header, seal
from applications.form import SCHEMA_VERSION, CardApplication
from applications.handler.files import KeyDirectory, Register, Watched
from applications.handler.proofs import Proofs, Verdict
from applications.handler.sending import Sent
from applications.handler.traffic import Level
from applications.keys.directory import Directory, RefusedDirectoryError
from applications.references import REFERENCES, build_reference
from applications.spool import (
    BrokenSpoolFileError,
    Receipt,
    Spool,
    Stored,
    digest_of,
    with_receipt,
)
from applications.submission import Assessment, assess
from catalogue.codec import canonical_json, to_json
from catalogue.errors import CatalogueError
from catalogue.offices import IssuingOffice

HERE = ZoneInfo("Europe/Berlin")
RESERVE_BYTES = 64 * 1024 * 1024
"""Below so much free space nothing is taken any more: other programs need the disk as well."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Received:
    """It is stored under `name`; `again`: it already was, and nothing new was stored."""

    name: str
    stored: Stored
    again: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another application was sent under the same key."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """There are problems, or no office that can take it (then its route says why). With what they
    were found by: the register and the offices that can be sealed for."""

    assessment: Assessment
    register: Register
    online: frozenset[str]


@dataclass(frozen=True, slots=True)
class Unproven:
    """Good, but without a proof that fits; it is to be sent again with one."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Not now. The reason is for the log and names nobody."""

    reason: str


Outcome = Received | Conflict | Faulty | Unproven | Unavailable


@dataclass(frozen=True, slots=True)
class Secrets:
    """The key that signs receipts, and what is derived from it for keyed hashes."""

    signing: Ed25519PrivateKey

    def derived(self, purpose: str) -> bytes:
        """32 bytes for one purpose, the same after every restart."""
        return hmac.digest(self.signing.private_bytes_raw(), purpose.encode(), "sha256")

    def hashed(self, purpose: str, text: str) -> str:
        return hmac.new(self.derived(purpose), text.encode(), sha256).hexdigest()


class Receiving:
    """The way of every application. `clock` gives seconds since the epoch."""

    def __init__(
        self,
        *,
        spool: Spool,
        keys: KeyDirectory,
        register: Watched[Register],
        secrets_: Secrets,
        proofs: Proofs,
        clock: Callable[[], float],
        reserve: int = RESERVE_BYTES,
    ) -> None:
        self._spool, self._keys, self._register = spool, keys, register
        self._secrets, self._proofs, self._clock = secrets_, proofs, clock
        self._reserve = reserve

    def receive(self, sent: Sent, level: Level) -> Outcome:
        """Takes some milliseconds of computing and waits for the disk: for a thread of its own."""
        try:
            return self._receive(sent, level)
        except (RefusedDirectoryError, BrokenSpoolFileError, CatalogueError) as error:
            return _unavailable(str(error))
        except OSError as error:
            return _unavailable(os.strerror(error.errno) if error.errno else "Fehler der Platte")

    def find(self, name: str) -> Stored | None:
        """What was acknowledged under this name. Raises OSError and BrokenSpoolFileError."""
        return self._spool.find(name)

    def state(self) -> str:
        """Why nothing can be received now, or "" if all is well."""
        try:
            self._keys.now(self._today())
            self._register.now()
            self._check_space()
        except (RefusedDirectoryError, CatalogueError, OSError) as error:
            return str(error)
        return ""

    def office_named(self, key: str) -> IssuingOffice | None:
        """The office, for the page that says thank you."""
        offices = self._register.now().offices.offices
        return next((office for office in offices if office.key == key), None)

    def _receive(self, sent: Sent, level: Level) -> Outcome:
        on, content = self._today(), self._secrets.hashed("content", sent.canonical())
        name = self._name(sent, on)
        before = self._spool.meet(name)
        if before is not None:
            return _met(name, before, content)
        register, directory = self._register.now(), self._keys.now(on)
        online = directory.online(on=on)
        found = assess(
            sent.kind,
            sent.answers,
            regions=register.regions,
            offices=register.offices,
            online=online,
            on=on,
        )
        if found.card_application is None:
            return Faulty(found, register, online)
        verdict = self._proofs.check(
            sent.proof, sent.waited, level=level, application=name, trapped=sent.trapped
        )
        if verdict is not Verdict.GOOD:
            return Unproven(verdict)
        self._check_space()
        sealed = self._sealed(found.card_application, register, directory, content, on)
        stored = self._spool.put(name, sealed)
        return Received(name, stored, False) if stored == sealed else _met(name, stored, content)

    def _sealed(
        self,
        card_application: CardApplication,
        register: Register,
        directory: Directory,
        content: str,
        on: date,
    ) -> Stored:
        office = next(o for o in register.offices.offices if o.key == card_application.office)
        key = directory.key_for(office.key, on=on)
        if key is None:  # routing only takes offices that have one
            raise RefusedDirectoryError(f"Für {office.key} fehlt ein Schlüssel.")
        reference = build_reference(secrets.randbelow(REFERENCES))
        header = Header(area_of(office), SCHEMA_VERSION, reference)
        text = canonical_json(to_json(card_application)).encode()
        envelope = seal(text, key=key, header=header)
        second = directory.recovery_for(office.key, on=on)
        recovery = "" if second is None or second == key else seal(text, key=second, header=header)
        hour = datetime.fromtimestamp(self._clock(), UTC).strftime("%Y-%m-%dT%H")
        digest = digest_of(envelope, recovery)
        receipt = Receipt(reference, office.key, header.ags, key.kid, hour, digest)
        return with_receipt(envelope, receipt, content, self._secrets.signing, recovery)

    def _name(self, sent: Sent, on: date) -> str:
        """By the sender's key; without one the same answers on the same day are the same."""
        if sent.key:
            return self._secrets.hashed("key", sent.key.lower())
        return self._secrets.hashed("day", json.dumps([on.isoformat(), sent.canonical()]))

    def _today(self) -> date:
        return datetime.fromtimestamp(self._clock(), HERE).date()

    def _check_space(self) -> None:
        if self._spool.free_bytes() < self._reserve:
            raise OSError(28, "Auf der Platte ist zu wenig Platz")


def area_of(office: IssuingOffice) -> str:
    """The AGS of the office's town; of several towns the beginning their keys share, as a Kreis
    and its towns do."""
    least, most = min(office.municipalities), max(office.municipalities)
    pairs = enumerate(zip(least, most, strict=False))
    return least[: next((place for place, (a, b) in pairs if a != b), len(least))]


def _met(name: str, before: Stored, content: str) -> Outcome:
    if hmac.compare_digest(before.content, content):
        return Received(name, before, True)
    return Conflict()


def _unavailable(reason: str) -> Unavailable:
    _log.error("Zurzeit wird nichts angenommen: %s", reason)
    return Unavailable(reason)
