"""How far it is, alike in every engine of this process."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, inf, pi, radians, sin, sqrt

from search.contract import Point

EARTH_RADIUS_M = 6_371_008.7714
"""The one Elasticsearch uses."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in radians, with the cosine every distance to it needs."""

    lat: float
    lon: float
    cos_lat: float


def spot(point: Point) -> Spot:
    lat = radians(point.lat)
    return Spot(lat, radians(point.lon), cos(lat))


def nearest(here: Spot, spots: Iterable[Spot]) -> float:
    """Twice the haversine of the way to the nearest spot; it grows with the distance and is inf
    without any."""
    lat, lon, cos_lat = here.lat, here.lon, here.cos_lat
    return min(
        (1 - cos(lat - s.lat) + cos_lat * s.cos_lat * (1 - cos(lon - s.lon)) for s in spots),
        default=inf,
    )


def metres(haversine: float) -> float:
    """Metres on the sphere from twice the haversine of the angle."""
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(haversine / 2)))


def haversine(distance: float) -> float:
    """Twice the haversine of the angle that so many metres are: `metres` backwards, up to the last
    digits."""
    return float(2 * sin(min(distance / (2 * EARTH_RADIUS_M), pi / 2)) ** 2)
