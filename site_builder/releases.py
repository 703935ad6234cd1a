"""Finished builds side by side, and the one link that says which of them is public.

Names that begin with a dot are never public: builds under way, clones, releases being deleted.
"""

import os
import shutil
from pathlib import Path

from catalogue.durable import sync_directory
from site_builder.lock import exclusive
from site_builder.state import PAGES

CURRENT = "current"
PREVIOUS = "previous"
SPARE = ".next-"
WORK, PART, DOOMED = ".build-", ".part-", ".gone-"
UNFINISHED = (WORK, PART, DOOMED)


class ReleaseError(Exception):
    """A release cannot be used; the text says why and what to do."""


def promote(releases: Path, name: str) -> None:
    """Make `name` public by one rename; whoever reads sees the old release or the new one.

    After a power cut, too: the switch is durable when this returns.
    """
    with exclusive(releases):
        _switch(releases, name)


def rollback(releases: Path) -> str:
    """Go back to the release before; returns its name."""
    with exclusive(releases):
        name = _target(releases / PREVIOUS)
        if name is None or not is_finished(releases, name) or name == current_name(releases):
            raise ReleaseError("Es gibt keinen früheren Stand, zu dem man zurückkehren könnte.")
        _switch(releases, name)
        return name


def prune(releases: Path, *, keep: int) -> list[str]:
    """Delete all but the youngest `keep` releases; the public one and the one before stay.

    What ended runs left goes too, and clones that no build will use.
    """
    with exclusive(releases):
        names = [path.name for path in releases.iterdir() if is_finished(releases, path.name)]
        names.sort(key=lambda name: ((releases / name).stat().st_mtime_ns, name), reverse=True)
        protected = {current_name(releases), _target(releases / PREVIOUS)}
        doomed = [name for name in names[keep:] if name not in protected]
        for name in doomed:
            # Half deleted it must not pass for finished.
            (releases / name).rename(releases / f"{DOOMED}{name}")
        remove_unfinished(releases)
        remove_foreign_spares(releases)
        return doomed


def current_name(releases: Path) -> str | None:
    """The public release; None before the first `promote`."""
    return _target(releases / CURRENT)


def is_finished(releases: Path, name: str) -> bool:
    path = releases / name
    plain = name == path.name and not name.startswith(".") and not path.is_symlink()
    return plain and (path / PAGES).is_file()


def remove_unfinished(releases: Path) -> None:
    """Clear away what runs left that were ended; to be called by the holder of the lock."""
    for path in list(releases.iterdir()):
        if path.name.startswith(UNFINISHED):
            shutil.rmtree(path, ignore_errors=True)


def remove_foreign_spares(releases: Path) -> None:
    """Delete the clones of releases that are no longer public."""
    own = f"{SPARE}{current_name(releases)}"
    for path in list(releases.iterdir()):
        if path.name.startswith(SPARE) and path.name != own:
            doomed = path.with_name(f"{DOOMED}{path.name}")
            path.rename(doomed)
            shutil.rmtree(doomed, ignore_errors=True)


def _switch(releases: Path, name: str) -> None:
    if not is_finished(releases, name):
        raise ReleaseError(f"{releases / name} ist kein fertiger Bau. Bitte erst bauen.")
    current = current_name(releases)
    if current == name:
        return
    if current is not None:
        # First, so that a run that ends between the two can simply be repeated.
        _point(releases / PREVIOUS, current)
    _point(releases / CURRENT, name)
    sync_directory(releases)


def _target(link: Path) -> str | None:
    return link.readlink().name if link.is_symlink() else None


def _point(link: Path, name: str) -> None:
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name)
    os.replace(fresh, link)
