"""What the search page shows, ready for its template: texts, addresses, and what is switched on.

The script of the page makes the same from the same answer (`themes/ehrenamt/src/page/view.js`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Corrected:
    typed: str
    used: str


@dataclass(frozen=True, slots=True)
class HitRow:
    """`distance` is empty without a known place."""

    address: str
    heading: str
    benefit: str
    summary: str
    meta: str
    distance: str
    demo: bool


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One checkbox. `fixed` ones cannot be switched: nothing is left of them, or the place field
    has chosen them."""

    parameter: str
    value: str
    label: str
    count: str
    checked: bool
    fixed: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """`name` tells the groups apart, `open` ones show their values at once."""

    name: str
    legend: str
    open: bool
    rows: tuple[FacetRow, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """What stands in the fields. `sort` and the point travel along unseen."""

    q: str = ""
    place: str = ""
    km: int | None = None
    lat: str = ""
    lon: str = ""
    sort: str = ""
    valid_on: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer. Texts are empty and flags false where there is nothing to say."""

    title: str
    count: str
    part: str
    what: str
    where: str
    free: bool
    synonyms: str
    corrections: tuple[Corrected, ...]
    choices: tuple[Link, ...]
    broader: bool
    any_word: bool
    place_relaxed: str
    unknown_place: str
    wants_location: bool
    shortened: bool
    chips: tuple[Link, ...]
    reset: str
    facets: tuple[FacetGroup, ...]
    sorts: tuple[Link, ...]
    hits: tuple[HitRow, ...]
    pages: tuple[Link, ...]
    nothing: bool
    offline: bool = False
