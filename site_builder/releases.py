"""Finished builds side by side, and the one link that says which of them is public."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CURRENT = "current"
PREVIOUS = "previous"
PAGES = "pages.json"
LOCK = ".lock"
UNFINISHED = ".*.tmp"


class ReleaseError(Exception):
    """A release cannot be used; the text says why and what to do."""


@contextmanager
def exclusive(releases: Path) -> Iterator[None]:
    """Nobody else changes this directory meanwhile; a second caller waits."""
    releases.mkdir(parents=True, exist_ok=True)
    with (releases / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def work_directory(releases: Path, name: str) -> Path:
    """An empty place for a build; what killed builds left behind goes."""
    _sweep(releases)
    return releases / f".{name}.tmp"


def _sweep(releases: Path) -> None:
    for left in releases.glob(UNFINISHED):
        shutil.rmtree(left)


def finish(work: Path, release: Path) -> None:
    """The build is complete: give it its name, durably."""
    work.rename(release)
    _sync(release.parent)


def promote(releases: Path, name: str) -> None:
    """Make `name` public by one rename; whoever reads sees the old release or the new one."""
    if not (releases / name / PAGES).exists():
        raise ReleaseError(f"{releases / name} ist kein fertiger Bau. Bitte erst bauen.")
    current = current_name(releases)
    if current == name:
        return
    if current is not None:
        _point(releases / PREVIOUS, current)
    _point(releases / CURRENT, name)


def rollback(releases: Path) -> str:
    """Go back to the release before; returns its name."""
    link = releases / PREVIOUS
    if not link.is_symlink() or not link.exists():
        raise ReleaseError("Es gibt keinen früheren Stand, zu dem man zurückkehren könnte.")
    name = link.readlink().name
    promote(releases, name)
    return name


def prune(releases: Path, *, keep: int) -> list[str]:
    """Delete all but the youngest `keep` releases; the public one and the one before stay."""
    _sweep(releases)
    protected = {CURRENT, PREVIOUS, current_name(releases)}
    if (releases / PREVIOUS).is_symlink():
        protected.add((releases / PREVIOUS).readlink().name)
    finished = [p for p in releases.iterdir() if (p / PAGES).exists() and not p.is_symlink()]
    finished.sort(key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)
    doomed = [path for path in finished[keep:] if path.name not in protected]
    for path in doomed:
        # Out of the way first: a release that is half deleted must not look like a finished one.
        leaving = path.with_name(f".{path.name}.tmp")
        path.rename(leaving)
        shutil.rmtree(leaving)
    return [path.name for path in doomed]


def current_name(releases: Path) -> str | None:
    link = releases / CURRENT
    return link.readlink().name if link.is_symlink() else None


def _point(link: Path, name: str) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    os.replace(fresh, link)
    _sync(link.parent)


def _sync(directory: Path) -> None:
    """A rename survives a power cut only when its directory is on disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
