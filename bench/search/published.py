"""The offers that are searched: a snapshot, a file of offers, or a fresh demo world."""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from catalogue.categories import Category, Kind
from catalogue.codec import from_json
from catalogue.errors import CatalogueError
from catalogue.offer import Offer
from catalogue.offices import Offices
from catalogue.register import DATA, load_register
from catalogue.snapshot import Snapshot, read_snapshot

DEMO_OFFERS = 4600


def published(path: Path | None) -> Snapshot:
    """Raises CatalogueError when `path` holds neither a snapshot nor lines of offers."""
    if path is None:
        return _demo()
    if path.is_dir():
        return read_snapshot(path)
    return _around(tuple(_offers(path)))


def _demo() -> Snapshot:
    """The world of `load_demo`, from a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        base = Path(folder)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "DATABASE_URL": f"sqlite:///{base}/cms.sqlite3",
            "VAR_DIR": str(base),
        }
        for command in (
            ("migrate", "-v0"),
            ("load_demo", "--offers", str(DEMO_OFFERS)),
            ("export_snapshot", str(base / "snapshot")),
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        return read_snapshot(base / "snapshot")


def _offers(path: Path) -> Iterable[Offer]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise CatalogueError(f"{path} ist nicht lesbar ({error.strerror}).") from None
    for number, line in enumerate(lines, 1):
        where = f"{path}, Zeile {number}"
        try:
            yield from_json(Offer, json.loads(line), where=where)
        except json.JSONDecodeError:
            raise CatalogueError(f"{where}: das ist kein JSON.") from None


def _around(offers: tuple[Offer, ...]) -> Snapshot:
    """Offers alone, in our register, under the categories they name."""
    register = load_register()
    taking_part = {offer.municipality for offer in offers}
    towns = tuple(
        replace(town, participating=town.ags in taking_part) for town in register.municipalities
    )
    return Snapshot(
        digest="",
        offers=tuple(sorted(offers, key=lambda offer: offer.id)),
        regions=replace(register, municipalities=towns),
        offices=Offices((), ()),
        categories=tuple(_categories(offers)),
        pages=(),
        gone=(),
    )


def _categories(offers: Iterable[Offer]) -> Iterable[Category]:
    """Ours, and by their bare keys those we do not know."""
    text = (DATA / "categories.toml").read_text(encoding="utf-8")
    known = {row["slug"]: row for row in tomllib.loads(text)["category"]}
    found: dict[str, dict[str, Kind]] = {
        slug: {kind["slug"]: Kind(**kind) for kind in row["kinds"]} for slug, row in known.items()
    }
    ours = {slug for kinds in found.values() for slug in kinds}
    for offer in offers:
        kinds = found.setdefault(offer.category, {})
        kinds |= {slug: Kind(slug, slug) for slug in offer.kinds if slug not in ours | kinds.keys()}
    for slug, kinds in found.items():
        row = known.get(slug, {"label": slug, "description": ""})
        yield Category(slug, row["label"], row["description"], tuple(kinds.values()))
