"""What must hold before a run is announced: every offer, once, with the reference's answers.

Each gate raises EngineError naming the first question that is answered otherwise.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from search.contract import Facet, Sort
from search.documents import Document
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import (
    EVERYWHERE,
    Alternative,
    Circle,
    Engine,
    EngineError,
    Plan,
    Ranked,
    Result,
    Term,
)
from search.ranking import WHOLE

TRIED = 4
"""Offers that are asked for by their own words and places."""
MANY = 100
"""Hits among which a single offer is looked for."""
METRES = 50


def check_whole(engine: Engine, index: SearchIndex) -> None:
    """All offers, all counts, the first page by title; a few milliseconds."""
    plan = Plan(sort=Sort.TITLE, facets=tuple(Facet))
    documents = index.documents
    counts = {
        facet: dict(Counter(chain.from_iterable(d.values[facet] for d in documents)))
        for facet in plan.facets
    }
    wanted = Result(
        total=len(documents),
        local=len(documents) - counts[Facet.REGION].get(EVERYWHERE, 0),
        ranked=tuple(Ranked(document.id, 0, None) for document in documents[: plan.size]),
        counts=counts,
    )
    _compare(engine.run(plan), wanted, plan)


def check_offers(engine: Engine, documents: Iterable[Document]) -> None:
    """Single offers are found by their words and places, with the points they deserve."""
    for document in documents:
        alone = MemoryEngine((document,))
        for plan in _about(document):
            found = engine.run(plan)
            [wanted] = alone.run(plan).ranked
            ranked = {row.id: row for row in found.ranked}
            row = ranked.get(wanted.id)
            if row is None and found.total > len(ranked):
                continue  # many are alike; this one is further down
            if row is None or _differ(row, wanted):
                raise EngineError(_said(f"{row} statt {wanted}", plan))


def check_against(engine: Engine, index: SearchIndex) -> None:
    """The same answers as the reference engine, for questions all over the catalogue."""
    reference = MemoryEngine(index.documents)
    for plan in _all_over(index.documents):
        _compare(engine.run(plan), reference.run(plan), plan)


def _all_over(documents: tuple[Document, ...]) -> Iterator[Plan]:
    yield Plan(sort=Sort.NEWEST, facets=tuple(Facet), valid_on=_a_day(documents))
    step = max(len(documents) // TRIED, 1)
    for document in documents[::step][:TRIED]:
        yield from _about(document)


def _about(document: Document) -> Iterator[Plan]:
    """Words and the beginning of the title in the innermost region of the offer; what is around
    it, the same postal code first."""
    words = sorted(document.tokens)[:3]
    yield Plan(
        terms=tuple(Term((Alternative(word, WHOLE),)) for word in words),
        phrases=tuple(sequence[:3] for sequence in document.sequences[:1]),
        chosen={Facet.REGION: document.regions[-1:]},
        home=document.regions[-1:],
        size=MANY,
    )
    if document.points:
        here, code = document.points[0], "".join(document.postal_codes[:1])
        yield Plan(origin=here, circle=Circle(here, 1), postal_code=code, size=MANY)


def _a_day(documents: tuple[Document, ...]) -> date | None:
    """A day on which not every offer holds, when there is one."""
    return max((d.valid_until for d in documents if d.valid_until is not None), default=None)


def _compare(found: Result, wanted: Result, plan: Plan) -> None:
    if (found.total, found.local) != (wanted.total, wanted.local):
        raise EngineError(_said(f"{found.total} statt {wanted.total} Treffer", plan))
    if found.counts != wanted.counts:
        raise EngineError(_said("andere Zahlen je Filter", plan))
    for row, right in zip(found.ranked, wanted.ranked, strict=True):
        if _differ(row, right):
            raise EngineError(_said(f"{row} statt {right}", plan))


def _differ(one: Ranked, other: Ranked) -> bool:
    if (one.id, one.points) != (other.id, other.points):
        return True
    return abs((one.metres or 0) - (other.metres or 0)) > METRES


def _said(difference: str, plan: Plan) -> str:
    return (
        f"Elasticsearch antwortet anders als die Bezugsmaschine: {difference} bei {plan}. "
        "Der Stand wird dort nicht freigegeben."
    )
