"""Writing the thousands of files of a release."""

import os
from pathlib import Path

from catalogue.durable import sync, sync_directory

ONE_BY_ONE = 200
"""Up to so many files are synced singly; for more, one sync of everything is faster."""


def sync_files(files: list[Path]) -> None:
    """Make the content of new files durable."""
    if len(files) > ONE_BY_ONE:
        os.sync()
        return
    for file in files:
        sync(file)
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
