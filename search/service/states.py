"""The published state the service answers from, and its exchange when another becomes public."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catalogue.errors import CatalogueError
from catalogue.snapshot import read_snapshot
from search.cards import HitCard, hit_cards
from search.index import SearchIndex, build_index
from search.plan import Engine
from search.service.shell import SHELL, Shell, ShellError, read_shell
from search.suggesting import Candidate, candidates

logger = logging.getLogger(__name__)
CURRENT = "current"
DIGEST_IN_NAME = 16
"""So many digits of the snapshot's digest begin the name of a release and name its snapshot."""

EnginesFor = Callable[[SearchIndex], tuple[Engine, ...]]
"""The engines of a state, in the order they are asked."""


@dataclass(frozen=True)
class State:
    """Everything one answer needs, all of it from one release."""

    release: str
    index: SearchIndex
    engines: tuple[Engine, ...]
    cards: dict[str, HitCard]
    candidates: tuple[Candidate, ...]
    shell: Shell

    @property
    def digest(self) -> str:
        return self.index.digest


class StateError(Exception):
    """The public release cannot be answered from; the text says why."""


@dataclass(frozen=True)
class Source:
    """Where the releases of the site and the snapshots they were built from lie."""

    releases: Path
    snapshots: Path
    engines_for: EnginesFor

    def current(self) -> str | None:
        """Name of the public release; None before the first publication."""
        link = self.releases / CURRENT
        return link.readlink().name if link.is_symlink() else None

    def load(self, release: str) -> State:
        """The state of a release, in about 1.5 seconds for 4,600 offers. Raises StateError."""
        try:
            snapshot = read_snapshot(self.snapshots / release[:DIGEST_IN_NAME])
            shell = read_shell(self.releases / release / SHELL)
        except (CatalogueError, ShellError, OSError) as error:
            raise StateError(f"Stand {release}: {error}") from error
        if not snapshot.digest.startswith(release[:DIGEST_IN_NAME]):
            raise StateError(f"Stand {release}: der Schnappschuss gehört zu einem anderen Stand.")
        index = build_index(snapshot)
        return State(
            release=release,
            index=index,
            engines=self.engines_for(index),
            cards=hit_cards(snapshot),
            candidates=candidates(index),
            shell=shell,
        )


class States:
    """The state of now. Whoever took one keeps it to the end of an answer."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._refused = ""
        self._stop = threading.Event()
        self.now: State | None = None

    def refresh(self) -> bool:
        """Load the public release when it is another one; True when the state changed. A release
        that cannot be loaded is said once and the old state stays."""
        release = self._source.current()
        if release is None or (self.now is not None and self.now.release == release):
            return False
        try:
            self.now = self._source.load(release)
        except StateError as error:
            if str(error) != self._refused:
                logger.error("%s Es bleibt beim vorigen.", error)
                self._refused = str(error)
            return False
        self._refused = ""
        return True

    def follow(self, every_seconds: float = 0.5) -> threading.Thread:
        """Refresh in the background until `stop`."""

        def run() -> None:
            while not self._stop.is_set():
                self.refresh()
                self._stop.wait(every_seconds)

        thread = threading.Thread(target=run, name="states", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        self._stop.set()
