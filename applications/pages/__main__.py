"""`python -m applications.pages SNAPSHOT OUTPUT`: write the pages of the application.

They go below OUTPUT/antrag/, with the offices and rules of the snapshot as they apply on the day.
Offices without a key in the signed directory take paper only, and the pages say so at once.
"""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from applications.keys.directory import RefusedDirectoryError, read_directory
from applications.pages.writing import Site, write_pages
from catalogue.errors import CatalogueError
from catalogue.snapshot import read_snapshot
from catalogue.texts import TEXTS, read_texts
from themes.bundling import AssetsMissingError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m applications.pages")
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--site-url", default="http://localhost:8000")
    parser.add_argument("--keys", type=Path, help="unterschriebenes Schlüsselverzeichnis")
    parser.add_argument("--root", default="", help="öffentlicher Teil der Wurzel, als Text")
    parser.add_argument("--on", type=date.fromisoformat, help="Tag, dessen Regeln gelten")
    given = parser.parse_args(arguments)
    on = given.on or datetime.now(ZoneInfo("Europe/Berlin")).date()
    try:
        snapshot = read_snapshot(given.snapshot)
        online = None if given.keys is None else _online(given.keys, given.root, on)
        texts = read_texts(TEXTS)
        site = Site(snapshot.regions, snapshot.offices, texts, given.site_url, online)
        count = write_pages(site, given.output, on=on)
    except (CatalogueError, AssetsMissingError, RefusedDirectoryError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{count} Seiten des Antrags in {given.output}\n")
    return 0


def _online(keys: Path, root: str, on: date) -> frozenset[str]:
    """Raises RefusedDirectoryError and OSError."""
    return read_directory(keys.read_text(encoding="utf-8"), root=root, on=on).online(on=on)


if __name__ == "__main__":
    sys.exit(main())
