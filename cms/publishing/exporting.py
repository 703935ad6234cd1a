"""The whole published state as a snapshot on disk."""

import shutil
from datetime import date
from heapq import merge
from operator import attrgetter
from pathlib import Path

from django.db import connection, transaction

from catalogue.snapshot import Manifest, write_snapshot
from cms.editorial.export import published_pages, withdrawn_pages
from cms.municipalities.selectors import published_offices, region_tree
from cms.offers.export import categories, ended_offers, live_offers


def snapshot_write(*, directory: Path, today: date) -> Manifest:
    """Write the state of the database into the empty or new `directory`.

    One transaction sees one state: an editor who publishes meanwhile is in the next snapshot.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            # SQLite's transactions see one state by themselves.
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return write_snapshot(
            directory,
            offers=live_offers(today=today),
            regions=region_tree(),
            offices=published_offices(),
            categories=categories(),
            pages=merge(
                published_pages(today=today), withdrawn_pages(today=today), key=attrgetter("path")
            ),
            gone=ended_offers(today=today),
        )


def snapshot_keep(*, snapshots: Path, today: date) -> tuple[Path, Manifest]:
    """A snapshot under its digest in `snapshots`; the same state gives the same directory."""
    fresh = snapshots / ".neu"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        manifest = snapshot_write(directory=fresh, today=today)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)  # it may be what fills the disk
        raise
    kept = snapshots / manifest.digest[:16]
    if kept.exists():
        shutil.rmtree(fresh)
    else:
        fresh.rename(kept)
    return kept, manifest


def snapshot_of(release: str | None, snapshots: Path) -> Path | None:
    """The snapshot a release was built from, when it is still kept."""
    if release is None:
        return None
    directory = snapshots / release[:16]
    return directory if (directory / "manifest.json").exists() else None


def snapshots_prune(*, snapshots: Path, releases: set[str]) -> None:
    """Drop snapshots no kept release was built from, and what an ended run left of them."""
    needed = {name[:16] for name in releases}
    for directory in snapshots.iterdir():
        if not directory.is_dir() or directory.name in needed:
            continue
        if not directory.name.startswith("."):
            # Half deleted it must not pass for whole when the same state comes back.
            directory = directory.rename(directory.with_name(f".{directory.name}"))
        shutil.rmtree(directory)
