"""What must have reached the disk before a name points at it."""

import os
from collections.abc import Iterable
from pathlib import Path

ONE_BY_ONE = 200
"""Up to so many files are synced singly; for more, one sync of everything is faster."""


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable: after a power cut they are there."""
    _sync(directory, os.O_RDONLY | os.O_DIRECTORY)


def sync_files(files: list[Path]) -> None:
    """Make the content of new files durable."""
    if len(files) > ONE_BY_ONE:
        os.sync()
        return
    for file in files:
        _sync(file, os.O_RDONLY)
    for directory in sorted({file.parent for file in files}):
        sync_directory(directory)


def write_new(file: str, content: bytes) -> None:
    """Write a file that must not exist yet (FileExistsError). A build does this thousands of
    times, so it asks the system directly."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        while content:
            content = content[os.write(descriptor, content) :]
    finally:
        os.close(descriptor)


def write_durably(file: Path, lines: Iterable[str]) -> None:
    """Write a small file so that readers see the old content, the new, or no file."""
    fresh = file.with_name(f".{file.name}.new")
    with fresh.open("w", encoding="utf-8") as out:
        out.writelines(lines)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
    sync_directory(file.parent)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
