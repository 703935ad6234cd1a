"""The names by which people mean a place of the Land."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalogue.offer import STATE_KEY
from catalogue.regions import AliasKind, DistrictKind, PostalCode, RegionTree
from search.analysis.folding import words
from search.language import Landscape

Name = tuple[str, ...]
"""Folded words without hyphens."""


@dataclass(frozen=True, slots=True)
class Region:
    """Something a name may mean: a municipality, a Kreis or a Regierungsbezirk by its key, or a
    landscape, whose key is its name."""

    key: str
    label: str
    lat: float
    lon: float
    members: tuple[str, ...] = ()
    """Keys of the regions a landscape consists of; none for what has a key of its own."""

    @property
    def keys(self) -> tuple[str, ...]:
        """What offers are filed under that lie here."""
        return self.members or (self.key,)

    @property
    def is_municipality(self) -> bool:
        return len(self.key) == 8


@dataclass(frozen=True)
class Gazetteer:
    """`meanings` of each name, sorted; `soft` names are also words or abbreviations and narrow
    nothing unless "in" or "bei" stands before them; `written` says how each is written."""

    regions: dict[str, Region]
    meanings: dict[Name, tuple[Region, ...]]
    soft: frozenset[Name]
    written: dict[Name, str]
    postal_codes: dict[str, PostalCode]

    def named(self, name: Name) -> tuple[Region, ...]:
        return self.meanings.get(name, ())

    def also_district(self, region: Region) -> Region | None:
        """The Kreis that shares the name of a town ("Steinfurt")."""
        name = next((n for n, found in self.meanings.items() if region in found), ())
        found = self.named(("kreis", *name)) if region.is_municipality else ()
        return found[0] if found else None


def name_of(text: str) -> Name:
    return tuple(piece for word in words(text) for piece in word.split("-"))


def build_gazetteer(
    tree: RegionTree, place_words: Iterable[str] = (), landscapes: Iterable[Landscape] = ()
) -> Gazetteer:
    regions = {region.key: region for region in _regions(tree)}
    lands = list(_landscapes(landscapes, regions))
    meanings: dict[Name, dict[str, Region]] = {}
    abbreviations: set[Name] = set()
    written: dict[Name, str] = {}
    for text, region, kind in _names(tree, regions):
        name = name_of(text)
        written.setdefault(name, text)
        meanings.setdefault(name, {})[region.key] = region
        if kind is AliasKind.ABBREVIATION and len(name) == 1:
            abbreviations.add(name)
    for region in lands:
        written.setdefault(name_of(region.label), region.label)
        meanings.setdefault(name_of(region.label), {})[region.key] = region
    soft = abbreviations | {name_of(word) for word in place_words}
    return Gazetteer(
        regions=regions | {region.key: region for region in lands},
        meanings={
            name: tuple(found[key] for key in sorted(found)) for name, found in meanings.items()
        },
        soft=frozenset(name for name in soft if name in meanings),
        written=written,
        postal_codes={code.code: code for code in tree.postal_codes},
    )


def _regions(tree: RegionTree) -> Iterator[Region]:
    for town in tree.municipalities:
        yield Region(town.ags, town.name, town.lat, town.lon)
    for district in tree.districts:
        yield Region(district.key, district.name, district.lat, district.lon)
    for region in tree.government_regions:
        inside = [d for d in tree.districts if d.government_region == region.key]
        if inside:
            lat = sum(d.lat for d in inside) / len(inside)
            lon = sum(d.lon for d in inside) / len(inside)
            yield Region(region.key, region.name, round(lat, 4), round(lon, 4))


def _landscapes(landscapes: Iterable[Landscape], regions: dict[str, Region]) -> Iterator[Region]:
    """Those of which at least one region is known, their middle in the middle of these."""
    for name, keys in landscapes:
        inside = [regions[key] for key in keys if key in regions]
        if inside:
            lat = sum(r.lat for r in inside) / len(inside)
            lon = sum(r.lon for r in inside) / len(inside)
            members = tuple(r.key for r in inside)
            yield Region("-".join(name_of(name)), name, round(lat, 4), round(lon, 4), members)


def _names(
    tree: RegionTree, regions: dict[str, Region]
) -> Iterator[tuple[str, Region, AliasKind | None]]:
    for town in tree.municipalities:
        yield town.name, regions[town.ags], None
        yield town.name.split("(")[0].strip(), regions[town.ags], None
    for district in tree.districts:
        if district.kind is not DistrictKind.KREISFREIE_STADT:
            yield district.name, regions[district.key], None
    for region in tree.government_regions:
        if region.key in regions:
            yield region.name, regions[region.key], None
    for alias in tree.aliases:
        if alias.ags not in regions:
            continue
        meant = regions[alias.ags]
        if alias.kind is AliasKind.PART:
            meant = replace(meant, label=f"{meant.label} ({alias.name})")
        yield alias.name, meant, alias.kind


def is_postal_code(text: str) -> bool:
    """Whether a key of a place is a postal code; no key of a Kreis begins like one."""
    return text.isdigit() and len(text) == 5 and not text.startswith(STATE_KEY)


def is_key(text: str) -> bool:
    """Whether a text is spelled like the key of a region."""
    return text.isdigit() and text.startswith(STATE_KEY) and len(text) in (3, 5, 8)
