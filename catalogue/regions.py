"""The regions of the Land: Regierungsbezirke, Kreise, municipalities and postal codes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from math import asin, cos, dist, radians, sin

from catalogue.errors import CatalogueError
from catalogue.offer import STATE_KEY

_EARTH_RADIUS_KM = 6371.0


class DistrictKind(StrEnum):
    """What a unit of the district level is."""

    KREIS = "kreis"
    STAEDTEREGION = "staedteregion"
    KREISFREIE_STADT = "kreisfreie_stadt"


class MunicipalityKind(StrEnum):
    """What a municipality is by law."""

    STADT = "stadt"
    GEMEINDE = "gemeinde"
    KREISFREIE_STADT = "kreisfreie_stadt"


@dataclass(frozen=True, slots=True)
class GovernmentRegion:
    """Regierungsbezirk; `key` has three digits, e.g. "053" for Köln."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """Kreis, Städteregion or kreisfreie Stadt; `key` has five digits."""

    key: str
    name: str
    slug: str
    kind: DistrictKind
    government_region: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Municipality:
    """Town; `ags` has eight digits with the leading zero. `intro` is sanitised HTML."""

    ags: str
    name: str
    slug: str
    kind: MunicipalityKind
    district: str
    lat: float
    lon: float
    participating: bool = False
    intro: str = ""

    @property
    def is_independent_city(self) -> bool:
        return self.kind is MunicipalityKind.KREISFREIE_STADT


@dataclass(frozen=True, slots=True)
class PostalCode:
    """`municipalities` are AGS; seven postal codes of NRW belong to two: ask, never guess."""

    code: str
    municipalities: tuple[str, ...]
    lat: float
    lon: float


class AliasKind(StrEnum):
    """Why people type the alias: the name cut short, an abbreviation, or a part of the town."""

    SHORT_NAME = "short_name"
    ABBREVIATION = "abbreviation"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name by which a town is looked for; two rows of one name mean: ask, never guess."""

    name: str
    ags: str
    kind: AliasKind


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres of two WGS 84 points in degrees."""
    return _arc_km(dist(_unit_vector(lat_a, lon_a), _unit_vector(lat_b, lon_b)))


def _unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    phi, theta = radians(lat), radians(lon)
    return (cos(phi) * cos(theta), cos(phi) * sin(theta), sin(phi))


def _arc_km(chord: float) -> float:
    """The great-circle distance in kilometres that belongs to a chord of the unit sphere."""
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, chord / 2))


@dataclass(frozen=True)
class RegionTree:
    """All regions, with the questions asked of them. Every tuple is sorted by key or name."""

    government_regions: tuple[GovernmentRegion, ...]
    districts: tuple[District, ...]
    municipalities: tuple[Municipality, ...]
    postal_codes: tuple[PostalCode, ...]
    aliases: tuple[Alias, ...]

    @cached_property
    def _municipality(self) -> dict[str, Municipality]:
        return {m.ags: m for m in self.municipalities}

    @cached_property
    def _district(self) -> dict[str, District]:
        return {d.key: d for d in self.districts}

    @cached_property
    def _postal_code(self) -> dict[str, PostalCode]:
        return {p.code: p for p in self.postal_codes}

    @cached_property
    def _by_district(self) -> dict[str, tuple[Municipality, ...]]:
        groups: defaultdict[str, list[Municipality]] = defaultdict(list)
        for municipality in sorted(self.municipalities, key=lambda m: m.slug):
            groups[municipality.district].append(municipality)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def _codes_of(self) -> dict[str, tuple[str, ...]]:
        codes: defaultdict[str, list[str]] = defaultdict(list)
        for postal_code in self.postal_codes:
            for ags in postal_code.municipalities:
                codes[ags].append(postal_code.code)
        return {ags: tuple(group) for ags, group in codes.items()}

    def municipality(self, ags: str) -> Municipality:
        """Raises CatalogueError when there is no municipality with this key."""
        try:
            return self._municipality[ags]
        except KeyError:
            raise CatalogueError(f"Es gibt keine Gemeinde mit dem Schlüssel {ags!r}.") from None

    def district(self, key: str) -> District:
        """Raises CatalogueError when there is no Kreis or kreisfreie Stadt with this key."""
        try:
            return self._district[key]
        except KeyError:
            raise CatalogueError(f"Es gibt keinen Kreis mit dem Schlüssel {key!r}.") from None

    def knows(self, ags: str) -> bool:
        return ags in self._municipality

    def in_district(self, key: str) -> tuple[Municipality, ...]:
        """Municipalities of a Kreis in the order of their names."""
        return self._by_district.get(key, ())

    def postal_code(self, code: str) -> PostalCode | None:
        return self._postal_code.get(code)

    def postal_codes_of(self, ags: str) -> tuple[str, ...]:
        return self._codes_of.get(ags, ())

    def path(self, ags: str) -> tuple[str, ...]:
        """Keys from the Land down to the municipality, e.g. ("05", "053", "05334", "05334002")."""
        municipality = self.municipality(ags)
        district = self.district(municipality.district)
        return (STATE_KEY, district.government_region, district.key, ags)

    @cached_property
    def _on_the_sphere(self) -> list[tuple[float, float, float]]:
        """Each centre point as a unit vector: of two, the nearer one by chord is nearer by land."""
        return [_unit_vector(m.lat, m.lon) for m in self.municipalities]

    @cached_property
    def _nearest(self) -> dict[str, list[tuple[float, str]]]:
        return {}

    def nearest(self, ags: str) -> Iterator[tuple[Municipality, float]]:
        """All other municipalities with the distance of the centre points in km, nearest first."""
        here = self.municipality(ags)
        if ags not in self._nearest:
            centre = _unit_vector(here.lat, here.lon)
            chords = map(partial(dist, centre), self._on_the_sphere)
            self._nearest[ags] = sorted(
                zip(chords, (m.ags for m in self.municipalities), strict=True)
            )
        return (
            (self._municipality[other], _arc_km(chord))
            for chord, other in self._nearest[ags]
            if other != ags
        )
