"""What offers can be narrowed and ordered by: columns in the order of sort keys."""

from collections.abc import Iterable
from math import floor
from typing import Any

from search.contract import Facet, Point
from search.facets import facet_values
from search.index import SearchIndex
from search.plan import EVERYWHERE

DECIMALS = 4
"""Of a coordinate in `search.documents`; the browser rounds it on as that does."""


def facet_data(index: SearchIndex) -> dict[str, Any]:
    """`columns`: the values of each facet. `regions`: all ancestors of the venues, which are also
    what the facet of regions counts, but for `everywhere`, the numbers of offers without borders.
    `labels`: the rows of the facets with few values; `categories` and `districts` are trees."""
    tree, documents = index.snapshot.regions, index.documents
    counted = [facet for facet in Facet if facet is not Facet.REGION]
    return {
        "columns": {f.value: column(list(d.values[f]) for d in documents) for f in counted},
        "regions": column(list(d.regions) for d in documents),
        "everywhere": [
            n for n, d in enumerate(documents) if d.values[Facet.REGION] == (EVERYWHERE,)
        ],
        "labels": {
            f.value: [[v.key, v.label] for v in facet_values(f, {}, (), index)]
            for f in counted
            if f is not Facet.KIND
        },
        "categories": [
            [c.slug, c.label, [[kind.slug, kind.label] for kind in c.kinds]]
            for c in index.snapshot.categories
        ],
        "government_regions": [[r.key, r.name] for r in tree.government_regions],
        "districts": [
            [d.key, d.name, [[t.ags, t.name] for t in tree.in_district(d.key)]]
            for d in tree.districts
        ],
    }


def point_data(index: SearchIndex) -> dict[str, Any]:
    """For each document [lat, lon, lat, lon, …] in steps of `decimals` of a degree, counted from
    the middle of the last of its regions, which is a town, or from 0, 0 when it has none: small
    numbers weigh little."""
    regions, scale = index.gazetteer.regions, 10**DECIMALS
    rows: list[list[int]] = []
    for document in index.documents:
        middle = regions[document.regions[-1]] if document.regions else Point(0.0, 0.0)
        south, west = floor(middle.lat * scale), floor(middle.lon * scale)
        steps = ((p.lat * scale, p.lon * scale) for p in document.points)
        rows.append([x for lat, lon in steps for x in (round(lat) - south, round(lon) - west)])
    return {"decimals": DECIMALS, "of": rows}


def postal_code_data(index: SearchIndex) -> dict[str, Any]:
    return column(list(d.postal_codes) for d in index.documents)


def validity_data(index: SearchIndex) -> dict[str, Any]:
    """First and last day, empty where there is none."""
    days = ((d.valid_from, d.valid_until) for d in index.documents)
    return column([day.isoformat() if day else "" for day in pair] for pair in days)


def date_data(index: SearchIndex) -> dict[str, Any]:
    """The day of first publication; its values ascend, so their numbers order."""
    return column([d.first_published_on.isoformat()] for d in index.documents)


def column(rows: Iterable[list[str]]) -> dict[str, Any]:
    """Each different row once, sorted, and for each document the number of its row."""
    listed = [tuple(row) for row in rows]
    different = sorted(set(listed))
    number = {row: n for n, row in enumerate(different)}
    return {"rows": [list(row) for row in different], "of": [number[row] for row in listed]}
