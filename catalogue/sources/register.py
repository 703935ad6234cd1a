"""The register's rows from the raw packages: pure, each function one file."""

import re
from collections import defaultdict
from typing import Any

from catalogue.boundaries import Boundaries

Row = dict[str, Any]
Area = dict[str, Any]

NAMES = {"05158020": "Langenfeld (Rheinland)", "05378016": "Leichlingen (Rheinland)"}
"""Official names where the 2017 file abbreviates."""

TOWNS_SINCE = {"05162012": "stadt"}
"""Jüchen became a town on 1 January 2019, after the file's date."""

FOREIGN_POINTS = frozenset({"52156"})
"""Monschau: the package's point lies across the border in Belgium."""

_BRACKETS = re.compile(r"\s*\([^)]*\)")


def in_nrw(areas: list[Any]) -> list[Area]:
    """Features of the Land, sorted by key."""
    with_properties = (a for a in areas if isinstance(a, dict) and a.get("properties"))
    found = [a for a in with_properties if str(a["properties"].get("AGS", "")).startswith("05")]
    return sorted(found, key=lambda a: str(a["properties"]["AGS"]))


def base_name(name: str) -> str:
    return _BRACKETS.sub("", name).strip()


def government_regions() -> list[Row]:
    names = {
        "051": "Düsseldorf",
        "053": "Köln",
        "055": "Münster",
        "057": "Detmold",
        "059": "Arnsberg",
    }
    return [{"key": key, "name": f"Regierungsbezirk {name}"} for key, name in names.items()]


def postal_codes(
    areas: list[Area],
    names_of: dict[str, list[str]],
    points: dict[str, tuple[float, float]],
    boundaries: Boundaries,
) -> list[Row]:
    """One row for each pair of postal code and municipality, matched by name.

    A code is of the Land when its point lies in it; names elsewhere may be the same.
    """
    by_name = {base_name(a["properties"]["GEN"]): a["properties"]["AGS"] for a in areas}
    rows = []
    for code, names in sorted(names_of.items()):
        if code[0] not in "345" or code not in points:
            continue
        keys = sorted({by_name[base_name(n)] for n in names if base_name(n) in by_name})
        lat, lon = (float(value) for value in points[code])
        if keys and (code in FOREIGN_POINTS or boundaries.municipality_at(lat, lon)):
            rows += [
                {"postal_code": code, "ags": ags, "lat": round(lat, 5), "lon": round(lon, 5)}
                for ags in keys
            ]
    return rows


def municipalities(areas: list[Area], codes: list[Row], boundaries: Boundaries) -> list[Row]:
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in codes:
        points[row["ags"]].append((row["lat"], row["lon"]))
    return [_municipality(area["properties"], points, boundaries) for area in areas]


def _municipality(
    properties: dict[str, Any],
    points: dict[str, list[tuple[float, float]]],
    boundaries: Boundaries,
) -> Row:
    ags = properties["AGS"]
    lat, lon = _centre(ags, points.get(ags, []), boundaries)
    kind = "stadt" if properties["BEZ"] == "Stadt" else "gemeinde"
    return {
        "ags": ags,
        "name": NAMES.get(ags, properties["GEN"]),
        "kind": "kreisfreie_stadt" if ags.endswith("000") else TOWNS_SINCE.get(ags, kind),
        "district": ags[:5],
        "lat": lat,
        "lon": lon,
    }


def _centre(
    ags: str, points: list[tuple[float, float]], boundaries: Boundaries
) -> tuple[float, float]:
    """Mean of the town's postal code points: where people live; else the nearest inner point."""
    if not points:
        raise ValueError(f"Für {ags} gibt es keine Postleitzahl.")
    lat = sum(p[0] for p in points) / len(points)
    lon = sum(p[1] for p in points) / len(points)
    near = sorted(points, key=lambda p: (p[0] - lat) ** 2 + (p[1] - lon) ** 2)
    for candidate in [(lat, lon), *near, *boundaries.inner_points(ags)]:
        if boundaries.contains(ags, *candidate):
            return round(candidate[0], 5), round(candidate[1], 5)
    raise ValueError(f"Für {ags} liegt kein Punkt innerhalb der Grenze.")


def districts(areas: list[Area], towns: list[Row]) -> list[Row]:
    points: defaultdict[str, list[Row]] = defaultdict(list)
    for town in towns:
        points[town["district"]].append(town)
    return [_district(area["properties"], points[area["properties"]["AGS"]]) for area in areas]


def _district(properties: dict[str, Any], towns: list[Row]) -> Row:
    key, name = properties["AGS"], properties["GEN"]
    if properties["BEZ"] == "Kreisfreie Stadt":
        kind = "kreisfreie_stadt"
    elif name.startswith("Städteregion"):
        kind = "staedteregion"
    else:
        kind = "kreis"
        name = name if re.search("kreis", name, re.IGNORECASE) else f"Kreis {name}"
    return {
        "key": key,
        "name": name,
        "kind": kind,
        "government_region": key[:3],
        "lat": round(sum(t["lat"] for t in towns) / len(towns), 5),
        "lon": round(sum(t["lon"] for t in towns) / len(towns), 5),
    }
