"""One publication at a time, on this machine. The lock dies with its process."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PublicationBusyError(Exception):
    """Another process is publishing right now."""


@contextmanager
def publication_lock(path: Path) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublicationBusyError(
                "Gerade läuft schon eine Veröffentlichung. Ihre Änderung kommt gleich danach dran."
            ) from None
        yield
