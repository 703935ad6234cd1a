"""Looking at the spool, the keys, the disk and the queue of mails, for `watching` to judge."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from applications.casework.cases.anchors import BrokenAnchorsError, read_anchors
from applications.casework.intake.keys import published_keys
from applications.casework.intake.pulling import REFUSED
from applications.casework.intake.watching import Lying, Seen
from applications.casework.mail.models import OutgoingMail
from applications.envelope import BrokenEnvelopeError, header_of
from applications.keys.directory import Directory, RefusedDirectoryError
from applications.keys.keypair import read_private_keys, read_public_keys
from applications.spool import BrokenSpoolFileError, Spool, Stored, is_name, read_stored

_UNSENT_AFTER = timedelta(hours=24)


def look(*, now: datetime) -> Seen:
    """Reads file names and headers of envelopes, never what is in them."""
    spool = Spool(Path(str(settings.SPOOL_DIR)))
    here = {file.name.removesuffix(".private.json") for file in _private_files()}
    directory, fault = _directory()
    return Seen(
        waiting=_waiting(spool.folder / "new", here),
        refused=Counter(office for _, office, _ in _envelopes(spool.folder / REFUSED)),
        directory=directory,
        directory_fault=fault,
        free_bytes=spool.free_bytes() if spool.folder.is_dir() else 0,
        unsent=_unsent(now),
        anchored=_anchored(),
        old_keys=_unneeded_keys(spool, now),
    )


def _private_files() -> Iterable[Path]:
    return Path(str(settings.OFFICE_KEYS_DIR)).glob("*.private.json")


def _directory() -> tuple[Directory | None, str]:
    try:
        return published_keys(), ""
    except RefusedDirectoryError as refused:
        return None, str(refused)


def _waiting(folder: Path, here: set[str]) -> dict[str, Lying]:
    found: dict[str, Lying] = {}
    for file, office, kids in _envelopes(folder):
        since = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        missing = frozenset(kids[:1]) if kids and not here & set(kids) else frozenset()
        before = found.get(office, Lying(0, since))
        found[office] = Lying(before.number + 1, min(before.since, since), before.missing | missing)
    return found


def _envelopes(folder: Path) -> Iterable[tuple[Path, str, list[str]]]:
    """Each file with its office and the keys that open it, as written on the envelope; without
    both where it cannot be read. A file that is taken over meanwhile is left out."""
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not is_name(file.name):
            continue
        try:
            kids = _kids(read_stored(file))
        except FileNotFoundError:
            continue
        except (BrokenSpoolFileError, BrokenEnvelopeError):
            kids = []
        yield file, kids[0].rpartition(".")[0] if kids else "", kids


def _kids(stored: Stored) -> list[str]:
    return [header_of(token)[1] for token in (stored.envelope, stored.recovery) if token]


def _unneeded_keys(spool: Spool, now: datetime) -> tuple[str, ...]:
    """Private keys whose time is over and under which nothing lies in the spool any more."""
    folder = Path(str(settings.OFFICE_KEYS_DIR))
    over = {key.kid for key in read_public_keys(folder) if key.valid_until < now.date()}
    needed = {
        kid
        for part in ("new", "done", REFUSED)
        for _, _, kids in _envelopes(spool.folder / part)
        for kid in kids
    }
    return tuple(sorted((over & read_private_keys(folder).keys()) - needed))


def _unsent(now: datetime) -> int:
    late = OutgoingMail.objects.filter(sent_at=None, queued_at__lte=now - _UNSENT_AFTER)
    return late.exclude(content=b"").count()


def _anchored() -> datetime | None:
    try:
        anchors = read_anchors(Path(str(settings.TRAIL_ANCHORS)))
    except BrokenAnchorsError:
        return None
    return datetime.fromisoformat(anchors[-1].at) if anchors else None
