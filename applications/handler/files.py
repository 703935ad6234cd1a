"""What the handler reads from disk and follows when it changes: keys, register, offices."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from applications.keys.directory import Directory, RefusedDirectoryError, read_directory
from catalogue.durable import replace_file
from catalogue.offices import Offices
from catalogue.regions import RegionTree
from catalogue.snapshot import MANIFEST, read_snapshot

T = TypeVar("T")


class Watched(Generic[T]):
    """What `load` makes of a file, loaded again when the file was replaced."""

    def __init__(self, file: Path, load: Callable[[], T]) -> None:
        self._file, self._load = file, load
        self._known: tuple[tuple[int, int, int], T] | None = None
        self._lock = Lock()

    def now(self) -> T:
        """Raises what `load` raises, and OSError when the file is gone."""
        with self._lock:
            stat = self._file.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if self._known is None or self._known[0] != stamp:
                self._known = (stamp, self._load())
            return self._known[1]


@dataclass(frozen=True, slots=True)
class Register:
    """Towns with their postal codes, and the offices with their rules."""

    regions: RegionTree
    offices: Offices


def watched_register(snapshot: Path) -> Watched[Register]:
    """From a snapshot's folder, which may be a link that is moved. `now` raises CatalogueError."""

    def load() -> Register:
        state = read_snapshot(snapshot)
        return Register(state.regions, state.offices)

    return Watched(snapshot / MANIFEST, load)


class KeyDirectory:
    """The key directory in a file, checked against the pinned root; `seen` is a file that keeps the
    highest number ever used, so that an older directory is refused after a restart as well."""

    def __init__(self, file: Path, root: str, seen: Path) -> None:
        self._text = Watched(file, lambda: file.read_text(encoding="utf-8"))
        self._root, self._seen = root, seen
        self._checked: tuple[str, date, Directory] | None = None

    def now(self, on: date) -> Directory:
        """Raises RefusedDirectoryError, also when there is no file, and OSError."""
        try:
            text = self._text.now()
        except (FileNotFoundError, UnicodeDecodeError):
            raise RefusedDirectoryError(
                "Das Schlüsselverzeichnis fehlt oder ist nicht lesbar. Bitte einspielen."
            ) from None
        if self._checked is None or self._checked[:2] != (text, on):
            self._checked = (text, on, self._check(text, on))
        return self._checked[2]

    def _check(self, text: str, on: date) -> Directory:
        seen = int(self._seen.read_text("ascii")) if self._seen.exists() else 1
        directory = read_directory(text, root=self._root, on=on, at_least=seen)
        if directory.version > seen:
            replace_file(self._seen, str(directory.version))
        return directory
