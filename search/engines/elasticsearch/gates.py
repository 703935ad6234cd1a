"""What must hold before a run is announced: as many offers, and the answers of the reference."""

from collections.abc import Iterator
from datetime import date

from search.contract import Facet, Sort
from search.documents import Document
from search.index import SearchIndex
from search.plan import Alternative, Circle, Engine, EngineError, Plan, Result, Term
from search.ranking import WHOLE

TRIED_OFFERS = 4
METRES = 50


def check(engine: Engine, reference: Engine, index: SearchIndex, changed: tuple[str, ...]) -> None:
    """Raises EngineError naming the first question that `engine` answers otherwise."""
    for plan in trial_plans(index, changed):
        found, wanted = engine.run(plan), reference.run(plan)
        if difference := _difference(found, wanted):
            raise EngineError(
                f"Elasticsearch antwortet anders als die Bezugsmaschine: {difference} bei {plan}. "
                "Der neue Stand wird dort nicht freigegeben."
            )


def trial_plans(index: SearchIndex, changed: tuple[str, ...]) -> Iterator[Plan]:
    """All counts and orders over everything, and words, phrases and circles of a few offers: of
    the changed ones, else of some all over the catalogue."""
    for sort in (Sort.TITLE, Sort.NEWEST):
        yield Plan(sort=sort, facets=tuple(Facet), valid_on=_a_day(index.documents))
    documents = index.documents
    wanted = set(changed[:TRIED_OFFERS])
    tried = [document for document in documents if document.id in wanted]
    step = max(len(documents) // TRIED_OFFERS, 1)
    for document in tried or documents[::step][:TRIED_OFFERS]:
        yield _about(document)


def _about(document: Document) -> Plan:
    words = sorted(document.tokens)[:3]
    terms = tuple(Term((Alternative(word, WHOLE),)) for word in words)
    phrases = tuple(sequence[:3] for sequence in document.sequences[:1])
    if not document.points:
        return Plan(terms=terms, phrases=phrases, size=50)
    here = document.points[0]
    return Plan(
        terms=terms, phrases=phrases, origin=here, circle=Circle(here, 30), size=50,
        home=document.regions[:1],
    )  # fmt: skip


def _a_day(documents: tuple[Document, ...]) -> date | None:
    """A day on which not every offer holds, when there is one."""
    return max((d.valid_until for d in documents if d.valid_until is not None), default=None)


def _difference(found: Result, wanted: Result) -> str:
    if (found.total, found.local) != (wanted.total, wanted.local):
        return f"{found.total} statt {wanted.total} Treffer"
    if found.counts != wanted.counts:
        return "andere Zahlen je Filter"
    if [(r.id, r.points) for r in found.ranked] != [(r.id, r.points) for r in wanted.ranked]:
        return "andere Treffer oder andere Reihenfolge"
    for one, other in zip(found.ranked, wanted.ranked, strict=True):
        if abs((one.metres or 0) - (other.metres or 0)) > METRES:
            return f"andere Entfernung zu {one.id}"
    return ""
