"""What the daily job removes beside the content of cases: envelopes, texts of mails, sessions."""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db.models.functions import Coalesce

from applications.casework.cases.models import Case
from applications.casework.intake.pulling import REFUSED
from applications.casework.mail.letters import letters_empty
from applications.casework.mail.models import OutgoingMail
from applications.retention import Period
from applications.spool import Spool, is_name

_LOG = logging.getLogger(__name__)

Periods = Mapping[str, Period]


def remove_expired(spool: Spool, periods: Periods, *, now: datetime) -> dict[str, int]:
    """Remove what `periods` (applications.retention) keeps no longer; how much of each row."""
    return {
        "spool_done": remove_taken(spool, periods, now=now),
        "spool_refused": _remove_refused(spool.folder / REFUSED, periods, now),
        "mail_unsent": _empty_unsent(periods, now),
        "letter_printed": letters_empty(now=now, periods=periods),
        "sessions": _remove_sessions(periods, now),
    }


def remove_taken(spool: Spool, periods: Periods, *, now: datetime) -> int:
    """Remove what has been a case for long enough; returns how many files.

    A file without a case stays: it would be the only copy of an application.
    """
    folder = spool.folder / "done"
    if not folder.is_dir():
        return 0
    names = [file.name for file in folder.iterdir() if is_name(file.name)]
    before = periods["spool_done"].before(now)
    over = Case.objects.filter(spool_name__in=names, received_at__lte=before)
    removed = list(over.values_list("spool_name", flat=True))
    for name in removed:
        (folder / str(name)).unlink(missing_ok=True)
    return len(removed)


def _remove_refused(folder: Path, periods: Periods, now: datetime) -> int:
    before = periods["spool_refused"].before(now)
    number = 0
    for file in folder.iterdir() if folder.is_dir() else ():
        if datetime.fromtimestamp(file.stat().st_mtime, UTC) <= before:
            file.unlink(missing_ok=True)
            if is_name(file.name):
                _LOG.warning("spool %s: set aside for too long, removed", file.name[:12])
                number += 1
    return number


def _empty_unsent(periods: Periods, now: datetime) -> int:
    """That there was a mail, and that it was not sent, stays."""
    old = OutgoingMail.objects.filter(
        sent_at=None, queued_at__lte=periods["mail_unsent"].before(now)
    )
    return old.exclude(content=b"").update(
        content=b"", given_up_at=Coalesce("given_up_at", now)
    )  # fmt: skip


def _remove_sessions(periods: Periods, now: datetime) -> int:
    over = Session.objects.filter(expire_date__lte=periods["sessions"].before(now))
    return over.delete()[0]
