"""The register of content/data as a RegionTree."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

from catalogue.regions import (
    Alias,
    District,
    DistrictKind,
    GovernmentRegion,
    Municipality,
    MunicipalityKind,
    PostalCode,
    RegionTree,
)
from catalogue.slugs import place_slug

DATA = Path(__file__).parents[1] / "content" / "data"


def load_register(directory: Path = DATA) -> RegionTree:
    """All regions of the Land; who takes part is the editors' knowledge and not in the register."""
    return RegionTree(
        government_regions=tuple(
            GovernmentRegion(row["key"], row["name"])
            for row in _rows(directory, "government_regions")
        ),
        districts=tuple(_district(row) for row in _rows(directory, "districts")),
        municipalities=tuple(_municipality(row) for row in _rows(directory, "municipalities")),
        postal_codes=_postal_codes(_rows(directory, "postal_codes")),
        aliases=_aliases(_rows(directory, "aliases"), _rows(directory, "municipalities")),
    )


def _rows(directory: Path, name: str) -> list[dict[str, str]]:
    with (directory / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _district(row: dict[str, str]) -> District:
    return District(
        key=row["key"],
        name=row["name"],
        slug=place_slug(row["name"].removeprefix("Kreis ")),
        kind=DistrictKind(row["kind"]),
        government_region=row["government_region"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
    )


def _municipality(row: dict[str, str]) -> Municipality:
    return Municipality(
        ags=row["ags"],
        name=row["name"],
        slug=place_slug(row["name"]),
        kind=MunicipalityKind(row["kind"]),
        district=row["district"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
    )


def _postal_codes(rows: list[dict[str, str]]) -> tuple[PostalCode, ...]:
    pairs: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        pairs[row["postal_code"]].append(row)
    return tuple(
        PostalCode(
            code, tuple(r["ags"] for r in group), float(group[0]["lat"]), float(group[0]["lon"])
        )
        for code, group in sorted(pairs.items())
    )


_LANDSCAPE = re.compile(r" (?:\(.*\)|am Rhein|an der Ruhr|am See|in Westfalen)$")


def _aliases(listed: list[dict[str, str]], towns: list[dict[str, str]]) -> tuple[Alias, ...]:
    """The listed aliases, and the short names of towns which no other town has."""
    names = Counter(_LANDSCAPE.sub("", town["name"]) for town in towns)
    short = {
        Alias(name, town["ags"])
        for town in towns
        if (name := _LANDSCAPE.sub("", town["name"])) != town["name"] and names[name] == 1
    }
    found = short | {Alias(row["alias"], row["ags"]) for row in listed}
    return tuple(sorted(found, key=lambda alias: (alias.name, alias.ags)))
