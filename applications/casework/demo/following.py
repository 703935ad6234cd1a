"""Keeps the desk and the pages of the application on the state the directory shows right now."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Standing:
    """What the pages of the application were last written for."""

    snapshot: Path
    on: date


def standing_now(releases: Path, snapshots: Path, on: date) -> Standing | None:
    """The snapshot of the public release, which begins with the snapshot's name; none without."""
    link = releases / "current"
    if not link.is_symlink():
        return None
    snapshot = snapshots / link.readlink().name[:16]
    return Standing(snapshot, on) if snapshot.is_dir() else None


def point(link: Path, target: Path) -> None:
    """Let `link` lead to `target`, without a moment in which it leads nowhere."""
    fresh = link.with_name(f"{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target.resolve())
    os.replace(fresh, link)
