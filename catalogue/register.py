"""The register of content/data as a RegionTree."""

import csv
from collections import defaultdict
from pathlib import Path

from catalogue.regions import (
    Alias,
    AliasKind,
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
        aliases=tuple(
            Alias(row["alias"], row["ags"], AliasKind(row["kind"]))
            for row in _rows(directory, "aliases")
        ),
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
