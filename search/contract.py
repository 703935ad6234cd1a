"""What can be asked of the search and what it answers: the same for every engine and every door.

The written form of the answer is JSON (`catalogue.codec.to_json`).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

PAGE_SIZE = 20
LAST_HIT = 10_000
"""No page reaches beyond this hit; whoever wants all takes the open data."""
LONGEST_QUERY = 200
"""Characters of a query that are read; the rest is named in the answer as left out."""
YES = "ja"
"""The one value of a facet that is either true or not asked."""


class Sort(StrEnum):
    """Order of the hits. Distance without a known place falls back to relevance."""

    RELEVANCE = "relevanz"
    DISTANCE = "entfernung"
    TITLE = "titel"
    NEWEST = "neueste"


class Facet(StrEnum):
    """What hits are counted and narrowed by. Values of one facet are alternatives, several facets
    must all hold."""

    CATEGORY = "kategorie"
    KIND = "art"
    REGION = "region"
    BENEFIT = "vorteil"
    SCOPE = "reichweite"
    CARD = "karte"
    FREE = "kostenlos"
    DIGITAL = "digital"
    ACCESSIBLE = "barrierefrei"
    NEW = "neu"


FLAGS = frozenset({Facet.FREE, Facet.DIGITAL, Facet.ACCESSIBLE, Facet.NEW})
"""Facets whose only value is YES."""


@dataclass(frozen=True, slots=True)
class Point:
    """WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Request:
    """One question. `q` is what was typed, `place` what stands in the place field (a town, Kreis,
    postal code or key), `km` the radius asked for, `near` a point given by the device."""

    q: str = ""
    place: str = ""
    km: int | None = None
    near: Point | None = None
    chosen: dict[Facet, tuple[str, ...]] = field(default_factory=dict)
    valid_on: date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    facets: tuple[Facet, ...] = tuple(Facet)


class PlaceMode(StrEnum):
    """How a place narrows the hits."""

    WITHIN = "in"
    """Only inside the region."""
    AROUND = "um"
    """Within a radius of the point."""
    NEAREST = "naechste"
    """Nothing there: everywhere, the nearest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as it was understood. `key` is AGS, Kreis key, Regierungsbezirk key, postal code, or
    "punkt" for a given point; `km` is set when a radius is meant."""

    key: str
    name: str
    mode: PlaceMode
    lat: float
    lon: float
    km: int | None = None


class ChoiceKind(StrEnum):
    """What a word may also be the name of."""

    PLACE = "ort"
    CATEGORY = "kategorie"
    KIND = "art"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something the query may also have meant, offered and never assumed."""

    kind: ChoiceKind
    key: str
    label: str
    word: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that occurs nowhere, and the one that was looked for instead."""

    typed: str
    used: str


class Relaxed(StrEnum):
    """What was loosened because the strict question had no answer near the place."""

    NOTHING = ""
    BROADER = "weiter"
    """The main part of a compound was enough ("Stadtmuseum" → "Museum")."""
    ANY_WORD = "einzelne_woerter"
    """One of several words was enough."""
    PLACE = "ort"
    """The place gave way: nearest first."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How the question was read, for people to see and to correct: words as they were typed, what
    was found instead or besides as others write it. Nothing here is meant to be matched."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    place: Place | None = None
    choices: tuple[Choice, ...] = ()
    corrections: tuple[Correction, ...] = ()
    synonyms: tuple[str, ...] = ()
    free: bool = False
    unknown_place: str = ""
    """What stands in the place field, when no place is called so."""
    wants_location: bool = False
    """"in der Nähe" was typed, and no place is known."""
    relaxed: Relaxed = Relaxed.NOTHING
    shortened: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """`metres` to the nearest venue, where a place or point is known and the offer has a venue."""

    id: str
    points: int
    metres: int | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: `count` hits have it, as if nothing else of its facet were chosen."""

    key: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Response:
    """`total` counts all hits; `digest` names the published state the answer is from."""

    engine: str
    digest: str
    total: int
    page: int
    size: int
    sort: Sort
    interpreted: Interpretation
    hits: tuple[Hit, ...]
    facets: dict[Facet, tuple[FacetValue, ...]]
