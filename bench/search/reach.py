"""What counts as there, near and everywhere when a question names a place."""

from dataclasses import dataclass

from catalogue.errors import CatalogueError
from catalogue.offer import Offer, Scope
from catalogue.regions import RegionTree, distance_km

EVERYWHERE_GRADE = 1
"""What holds in the whole Land is acceptable for every place, and never better."""
AROUND_POSTAL_CODE = ((10.0, 2), (25.0, 1))
"""(km, best grade): who types a postal code means the surroundings too."""
AROUND_NOTHING = ((20.0, 2), (50.0, 1))
"""(km, best grade) where the place itself has nothing good."""


@dataclass(frozen=True)
class Surroundings:
    """Grades an offer can earn by where it is."""

    regions: RegionTree

    def check(self, key: str) -> None:
        """Raises CatalogueError when no region or postal code has this key."""
        self._centre_of(key)

    def inside(self, offer: Offer, keys: tuple[str, ...]) -> bool:
        """Whether a venue lies in one of the places."""
        return any(
            venue.postal_code == key if _is_postal_code(key) else venue.ags.startswith(key)
            for venue in offer.venues
            for key in keys
        )

    def best_grade(self, offer: Offer, keys: tuple[str, ...], *, nothing_there: bool) -> int:
        """The grade the place allows; 0 for what is too far away to help."""
        if offer.scope is not Scope.LOCAL:
            return EVERYWHERE_GRADE
        if self.inside(offer, keys):
            return 3
        return max((self._around(offer, key, nothing_there) for key in keys), default=0)

    def _around(self, offer: Offer, key: str, nothing_there: bool) -> int:
        rings = (AROUND_POSTAL_CODE if _is_postal_code(key) else ()) + (
            AROUND_NOTHING if nothing_there else ()
        )
        if not rings:
            return 0
        centre = self._centre_of(key)
        km = min(
            (distance_km(*centre, *_place_of(v.lat, v.lon, v.ags, self.regions)))
            for v in offer.venues
        )
        return max((grade for limit, grade in rings if km <= limit), default=0)

    def _centre_of(self, key: str) -> tuple[float, float]:
        if _is_postal_code(key):
            code = self.regions.postal_code(key)
            if code is None:
                raise CatalogueError(f"Es gibt keine Postleitzahl {key!r}.")
            return code.lat, code.lon
        region = self.regions.municipality(key) if len(key) == 8 else self.regions.district(key)
        return region.lat, region.lon


def _place_of(
    lat: float | None, lon: float | None, ags: str, regions: RegionTree
) -> tuple[float, float]:
    if lat is not None and lon is not None:
        return lat, lon
    town = regions.municipality(ags)
    return town.lat, town.lon


def _is_postal_code(key: str) -> bool:
    return len(key) == 5 and not key.startswith("0")
