"""`python -m applications.pages SNAPSHOT OUTPUT`: write the pages of the application.

They go below OUTPUT/antrag/, with the offices and rules of the snapshot as they apply on the day.
"""

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

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
    parser.add_argument("--on", type=date.fromisoformat, help="Tag, dessen Regeln gelten")
    given = parser.parse_args(arguments)
    on = given.on or datetime.now(ZoneInfo("Europe/Berlin")).date()
    try:
        snapshot = read_snapshot(given.snapshot)
        site = Site(snapshot.regions, snapshot.offices, read_texts(TEXTS), given.site_url)
        count = write_pages(site, given.output, on=on)
    except (CatalogueError, AssetsMissingError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{count} Seiten des Antrags in {given.output}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
