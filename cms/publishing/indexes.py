"""The search brought to a snapshot by a process of its own, beside the build of the pages: both
take about as long, and neither waits for the other."""

import os
import shutil
from pathlib import Path
from typing import Self

from django.conf import settings

from cms.publishing.session import Session, StepError

IN_RELEASE = "site/suche/index"
"""Where a release has the files with which a browser searches."""
COMPOUNDS = "compounds.tsv"
"""In a release, for whoever reviews: each word that is taken apart, with its parts."""
EXPORT, INDEX = "export", "index"
"""The commands of `python -m search`."""
UNPLACED = ".index-"
"""Written here until the release they belong to is built, each run's apart; no name of a release
begins so."""
MEMORY = "search-memory.json"
"""In VAR_DIR; speeds up the next run, and may be deleted at any time."""
SERVER_SECONDS = 30
"""A server that takes longer is given up for this run; the next one makes up for it."""


class Indexing:
    """One process of the search that first writes the files for browsers and then brings a server
    along, from what it read once.

    It starts while the snapshot is still being written. To be used in `with`; what is not needed
    in the end is ended with it.
    """

    def __enter__(self) -> Self:
        releases = Path(settings.RELEASES_DIR)
        for left in releases.glob(f"{UNPLACED}*"):
            shutil.rmtree(left, ignore_errors=True)  # an ended run's command may still be writing
        self._folder = releases / f"{UNPLACED}{os.getpid()}"
        self._has_server = settings.SEARCH_URL.startswith(("http://", "https://"))
        self._are_written = False
        options = ["--memory", str(Path(settings.VAR_DIR) / MEMORY)]
        if self._has_server:
            options += ["--url", settings.SEARCH_URL]
        self._session = Session("search", *options, gone="Der Aufbau der Suche brach ab.")
        return self

    def __exit__(self, *error: object) -> None:
        self._session.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def begin(self, snapshot: Path) -> None:
        """Work on the snapshot from now on. Raises StepError when the process is gone."""
        table = self._folder / COMPOUNDS
        self._session.send(EXPORT, snapshot, self._folder, "--compounds", table)
        if self._has_server:
            self._session.send(INDEX, snapshot, "--url", settings.SEARCH_URL)

    def into(self, release: str) -> dict[str, int]:
        """Put the files for browsers into a release that is not public yet, and beside its pages
        how words are taken apart in it. Returns number and size of the files, and how many words
        are taken apart otherwise than in the public release.

        Raises StepError: without them the release must not become public.
        """
        self._wait_for_files()
        releases = Path(settings.RELEASES_DIR)
        place = releases / release / IN_RELEASE
        shutil.rmtree(place, ignore_errors=True)
        self._folder.rename(place)
        table = (place / COMPOUNDS).rename(releases / release / COMPOUNDS)
        files = list(place.iterdir())
        return {
            "index_files": len(files),
            "index_bytes": sum(file.stat().st_size for file in files),
            "compounds_changed": len(_lines(table) ^ _lines(releases / "current" / COMPOUNDS)),
        }

    def server_fault(self) -> str:
        """Why the search server could not be brought along; empty when it was, or there is none.
        The search service answers by itself meanwhile."""
        if not self._has_server:
            return ""
        try:
            self._wait_for_files()
            self._session.answer(SERVER_SECONDS)
        except (StepError, TimeoutError) as error:
            return f"Der Suchserver kam nicht mit und wird nachgeholt: {error}"
        return ""

    def _wait_for_files(self) -> None:
        """Their answer comes before the server's."""
        if not self._are_written:
            self._are_written = True
            self._session.answer()


def _lines(file: Path) -> set[str]:
    """None of a file that is not there: the first release, or one made before there was a table."""
    return set(file.read_text(encoding="utf-8").splitlines()) if file.exists() else set()
