"""Municipal boundaries: in which town does a point lie, and how far is it from one?"""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]

KM_PER_DEGREE = 111.2
"""Length of one degree of latitude."""

GRID = 12


@dataclass(frozen=True, slots=True)
class Border:
    """A line (lon, lat) between towns; `sides` are their AGS, a single one at the Land's edge."""

    line: Ring
    sides: tuple[str, ...]


class Boundaries:
    """Simplified boundaries (a few hundred metres) from a TopoJSON file, WGS 84 degrees.

    `borders` holds every line once, for drawing; it is empty when only polygons were given.
    """

    def __init__(
        self, polygons: dict[str, list[list[Ring]]], borders: tuple[Border, ...] = ()
    ) -> None:
        self._polygons = polygons
        self.borders = borders
        self._boxes = {ags: _box(parts) for ags, parts in polygons.items()}
        wests, souths, easts, norths = zip(*self._boxes.values(), strict=True)
        self.box = (min(wests), min(souths), max(easts), max(norths))
        """West, south, east and north of the whole Land, e.g. for the first view of a map."""

    @classmethod
    def load(cls, path: Path) -> "Boundaries":
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = _decode_arcs(topology)
        (collection,) = topology["objects"].values()
        towns = {str(g["id"]): _parts(g) for g in collection["geometries"]}
        return cls(
            {ags: [_rings(part, arcs) for part in parts] for ags, parts in towns.items()},
            _borders(towns, arcs),
        )

    def rings(self) -> Iterator[Ring]:
        """Every ring (lon, lat) of every town: outlines, and holes where another town lies."""
        return (ring for parts in self._polygons.values() for rings in parts for ring in rings)

    def in_state_box(self, lat: float, lon: float) -> bool:
        """A quick first look: outside this box a point is certainly outside the Land."""
        return _in_box(self.box, lat, lon)

    def contains(self, ags: str, lat: float, lon: float) -> bool:
        """Raises KeyError when there is no boundary for this key."""
        if not _in_box(self._boxes[ags], lat, lon):
            return False
        return any(_inside_polygon(rings, lat, lon) for rings in self._polygons[ags])

    def municipality_at(self, lat: float, lon: float) -> str | None:
        """AGS of the municipality around the point, or nothing outside the Land."""
        if not self.in_state_box(lat, lon):
            return None
        return next((ags for ags in self._polygons if self.contains(ags, lat, lon)), None)

    def distance_km(self, ags: str, lat: float, lon: float) -> float:
        """Kilometres from the point to the municipality, 0 inside; good for short distances.

        Raises KeyError when there is no boundary for this key.
        """
        if self.contains(ags, lat, lon):
            return 0.0
        scale = KM_PER_DEGREE * cos(radians(lat)), KM_PER_DEGREE
        edges = (e for rings in self._polygons[ags] for ring in rings for e in pairwise(ring))
        return min(_distance_to_edge(edge, lat, lon, scale) for edge in edges)

    def inner_points(self, ags: str) -> Iterator[tuple[float, float]]:
        """Points (lat, lon) of a grid over the municipality that lie inside, middle rows first."""
        west, south, east, north = self._boxes[ags]
        for row in sorted(range(1, GRID), key=lambda r: abs(r - GRID // 2)):
            for column in sorted(range(1, GRID), key=lambda c: abs(c - GRID // 2)):
                lat = south + (north - south) * row / GRID
                lon = west + (east - west) * column / GRID
                if self.contains(ags, lat, lon):
                    yield lat, lon


def _decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    transform = topology.get("transform", {"scale": [1, 1], "translate": [0, 0]})
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    delta = "transform" in topology
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for step_x, step_y in arc:
            x, y = (x + step_x, y + step_y) if delta else (step_x, step_y)
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(points)
    return arcs


def _parts(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Indices of arcs by part and ring; ~n is arc n run through backwards."""
    return geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]


def _rings(part: list[list[int]], arcs: list[Ring]) -> list[Ring]:
    return [_ring(indices, arcs) for indices in part]


def _borders(towns: dict[str, list[list[list[int]]]], arcs: list[Ring]) -> tuple[Border, ...]:
    sides: defaultdict[int, set[str]] = defaultdict(set)
    for ags, parts in towns.items():
        for ring in (ring for part in parts for ring in part):
            for index in ring:
                sides[index if index >= 0 else ~index].add(ags)
    return tuple(Border(arcs[index], tuple(sorted(sides[index]))) for index in sorted(sides))


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _box(parts: list[list[Ring]]) -> tuple[float, float, float, float]:
    points = [point for rings in parts for point in rings[0]]
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    return min(lons), min(lats), max(lons), max(lats)


def _in_box(box: tuple[float, float, float, float], lat: float, lon: float) -> bool:
    west, south, east, north = box
    return west <= lon <= east and south <= lat <= north


def _distance_to_edge(
    edge: tuple[tuple[float, float], tuple[float, float]],
    lat: float,
    lon: float,
    scale: tuple[float, float],
) -> float:
    """Distance to a line segment on the flat map around the point."""
    (x1, y1), (x2, y2) = (((x - lon) * scale[0], (y - lat) * scale[1]) for x, y in edge)
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length if length else 0.0
    step = min(1.0, max(0.0, along))
    return hypot(x1 + step * (x2 - x1), y1 + step * (y2 - y1))


def _inside_polygon(rings: list[Ring], lat: float, lon: float) -> bool:
    """Even-odd rule over outer ring and holes together."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
