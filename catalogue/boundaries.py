"""Municipal boundaries: does a point lie in a town, and in the Land at all?"""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Ring = list[tuple[float, float]]

LATITUDE_RANGE = (50.3, 52.6)
LONGITUDE_RANGE = (5.8, 9.5)
"""Box around North Rhine-Westphalia in degrees; outside it a point need not be looked up."""

GRID = 12


class Boundaries:
    """Simplified boundaries (a few hundred metres) from a TopoJSON file, WGS 84 degrees."""

    def __init__(self, polygons: dict[str, list[list[Ring]]]) -> None:
        self._polygons = polygons
        self._boxes = {ags: _box(parts) for ags, parts in polygons.items()}

    @classmethod
    def load(cls, path: Path) -> "Boundaries":
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = _decode_arcs(topology)
        (collection,) = topology["objects"].values()
        return cls({str(g["id"]): _polygons(g, arcs) for g in collection["geometries"]})

    def contains(self, ags: str, lat: float, lon: float) -> bool:
        west, south, east, north = self._boxes[ags]
        if not (west <= lon <= east and south <= lat <= north):
            return False
        return any(_inside_polygon(rings, lat, lon) for rings in self._polygons[ags])

    def municipality_at(self, lat: float, lon: float) -> str | None:
        """AGS of the municipality around the point, or nothing outside the Land."""
        return next((ags for ags in self._polygons if self.contains(ags, lat, lon)), None)

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


def _polygons(geometry: dict[str, Any], arcs: list[Ring]) -> list[list[Ring]]:
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [[_ring(indices, arcs) for indices in rings] for rings in parts]


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


def _inside_polygon(rings: list[Ring], lat: float, lon: float) -> bool:
    """Even-odd rule over outer ring and holes together."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside
