"""From the spool to the desk: each sealed application becomes a case exactly once.

The order makes it safe to be killed anywhere: open, write the case in one transaction under the
spool's name, then move the file. Who finds a file whose case exists only moves it.
"""

import json
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from applications.casework.cases.models import Case
from applications.casework.cases.services.filing import case_receive
from applications.casework.offices.models import Office
from applications.contract import MalformedApplicationError, parse_application
from applications.envelope import (
    BrokenEnvelopeError,
    Opened,
    UnknownKeyError,
    open_sealed,
)
from applications.form import CardApplication
from applications.keys.keypair import PrivateKey
from applications.references import BadReferenceError, parse_reference
from applications.spool import BrokenSpoolFileError, Spool, Stored
from catalogue.durable import replace_file
from catalogue.errors import CatalogueError

_LOG = logging.getLogger(__name__)

REFUSED = "refused"
"""Folder beside `new/` for what can never become a case; a person has to look at it."""

WHY = ".grund"
"""Ending of the file beside a refused one that says why, without anything of its content."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many files became a case, were known, cannot be used, or wait for a key or an office."""

    filed: int = 0
    known: int = 0
    refused: int = 0
    waiting: int = 0


class _NotYetError(Exception):
    """The file waits until the operator has done something; the text says what."""


class _UnusableError(Exception):
    """The file can never become a case."""


def pull(spool: Spool, keys: Mapping[str, PrivateKey], *, receipts: str, now: datetime) -> Pulled:
    """Take everything that waits in `spool`.

    `keys` are the private keys by their `kid`, `receipts` is the public half with which the
    handler's receipts are checked: what it did not sign for is no application. Nothing of an
    application gets into the log, only the beginning of the file's name.
    """
    counts: Counter[str] = Counter()
    for name in spool.waiting():
        try:
            outcome = _file(spool, name, keys, receipts, now)
        except _NotYetError as reason:
            _LOG.warning("spool %s: %s", name[:12], reason)
            outcome = "waiting"
        except _UnusableError as reason:
            _LOG.error("spool %s: %s", name[:12], reason)
            _set_aside(spool, name, str(reason))
            outcome = "refused"
        else:
            spool.finish(name)
        counts[outcome] += 1
    return Pulled(**counts)


def take_again(spool: Spool, name: str) -> None:
    """Put what was set aside back into the queue. Raises FileNotFoundError."""
    folder = spool.folder / REFUSED
    (folder / name).replace(spool.folder / "new" / name)
    (folder / f"{name}{WHY}").unlink(missing_ok=True)


def _file(
    spool: Spool, name: str, keys: Mapping[str, PrivateKey], receipts: str, now: datetime
) -> str:
    if Case.objects.filter(spool_name=name).exists():
        return "known"
    stored = _stored(spool, name)
    if not _is_genuine(stored, receipts):
        raise _UnusableError("die Quittung daneben ist nicht von der Annahme unterschrieben")
    opened = _opened(stored, keys)
    application, reference = _read(opened)
    key_of = keys[opened.kid].office
    if application.office != key_of:
        raise _UnusableError("adressiert an eine andere Stelle als die, für die er versiegelt ist")
    office = Office.objects.filter(key=key_of).first()
    if office is None:
        raise _NotYetError(f"die Stelle {key_of} fehlt; bitte load_offices aufrufen")
    if Case.objects.filter(reference=reference).exists():
        raise _UnusableError("die Vorgangsnummer gehört schon zu einem anderen Antrag")
    case = case_receive(
        application=application, office=office, reference=reference, spool_name=name, now=now
    )
    return "filed" if case else "known"


def _stored(spool: Spool, name: str) -> Stored:
    try:
        stored = spool.find(name)
    except BrokenSpoolFileError:
        raise _UnusableError("die Datei ist nicht lesbar") from None
    if stored is None:
        raise _NotYetError("ein anderer Lauf hat die Datei gerade übernommen")
    return stored


def _is_genuine(stored: Stored, receipts: str) -> bool:
    try:
        return stored.is_genuine(receipts)
    except (ValueError, CatalogueError):  # signed, but not by a program that writes receipts
        return False


def _opened(stored: Stored, keys: Mapping[str, PrivateKey]) -> Opened:
    """With the office's key; without that, with the recovery key, if somebody has fetched it."""
    try:
        try:
            return open_sealed(stored.envelope, keys.values())
        except UnknownKeyError:
            if not stored.recovery:
                raise
            return open_sealed(stored.recovery, keys.values())
    except UnknownKeyError as missing:
        raise _NotYetError(str(missing)) from None
    except BrokenEnvelopeError as broken:
        raise _UnusableError(str(broken)) from None


def _read(opened: Opened) -> tuple[CardApplication, str]:
    try:
        application = parse_application(json.loads(opened.application))
        return application, parse_reference(opened.header.receipt)
    except (MalformedApplicationError, BadReferenceError, ValueError) as malformed:
        raise _UnusableError(f"Inhalt nicht lesbar ({type(malformed).__name__})") from None


def _set_aside(spool: Spool, name: str, reason: str) -> None:
    """The reason first: killed in between, the next run refuses the file again."""
    folder = spool.folder / REFUSED
    folder.mkdir(mode=0o700, exist_ok=True)
    replace_file(folder / f"{name}{WHY}", reason)
    (spool.folder / "new" / name).replace(folder / name)
