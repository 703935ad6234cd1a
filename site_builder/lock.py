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


@contextmanager
def exclusive(releases: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the releases alone; a second run waits, at most `patience` seconds.

    A record lock: it ends with the process that holds it, however that ends, and is not handed
    on to processes it starts. Not to be nested: the inner end would free the outer one.
    """
    releases.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + patience
    with (releases / LOCK).open("ab") as file:
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise BusyError(
                    f"An {releases} arbeitet seit mehr als {patience:.0f} Sekunden ein anderer "
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
