"""From a typed address to a point, without any third party unless the operator names one."""

import json
import logging
import urllib.parse
import urllib.request

from django.conf import settings
from django.core.cache import cache

from cms.municipalities.selectors import Geography

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 4
CACHE_SECONDS = 7 * 86_400


def geocode(
    *, street: str, postal_code: str, place: str, geography: Geography
) -> dict[str, object] | None:
    """{"lat", "lng", "precision"} of an address, or nothing when the postal code is unknown.

    Asks GEOCODER_URL (a Nominatim-compatible service the operator runs or has a contract with)
    when it is set, and answers with the centre of the postal code otherwise.
    """
    code = geography.regions.postal_code(postal_code)
    if code is None:
        return None
    if settings.GEOCODER_URL and street:
        point = _from_service(f"{street}, {postal_code} {place}")
        if point is not None:
            return point
    return {"lat": code.lat, "lng": code.lon, "precision": "postal_code"}


def _from_service(address: str) -> dict[str, object] | None:
    key = "geocode:" + urllib.parse.quote(address)
    if (known := cache.get(key)) is not None:
        return known or None
    query = urllib.parse.urlencode(
        {"q": address, "format": "jsonv2", "countrycodes": "de", "limit": 1}
    )
    try:
        with urllib.request.urlopen(  # noqa: S310 - the operator's own setting
            f"{settings.GEOCODER_URL}?{query}", timeout=TIMEOUT_SECONDS
        ) as response:
            rows = json.load(response)
        point = (
            {"lat": float(rows[0]["lat"]), "lng": float(rows[0]["lon"]), "precision": "address"}
            if rows
            else {}
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("Der Geocoder antwortet nicht: %s", error)
        return None
    cache.set(key, point, CACHE_SECONDS)
    return point or None
