"""From the spool to the desk: each sealed application becomes a case exactly once.

The order makes it safe to be killed anywhere: open, write the case in one transaction under the
spool's name, then move the file. Who finds a file whose case exists only moves it.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

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

_LOG = logging.getLogger(__name__)

NEW, DONE, REFUSED = "new", "done", "refused"
RECEIPT_SUFFIX = ".json"


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


def pull(spool: Path, keys: Mapping[str, PrivateKey], *, now: datetime) -> Pulled:
    """Take everything that lies in `spool`; `keys` are the private keys by their `kid`."""
    counts = {"filed": 0, "known": 0, "refused": 0, "waiting": 0}
    for name in _envelopes(spool):
        try:
            outcome = _file(spool, name, keys, now)
        except _NotYetError as reason:
            _LOG.warning("spool %s: %s", name[:12], reason)
            outcome = "waiting"
        except _UnusableError as reason:
            _LOG.error("spool %s: %s", name[:12], reason)
            _move(spool, name, REFUSED)
            outcome = "refused"
        else:
            _move(spool, name, DONE)
        counts[outcome] += 1
    return Pulled(**counts)


def _envelopes(spool: Path) -> Iterator[str]:
    """Names of the sealed files, oldest first."""
    folder = spool / NEW
    if not folder.is_dir():
        return
    files = [f for f in folder.iterdir() if f.is_file() and f.suffix != RECEIPT_SUFFIX]
    yield from (f.name for f in sorted(files, key=lambda f: (f.stat().st_mtime, f.name)))


def _file(spool: Path, name: str, keys: Mapping[str, PrivateKey], now: datetime) -> str:
    if Case.objects.filter(spool_name=name).exists():
        return "known"
    opened = _opened((spool / NEW / name).read_text(encoding="ascii", errors="replace"), keys)
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


def _opened(token: str, keys: Mapping[str, PrivateKey]) -> Opened:
    try:
        return open_sealed(token.strip(), keys.values())
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


def _move(spool: Path, name: str, folder: str) -> None:
    """The receipt first: while the envelope is there the file is found again."""
    target = spool / folder
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted((spool / NEW).glob(f"{name}*{RECEIPT_SUFFIX}")):
        file.rename(target / file.name)
    (spool / NEW / name).rename(target / name)
