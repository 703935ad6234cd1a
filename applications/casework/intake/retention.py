"""Sealed applications that were taken over are kept a few days, then removed from the spool."""

from datetime import datetime, timedelta

from applications.casework.cases.models import Case
from applications.spool import Spool, is_name

KEPT = timedelta(days=7)
"""Counted from the day the case was made: long enough to notice a database that was lost."""


def remove_taken(spool: Spool, *, now: datetime) -> int:
    """Remove what has been a case for long enough; returns how many files.

    A file without a case stays: it would be the only copy of an application.
    """
    folder = spool.folder / "done"
    if not folder.is_dir():
        return 0
    names = [file.name for file in folder.iterdir() if is_name(file.name)]
    over = Case.objects.filter(spool_name__in=names, received_at__lte=now - KEPT)
    removed = list(over.values_list("spool_name", flat=True))
    for name in removed:
        (folder / str(name)).unlink(missing_ok=True)
    return len(removed)
