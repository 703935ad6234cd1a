"""Clones of a release's pages as hard links: what a build changes afterwards.

Making one is the larger part of a small build, so the next one is made ahead, after the switch.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from site_builder.lock import exclusive
from site_builder.releases import (
    PART,
    SPARE,
    current_name,
    remove_foreign_spares,
    remove_unfinished,
)
from site_builder.state import file_of, read_state


def prepare(releases: Path) -> bool:
    """Clone the public release for the next build; False when that is done or impossible.

    The clone gets its name when it is complete, so that a half-made one is never used.
    """
    with exclusive(releases):
        remove_unfinished(releases)
        current = current_name(releases)
        state = read_state(releases / current) if current else None
        if current is None or state is None or (releases / f"{SPARE}{current}").exists():
            return False
        part = releases / f"{PART}{current}"
        clone(releases / current, state.pages, part)
        os.sync()  # its name must not outlive a power cut that its links do not
        part.rename(releases / f"{SPARE}{current}")
        remove_foreign_spares(releases)
        return True


def take(releases: Path, release: str, pages: Iterable[str], work: Path) -> bool:
    """Make `work` a clone of `release`: the spare one when there is one, else a new one.

    False, and nothing left, when a page of the release is missing.
    """
    spare = releases / f"{SPARE}{release}"
    if spare.exists():
        spare.rename(work)
        return True
    try:
        clone(releases / release, pages, work)
    except FileNotFoundError:
        shutil.rmtree(work, ignore_errors=True)
        return False
    return True


def clone(release: Path, pages: Iterable[str], target: Path) -> None:
    """Hard links to the pages of a release, and nothing else that may lie beside them."""
    made: set[Path] = set()
    for address in pages:
        link = file_of(target / "site", address)
        if link.parent not in made:
            link.parent.mkdir(parents=True, exist_ok=True)
            made.add(link.parent)
        os.link(file_of(release / "site", address), link)
