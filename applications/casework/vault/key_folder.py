"""The folder of data keys: one small file per office and month, apart from the database.

Backups of the database hold content without its keys. The folder is backed up as a mirror, without
older versions: a key destroyed here is then destroyed everywhere, and so is all it sealed,
in every copy of the database. What stays in a key's place is a note of the day it was destroyed:
a key that is merely missing is a fault of the operator's and nothing is treated as erased.
"""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from catalogue.durable import sync_directory, write_synced

_DESTROYED = "vernichtet "


class MissingKeyError(Exception):
    """The file of a key is not in the folder; the text says what to do."""


class DestroyedKeyError(Exception):
    """The key was destroyed on purpose; what it sealed is erased."""


class KeyFolder:
    """Keys by name, wrapped by who calls. May be used by several processes at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, name: str, wrapped: bytes) -> None:
        """Keep a new key, on the disk when this returns; one that is there already stays."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._file(name).exists():  # whoever made it may have been killed before the sync
            sync_directory(self._folder)
            return
        fresh = self._folder / f".{name}.{os.urandom(8).hex()}"
        try:
            write_synced(fresh, wrapped.hex())
            fresh.chmod(0o600)
            with suppress(FileExistsError):
                os.link(fresh, self._file(name))
            sync_directory(self._folder)
        finally:
            fresh.unlink(missing_ok=True)

    def read(self, name: str) -> bytes:
        """The wrapped key. Raises MissingKeyError and DestroyedKeyError."""
        try:
            text = self._file(name).read_text(encoding="utf-8")
            if text.startswith(_DESTROYED):
                raise DestroyedKeyError(f"Der Schlüssel {name} ist {text.strip()}.")
            return bytes.fromhex(text)
        except (OSError, ValueError):
            raise MissingKeyError(
                f"In DATA_KEYS_DIR fehlt die lesbare Datei {name}. Bitte den Ordner prüfen und aus "
                "seinem Spiegel holen; nichts gilt deshalb als gelöscht."
            ) from None

    def is_destroyed(self, name: str) -> bool:
        """False also for a key that is missing."""
        try:
            self.read(name)
        except DestroyedKeyError:
            return True
        except MissingKeyError:
            return False
        return False

    def destroy(self, name: str, *, on: date) -> None:
        """Overwrite the key and leave the note in its place; may be repeated."""
        if self.is_destroyed(name):
            return
        file = self._file(name)
        if file.exists():
            with open(file, "r+b") as out:
                out.write(os.urandom(file.stat().st_size))
                out.flush()
                os.fsync(out.fileno())
        fresh = self._folder / f".{name}.{os.urandom(8).hex()}"
        write_synced(fresh, f"{_DESTROYED}{on}\n")
        fresh.replace(file)
        sync_directory(self._folder)

    def _file(self, name: str) -> Path:
        return self._folder / name
