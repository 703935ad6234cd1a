"""From an address and a point on the map to the town and trusted coordinates. Pure."""

import re
from dataclasses import dataclass

from catalogue.findings import Finding
from catalogue.regions import distance_km
from catalogue.venue_rules import elsewhere, known_code, outside, town_of
from cms.municipalities.selectors import Geography
from cms.offers.labels import LocationState

_POINT = re.compile(r"^SRID=4326;POINT\s?\((-?\d{1,3}(?:\.\d+)?)\s(-?\d{1,3}(?:\.\d+)?)\)$")

SAME_KM = 0.02
"""The geocoder's answer for a postal code is its centre: nearer than this it is not the address."""

FAR_KM = 15.0
"""A point this far from the centre of its postal code is hardly the place of the address."""


@dataclass(frozen=True, slots=True)
class Located:
    """The town of an address, and how far its point can be trusted."""

    ags: str
    lat: float
    lon: float
    state: LocationState


def parse_location(text: str) -> tuple[float, float] | Finding | None:
    """(lat, lon) in degrees from "SRID=4326;POINT(lon lat)"; nothing for an empty text."""
    if not text:
        return None
    match = _POINT.match(text.strip())
    if match is None:
        return Finding(
            "location",
            "Punkt auf der Karte: das ist keine gültige Koordinate. Bitte auf die Karte klicken "
            "oder Breite und Länge eingeben, zum Beispiel 51.96,7.63.",
        )
    return float(match[2]), float(match[1])


def locate(
    *, postal_code: str, place: str, point: tuple[float, float] | None, geography: Geography
) -> Located | Finding:
    """Where an address lies, or why that cannot be said: a postal code that is none, one that
    does not fit the place, a point outside the Land."""
    code = known_code(postal_code, geography.regions)
    if isinstance(code, Finding):
        return code
    ags = town_of(code, place, geography.regions)
    if isinstance(ags, Finding):
        return ags
    if point is None:
        return Located(ags, code.lat, code.lon, LocationState.APPROXIMATE)
    if finding := outside(*point, ags, geography.boundaries):
        return finding
    return Located(ags, *point, _trust(point, ags, (code.lat, code.lon), geography))


def _trust(
    point: tuple[float, float], ags: str, centre: tuple[float, float], geography: Geography
) -> LocationState:
    distance = distance_km(*point, *centre)
    if distance < SAME_KM:
        return LocationState.APPROXIMATE
    if distance > FAR_KM or elsewhere(*point, ags, geography.regions, geography.boundaries):
        return LocationState.DOUBTFUL
    return LocationState.EXACT
