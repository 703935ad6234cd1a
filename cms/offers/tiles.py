"""The background of the venue map, drawn from the register: SVG tiles, nothing from elsewhere.

Tiles follow the usual scheme: web mercator, 256 pixels, z/x/y counted from the north-west.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import pairwise
from math import asinh, pi, radians, tan

from catalogue.boundaries import Boundaries, Ring
from catalogue.regions import RegionTree
from cms.municipalities.selectors import geography

SIZE = 256
TOWN_BORDERS_FROM = 9
POSTAL_CODES_FROM = 11

_OUTSIDE, _LAND = "#dfe3e6", "#f8f6f1"
_TOWN_BORDER, _DISTRICT_BORDER = "#c6c0b2", "#8b8577"
_CELL = 8
"""Pixels: the grain in which room for names is given away."""

Point = tuple[float, float]


def mercator(lat: float, lon: float) -> Point:
    """Where a point lies on the square map of the world: (0, 0) north-west, (1, 1) south-east."""
    return (lon + 180) / 360, (1 - asinh(tan(radians(lat))) / pi) / 2


@dataclass(frozen=True, slots=True)
class _Line:
    points: tuple[Point, ...]
    west: float
    north: float
    east: float
    south: float

    @classmethod
    def of(cls, ring: Ring) -> "_Line":
        points = tuple(mercator(lat, lon) for lon, lat in ring)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(points, min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class _Name:
    """A name at a point, in the order in which names get room."""

    text: str
    at: Point
    size: int
    bold: bool = False
    ink: str = "#3d3a33"

    @property
    def half_width(self) -> float:
        return len(self.text) * self.size * 0.3 + 2


class TileMap:
    """All tiles of the Land. Drawing one needs a few milliseconds."""

    def __init__(self, regions: RegionTree, boundaries: Boundaries) -> None:
        self._land = [_Line.of(ring) for ring in boundaries.rings()]
        self._town_borders = []
        self._district_borders = []
        for border in boundaries.borders:
            inner = len(border.sides) > 1 and len({ags[:5] for ags in border.sides}) == 1
            lines = self._town_borders if inner else self._district_borders
            lines.append(_Line.of(border.line))
        self._towns = list(_names(regions))
        self._postal_codes = [
            _Name(code.code, mercator(code.lat, code.lon), 11, ink="#6b665b")
            for code in regions.postal_codes
        ]
        self._shown: dict[int, list[_Name]] = {}

    def svg(self, z: int, x: int, y: int) -> str:
        """One tile as an SVG document of 256 × 256 pixels."""
        tile = _Tile(z, x, y)
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
            'stroke-linejoin="round" stroke-linecap="round" '
            'font-family="system-ui, sans-serif" text-anchor="middle">',
            f'<path fill="{_OUTSIDE}" d="M0 0H{SIZE}V{SIZE}H0z"/>',
            f'<path fill="{_LAND}" d="{tile.path(self._land)}"/>',
        ]
        if z >= TOWN_BORDERS_FROM:
            inner = tile.path(self._town_borders)
            parts.append(f'<path fill="none" stroke="{_TOWN_BORDER}" d="{inner}"/>')
        outer = tile.path(self._district_borders)
        parts.append(
            f'<path fill="none" stroke="{_DISTRICT_BORDER}" stroke-width="1.75" d="{outer}"/>'
        )
        parts.extend(tile.text(name) for name in self._names_at(z) if tile.touches(name))
        return "".join([*parts, "</svg>"])

    def _names_at(self, zoom: int) -> list[_Name]:
        """The names shown at this zoom; the same for all tiles, so none is cut at an edge."""
        if zoom not in self._shown:
            codes = self._postal_codes if zoom >= POSTAL_CODES_FROM else []
            self._shown[zoom] = list(_with_room([*self._towns, *codes], zoom))
        return self._shown[zoom]


def _names(regions: RegionTree) -> Iterator[_Name]:
    """Kreisfreie Städte first, then the towns with most postal codes: those many know."""
    towns = sorted(
        regions.municipalities,
        key=lambda m: (not m.is_independent_city, -len(regions.postal_codes_of(m.ags)), m.ags),
    )
    for town in towns:
        big = town.is_independent_city
        yield _Name(town.name, mercator(town.lat, town.lon), 13 if big else 12, bold=big)


def _with_room(names: Iterable[_Name], zoom: int) -> Iterator[_Name]:
    """The names that do not run into one before them."""
    taken: set[tuple[int, int]] = set()
    scale = SIZE * 2**zoom
    for name in names:
        x, y = name.at[0] * scale, name.at[1] * scale
        cells = {
            (column, row)
            for column in _cells(x - name.half_width, x + name.half_width)
            for row in _cells(y - name.size, y + name.size)
        }
        if taken.isdisjoint(cells):
            taken |= cells
            yield name


def _cells(start: float, end: float) -> range:
    return range(int(start // _CELL), int(end // _CELL) + 1)


class _Tile:
    """The window of one tile onto the map."""

    def __init__(self, z: int, x: int, y: int) -> None:
        self._scale = SIZE * 2**z
        self._left, self._top = x * SIZE, y * SIZE

    def path(self, lines: Iterable[_Line]) -> str:
        return "".join(self._stroke(line) for line in lines if self._sees(line))

    def touches(self, name: _Name) -> bool:
        x, y = self._pixel(name.at)
        return -name.half_width < x < SIZE + name.half_width and -name.size < y < SIZE + name.size

    def text(self, name: _Name) -> str:
        x, y = self._pixel(name.at)
        look = ' font-weight="600"' if name.bold else ""
        return (
            f'<text x="{x:.0f}" y="{y:.0f}" dy=".35em" font-size="{name.size}"{look} '
            f'fill="{name.ink}" stroke="{_LAND}" stroke-width="3" paint-order="stroke">'
            f"{escape(name.text)}</text>"
        )

    def _pixel(self, point: Point) -> Point:
        return point[0] * self._scale - self._left, point[1] * self._scale - self._top

    def _sees(self, line: _Line) -> bool:
        west, north = self._pixel((line.west, line.north))
        east, south = self._pixel((line.east, line.south))
        return west <= SIZE and north <= SIZE and east >= 0 and south >= 0

    def _stroke(self, line: _Line) -> str:
        pixels = [(round(x), round(y)) for x, y in map(self._pixel, line.points)]
        kept = [pixels[0], *(b for a, b in pairwise(pixels) if a != b)]
        return "M" + "L".join(f"{x} {y}" for x, y in kept)


@cache
def tile_map() -> TileMap:
    """The map of the register, prepared once per process."""
    place = geography()
    return TileMap(place.regions, place.boundaries)
