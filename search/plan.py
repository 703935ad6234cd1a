"""A question ready to be executed: what every engine gets, and what each must answer alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from search.contract import Facet, Point, Sort

EVERYWHERE = "ueberall"
"""Region of offers that hold in the whole Land or online: they belong to every region."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A token that satisfies a term, at `tenths` of the points its field gives."""

    token: str
    tenths: int = 10


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the question. The best field of the best alternative gives its points; a term
    that is not required only adds points."""

    alternatives: tuple[Alternative, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Circle:
    """Around a point, `km` kilometres."""

    centre: Point
    km: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`any_term`: one required term is enough. `phrases`: tokens that must stand side by side in
    title, provider or summary. `circle` lets in what is within it and what holds everywhere.
    `home`: keys (region or postal code) whose offers come first. `origin`: where distances are
    measured from. `chosen` holds the facets' filters, the place's region among them."""

    terms: tuple[Term, ...] = ()
    any_term: bool = False
    phrases: tuple[tuple[str, ...], ...] = ()
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    valid_on: date | None = None
    circle: Circle | None = None
    home: tuple[str, ...] = ()
    postal_code: str = ""
    origin: Point | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    size: int = 20
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A document with its points and the metres from the plan's origin to its nearest venue."""

    id: str
    points: int
    metres: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """`local` counts the hits that do not hold everywhere anyway. `counts` are raw: a region's
    count does not yet hold those of EVERYWHERE."""

    total: int
    local: int
    ranked: tuple[Ranked, ...]
    counts: dict[Facet, dict[str, int]]


class Engine(Protocol):
    """Executes plans over the documents of one published state.

    Raises EngineError when it cannot answer (down, slow, another state).
    """

    name: str

    def run(self, plan: Plan) -> Result: ...

    def run_each(self, plans: Sequence[Plan]) -> Iterator[Result]:
        """The results in the order of the `plans`, of which the later ones may not be wanted: an
        engine far away asks for all at once, one close by for each when its turn comes."""
        return map(self.run, plans)


class EngineError(Exception):
    """The engine has no answer now; the text says why. Ask another engine."""
