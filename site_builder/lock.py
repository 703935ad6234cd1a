"""One run at a time on a directory of releases."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".lock"
PATIENCE = 60.0
"""Seconds; a full build takes a few, so whoever holds the lock longer is stuck."""

_STEP = 0.02


class BusyError(Exception):
    """Another run holds the releases; the text says what to do."""


class NoReleasesError(Exception):
    """There is no directory of releases; the text says what to do."""


@contextmanager
def exclusive(releases: Path, *, patience: float | None = None) -> Iterator[None]:
    """Hold the releases alone; a second run waits, at most `patience` seconds (PATIENCE).

    A record lock: it ends with the process that holds it, however that ends, and is not handed
    on to processes it starts. Not to be nested: the inner end would free the outer one.
    """
    if not releases.is_dir():
        raise NoReleasesError(f"{releases} ist kein Ordner mit Bauten. Bitte erst bauen.")
    limit = PATIENCE if patience is None else patience
    deadline = time.monotonic() + limit
    with (releases / LOCK).open("ab") as file:
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise BusyError(
                    f"An {releases} arbeitet seit mehr als {limit:.0f} Sekunden ein anderer "
                    "Lauf. Bitte warten, bis er fertig ist, oder ihn beenden."
                )
            time.sleep(_STEP)
        yield


def _taken(descriptor: int) -> bool:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
