"""Writing that survives a power cut: whole or not at all, and there when the call returns."""

import os
from pathlib import Path


def replace_file(file: Path, text: str) -> None:
    """The file holds the old or the new text, whenever the machine stops."""
    fresh = file.with_name(f".{file.name}.new")
    write_synced(fresh, text)
    fresh.replace(file)
    sync_folder(file.parent)


def write_synced(file: Path, text: str) -> None:
    """On the disk when this returns; its name in the folder is not yet."""
    with open(file, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """The names in the folder are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
