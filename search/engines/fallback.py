"""One answer, from the first engine that has it in time."""

import logging
from collections.abc import Callable, Iterator, Sequence
from time import monotonic

from search.answering import answer
from search.contract import Request, Response
from search.index import SearchIndex
from search.plan import Engine, EngineError, Plan, Result

logger = logging.getLogger(__name__)

BUDGET_S = 0.4
"""After so long no further plan of an answer is begun with an engine that another could replace.
Together with the patience for one plan it stays below what people wait for (0.8 s)."""


def answer_from(
    engines: Sequence[Engine],
    request: Request,
    index: SearchIndex,
    *,
    budget: float = BUDGET_S,
    clock: Callable[[], float] = monotonic,
) -> Response:
    """The answer of the first engine that has it; its name is in the answer.

    Every answer is of one engine alone. Raises the EngineError of the last one when none can.
    """
    *others, last = engines
    for engine in others:
        try:
            return answer(request, index, _InTime(engine, clock() + budget, clock))
        except EngineError as error:
            logger.info("%s: %s", engine.name, error)
    return answer(request, index, last)


class _InTime(Engine):
    """An engine that is not asked any more once its time is over."""

    def __init__(self, engine: Engine, until: float, clock: Callable[[], float]) -> None:
        self.name = engine.name
        self._engine, self._until, self._clock = engine, until, clock

    def run(self, plan: Plan) -> Result:
        self._check()
        return self._engine.run(plan)

    def run_each(self, plans: Sequence[Plan]) -> Iterator[Result]:
        results = self._engine.run_each(plans)
        for _ in plans:
            self._check()
            yield next(results)

    def _check(self) -> None:
        if self._clock() > self._until:
            raise EngineError(f"Die Suche mit {self.name} dauert zu lange.")
