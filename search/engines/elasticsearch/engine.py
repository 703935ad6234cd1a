"""Plans asked of the server, always of one published state."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil, inf
from time import monotonic
from typing import Any

from elasticsearch import Elasticsearch

from search.distances import nearest, spot
from search.engines.elasticsearch.breaker import Breaker
from search.engines.elasticsearch.connection import reader, refusals
from search.engines.elasticsearch.mapping import DEEPEST, alias_of
from search.engines.elasticsearch.question import View, Window, body, by_distance
from search.engines.elasticsearch.reply import Reply, Spotted, page_in_order, read
from search.engines.elasticsearch.stored import state_id, state_of
from search.index import SearchIndex
from search.plan import Engine, EngineError, Plan, Result

PATIENCE_S = 0.3
"""For plans asked at once, everything included; a citizen waits for a few times that at most."""
MARGIN = 8
"""Rows asked for beyond a page sorted by distance, to see which neighbours are equally far."""
STEP_S = 0.05
"""What is left of the patience is rounded up to: making a client for each question takes longer
than the question."""
PREFIX = "offers"

UNKNOWN = (
    "Elasticsearch kennt den öffentlichen Stand {digest} nicht. Er kommt mit der nächsten "
    "Veröffentlichung dorthin oder mit „python -m search index“."
)
INCOMPLETE = (
    "Elasticsearch zeigt {found} von {size} Angeboten des Standes {digest}. Bitte mit "
    "„python -m search index --rebuild“ neu aufbauen."
)


def engine_for(
    url: str, index: SearchIndex, *, prefix: str = PREFIX, patience: float = PATIENCE_S
) -> Engine:
    """An engine that answers from exactly the state of `index`, or raises EngineError.

    Connects with the first plan, not before; safe to share between threads. `patience`: seconds
    until a plan without an answer is given up.
    """
    return ElasticsearchEngine(reader(url), alias_of(prefix), index, patience=patience)


class ElasticsearchEngine(Engine):
    """Answers plans from the state of `index` in the Elasticsearch index called `target`."""

    name = "elasticsearch"

    def __init__(
        self,
        client: Elasticsearch,
        target: str,
        index: SearchIndex,
        view: View | None = None,
        *,
        clock: Callable[[], float] = monotonic,
        patience: float = PATIENCE_S,
    ) -> None:
        """A `view` without a state's name is taken as it is, announced or not."""
        self._target, self._clock = target, clock
        self._digest = index.digest[:12]
        self._key = "" if view is not None else state_of(index).key
        self._numbers = {document.id: n for n, document in enumerate(index.documents)}
        self._documents = index.documents
        self._patience = patience
        self._view = view
        self._clients = lru_cache(maxsize=64)(lambda s: client.options(request_timeout=s))
        self._breaker, self._guard = Breaker(), threading.Lock()

    def run(self, plan: Plan) -> Result:
        [result] = self.run_each((plan,))
        return result

    def run_each(self, plans: Sequence[Plan]) -> Iterator[Result]:
        now = self._clock()
        with self._guard:
            is_let_through, self._breaker = self._breaker.asked(now)
        if not is_let_through:
            raise EngineError("Elasticsearch antwortet seit Kurzem nicht und wird gerade geschont.")
        try:
            found = self._answered(plans, now + self._patience)
        except EngineError:
            with self._guard:
                self._breaker = self._breaker.failed(self._clock())
            raise
        with self._guard:
            self._breaker = self._breaker.answered()
        return iter(found)

    def _answered(self, plans: Sequence[Plan], deadline: float) -> list[Result]:
        view = self._view
        if view is not None:
            try:
                return self._from_view(plans, view, deadline)
            except _NotAnnouncedError:
                self._view = None  # rebuilt meanwhile: the state may have another run
        view = self._known_view(deadline)
        try:
            found = self._from_view(plans, view, deadline)
        except _NotAnnouncedError:
            raise EngineError(UNKNOWN.format(digest=self._digest)) from None
        self._view = view
        return found

    def _known_view(self, deadline: float) -> View:
        """The run that shows our state, complete."""
        with refusals(UNKNOWN.format(digest=self._digest)):
            stored = self._within(deadline).get(
                index=self._target, id=state_id(self._key), source_includes=["run", "size"]
            )
        try:
            run, size = int(stored["_source"]["run"]), int(stored["_source"]["size"])
        except (KeyError, TypeError, ValueError):
            raise EngineError(UNKNOWN.format(digest=self._digest)) from None
        view = View(run, self._key)
        [reply] = self._search([(Plan(), Window(0, 0))], view, deadline)
        if reply.total != size:
            raise EngineError(INCOMPLETE.format(found=reply.total, size=size, digest=self._digest))
        return view

    def _from_view(self, plans: Sequence[Plan], view: View, deadline: float) -> list[Result]:
        """All plans in one question; those whose page is not settled by it, again and wider."""
        results: dict[int, Result] = {}
        margin = MARGIN
        while open_ := [number for number in range(len(plans)) if number not in results]:
            asked = [(plans[n], window_of(plans[n], margin)) for n in open_]
            replies = self._search(asked, view, deadline)
            for number, (plan, window), reply in zip(open_, asked, replies, strict=True):
                result = self._settled(plan, window, reply, widest=margin >= DEEPEST)
                if result is not None:
                    results[number] = result
            margin *= 4
        return [results[number] for number in range(len(plans))]

    def _settled(self, plan: Plan, window: Window, reply: Reply, *, widest: bool) -> Result | None:
        """The result, unless rows beyond the window may belong to its page."""
        rows = [self._spotted(plan, offer, earned) for offer, earned in reply.rows]
        page: Sequence[Spotted] | None = rows
        if by_distance(plan):
            page = page_in_order(rows, window, plan, widest=widest)
        if page is None:
            return None
        ranked = tuple(row.ranked() for row in page)
        counts = {facet: reply.counts.get(facet, {}) for facet in plan.facets}
        return Result(reply.total, reply.local, ranked, counts)

    def _spotted(self, plan: Plan, offer: str, earned: int) -> Spotted:
        number = self._numbers.get(offer)
        if number is None:
            raise EngineError(f"Elasticsearch nennt „{offer}“, das es im Stand nicht gibt.")
        far = inf
        if plan.origin is not None:
            far = nearest(spot(plan.origin), map(spot, self._documents[number].points))
        return Spotted(far, number, offer, earned)

    def _search(
        self, asked: Iterable[tuple[Plan, Window]], view: View, deadline: float
    ) -> list[Reply]:
        lines: list[dict[str, Any]] = []
        for plan, window in asked:
            lines += [{"allow_partial_search_results": False}, body(plan, view, window)]
        with refusals("Die Suche"):
            answer = self._within(deadline).msearch(index=self._target, searches=lines)
        replies = read(answer.body, expected=len(lines) // 2)
        if not all(reply.is_announced for reply in replies):
            raise _NotAnnouncedError(UNKNOWN.format(digest=self._digest))
        return replies

    def _within(self, deadline: float) -> Elasticsearch:
        left = deadline - self._clock()
        if left <= 0:
            raise EngineError("Elasticsearch antwortet nicht rechtzeitig.")
        return self._clients(ceil(left / STEP_S) * STEP_S)


class _NotAnnouncedError(EngineError):
    """The run asked for no longer shows the state, or never did."""


def window_of(plan: Plan, margin: int) -> Window:
    """The rows of the plan's page, by distance with so many more on both sides; none beyond the
    last."""
    if not plan.size or plan.offset >= DEEPEST:
        return Window(0, 0)
    if not by_distance(plan):
        margin = 0
    start = max(plan.offset - margin, 0)
    end = min(plan.offset + plan.size + margin, DEEPEST)
    return Window(start, end - start)
