"""From an address and a point on the map to the town and trusted coordinates. Pure."""

import math
import re
from dataclasses import dataclass

from catalogue.regions import PostalCode, RegionTree, distance_km
from catalogue.slugs import place_slug
from cms.municipalities.selectors import Geography
from cms.offers.labels import LocationState

_POINT = re.compile(r"^SRID=4326;POINT\s?\((-?\d{1,3}(?:\.\d+)?)\s(-?\d{1,3}(?:\.\d+)?)\)$")

BORDER_TOLERANCE_KM = 3.0
"""Boundaries are simplified by a few hundred metres, and postal codes cover areas."""

FAR_KM = 15.0
"""A point this far from the centre of its postal code is hardly the place of the address."""


@dataclass(frozen=True, slots=True)
class Located:
    """`ags` is empty when the address does not say in which town of the Land it lies."""

    ags: str
    lat: float | None
    lon: float | None
    state: LocationState


class LocationError(ValueError):
    """Something about an address is wrong; `field` says which input of the venue."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def parse_location(text: str) -> tuple[float, float] | None:
    """(lat, lon) in degrees from "SRID=4326;POINT(lon lat)"; nothing for an empty text.

    Raises LocationError when it is not a point on earth.
    """
    if not text:
        return None
    match = _POINT.match(text.strip())
    if match is None:
        raise LocationError(
            "location",
            "Die Markierung ist keine gültige Koordinate. Klicken Sie auf die Karte oder geben Sie "
            "Breite und Länge ein, zum Beispiel 51.96,7.63.",
        )
    lon, lat = float(match[1]), float(match[2])
    if not (math.fabs(lat) <= 90 and math.fabs(lon) <= 180):
        raise LocationError(
            "location", f"{lat}, {lon} liegt nicht auf der Erde. Setzen Sie die Markierung neu."
        )
    return lat, lon


def locate(
    *, postal_code: str, place: str, point: tuple[float, float] | None, geography: Geography
) -> Located:
    """The town of an address and how far its point can be trusted.

    Raises LocationError for a postal code that is none, one shared by towns the place does not
    tell apart, a place that contradicts it, and a point outside the Land.
    """
    code = _known_code(postal_code, geography.regions)
    ags = _town(code, place, geography.regions)
    if point is None:
        return Located(ags, code.lat, code.lon, LocationState.APPROXIMATE)
    lat, lon = point
    distance = distance_km(lat, lon, code.lat, code.lon)
    if distance < 0.02:
        return Located(ags, lat, lon, LocationState.APPROXIMATE)
    if distance > BORDER_TOLERANCE_KM and geography.boundaries.municipality_at(lat, lon) is None:
        raise LocationError(
            "location",
            f"Die Markierung ({lat:.4f}, {lon:.4f}) liegt nicht in Nordrhein-Westfalen. "
            "Verschieben Sie sie an die Anschrift oder leeren Sie das Feld.",
        )
    inside = geography.boundaries.contains(ags, lat, lon)
    trusted = distance <= FAR_KM and (inside or distance <= BORDER_TOLERANCE_KM)
    return Located(ags, lat, lon, LocationState.EXACT if trusted else LocationState.DOUBTFUL)


def _known_code(postal_code: str, regions: RegionTree) -> PostalCode:
    if not re.fullmatch(r"\d{5}", postal_code):
        raise LocationError(
            "postal_code", f"„{postal_code}“ ist keine Postleitzahl. Sie hat fünf Ziffern."
        )
    code = regions.postal_code(postal_code)
    if code is None:
        raise LocationError(
            "postal_code",
            f"Die Postleitzahl {postal_code} gibt es in Nordrhein-Westfalen nicht. Prüfen Sie die "
            "Ziffern; Standorte in anderen Ländern stehen nicht im Verzeichnis.",
        )
    return code


def _town(code: PostalCode, place: str, regions: RegionTree) -> str:
    towns = {place_slug(regions.municipality(ags).name): ags for ags in code.municipalities}
    names = " und ".join(regions.municipality(ags).name for ags in code.municipalities)
    wanted = place_slug(place)
    if wanted in towns:
        return towns[wanted]
    if any(place_slug(town.name) == wanted for town in regions.municipalities):
        raise LocationError(
            "place",
            f"{code.code} gehört zu {names}, nicht zu {place}. Berichtigen Sie Ort oder "
            "Postleitzahl.",
        )
    if len(towns) == 1:
        return code.municipalities[0]
    raise LocationError(
        "place",
        f"{code.code} gehört zu {names}. Schreiben Sie in „Ort“ den Namen, in dem der Standort "
        "liegt.",
    )
