"""Finished builds side by side, and the one link that says which of them is public."""

import os
import shutil
from pathlib import Path

CURRENT = "current"
PREVIOUS = "previous"
PAGES = "pages.json"


class ReleaseError(Exception):
    """A release cannot be used; the text says why and what to do."""


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
    protected = {CURRENT, PREVIOUS, current_name(releases)}
    if (releases / PREVIOUS).is_symlink():
        protected.add((releases / PREVIOUS).readlink().name)
    finished = [p for p in releases.iterdir() if (p / PAGES).exists() and not p.is_symlink()]
    finished.sort(key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True)
    doomed = [path for path in finished[keep:] if path.name not in protected]
    for path in doomed:
        shutil.rmtree(path)
    return [path.name for path in doomed]


def current_name(releases: Path) -> str | None:
    link = releases / CURRENT
    return link.readlink().name if link.is_symlink() else None


def _point(link: Path, name: str) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    os.replace(fresh, link)
