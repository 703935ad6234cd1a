"""The search brought to a snapshot by its own commands, beside the build of the pages: both take
about as long, and neither waits for the other."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from cms.publishing.builder import BuilderError

IN_RELEASE = "site/suche/index"
"""Where a release has the files with which a browser searches."""
EXPORT, INDEX = "export", "index"
"""The commands of `python -m search`."""
UNPLACED = ".index-"
"""Written here until the release they belong to is built, each run's apart; no name of a release
begins so."""
SERVER_SECONDS = 30
"""A server that takes longer is given up for this run; the next one makes up for it."""


class Indexing:
    """The commands of one run, which end with it."""

    def __init__(self, snapshot: Path) -> None:
        releases = Path(settings.RELEASES_DIR)
        for left in releases.glob(f"{UNPLACED}*"):
            shutil.rmtree(left, ignore_errors=True)  # an ended run's command may still be writing
        self._folder = releases / f"{UNPLACED}{os.getpid()}"
        self._browser = _command(EXPORT, snapshot, self._folder)
        self._server = (
            _command(INDEX, snapshot, "--url", settings.SEARCH_URL)
            if settings.SEARCH_URL.startswith(("http://", "https://"))
            else None
        )

    def into(self, release: str) -> dict[str, int]:
        """Put the files for browsers into a release that is not public yet; their number and size.

        Raises BuilderError: without them the release must not become public.
        """
        _finish(self._browser)
        place = Path(settings.RELEASES_DIR) / release / IN_RELEASE
        shutil.rmtree(place, ignore_errors=True)
        self._folder.rename(place)
        files = list(place.iterdir())
        return {"index_files": len(files), "index_bytes": sum(f.stat().st_size for f in files)}

    def server_fault(self) -> str:
        """Why the search server could not be brought along; empty when it was, or there is none.
        The search service answers by itself meanwhile."""
        if self._server is None:
            return ""
        try:
            _finish(self._server, SERVER_SECONDS)
        except (BuilderError, subprocess.TimeoutExpired) as error:
            return f"Der Suchserver kam nicht mit und wird nachgeholt: {error}"
        return ""

    def end(self) -> None:
        for process in (self._browser, self._server):
            if process is not None:
                process.kill()  # nothing happens to one that has ended
                with process:  # waits, and closes what it wrote to
                    pass
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def indexing(snapshot: Path) -> Iterator[Indexing]:
    """Begin to bring the search to the snapshot; what is not needed in the end is ended."""
    begun = Indexing(snapshot)
    try:
        yield begun
    finally:
        begun.end()


def _command(*arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own module with our own arguments
        [sys.executable, "-m", "search", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _finish(process: subprocess.Popen[str], seconds: float | None = None) -> None:
    _, said = process.communicate(timeout=seconds)
    if process.returncode != 0:
        raise BuilderError(said.strip()[-4000:] or "Der Aufbau der Suche brach ab.")
