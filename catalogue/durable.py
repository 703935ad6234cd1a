"""Writing that survives a power cut: whole or not at all, and there when the call returns."""

import os
from pathlib import Path


def replace_file(file: Path, text: str) -> None:
    """The file holds the old or the new text, whenever the machine stops."""
    fresh = file.with_name(f".{file.name}.new")
    write_synced(fresh, text)
    fresh.replace(file)
    sync_directory(file.parent)


def write_synced(file: Path, text: str) -> None:
    """On the disk when this returns; its name in the directory is not yet."""
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def sync_directory(directory: Path) -> None:
    """The names in the directory are on the disk when this returns."""
    sync(directory, os.O_DIRECTORY)


def sync(path: Path, flags: int = 0) -> None:
    """What was written to it is on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY | flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
