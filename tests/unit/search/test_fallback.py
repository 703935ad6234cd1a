"""Which engine answers when one has no answer, or not in time."""

from dataclasses import dataclass, field

import pytest

from search.answering import answer
from search.contract import Request
from search.engines.fallback import BUDGET_S, answer_from
from search.engines.memory import MemoryEngine
from search.plan import Engine, EngineError, Plan, Result
from tests.unit.search.test_answers import index

SEVERAL_PLANS = Request(q="Kino Köln")
"""There is none, so that looser readings are tried."""


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Slow(Engine):
    """Answers from memory after so many seconds; from the n-th plan on it fails."""

    clock: Clock
    seconds: float = 0.0
    fails_from: int = 99
    name: str = "langsam"
    asked: list[Plan] = field(default_factory=list)

    def run(self, plan: Plan) -> Result:
        self.asked.append(plan)
        self.clock.now += self.seconds
        if len(self.asked) >= self.fails_from:
            raise EngineError("kaputt")
        return MemoryEngine(index().documents).run(plan)


@pytest.mark.parametrize(
    ("first", "answered_by"),
    [
        ({}, "langsam"),
        ({"fails_from": 1}, "memory"),
        # An answer takes several plans; failing in the middle gives it to the next as a whole.
        ({"fails_from": 2}, "memory"),
        ({"seconds": BUDGET_S / 9}, "langsam"),
        ({"seconds": BUDGET_S + 0.1}, "memory"),
    ],
)
def test_the_first_engine_in_time_answers(first: dict[str, float], answered_by: str) -> None:
    slow, memory = Slow(Clock(), **first), MemoryEngine(index().documents)  # type: ignore[arg-type]
    found = answer_from((slow, memory), SEVERAL_PLANS, index(), clock=slow.clock)
    assert found.engine == answered_by
    assert found.hits == answer(SEVERAL_PLANS, index(), memory).hits


def test_a_slow_engine_is_asked_once_and_not_again() -> None:
    clock = Clock()
    slow = Slow(clock, seconds=BUDGET_S + 0.1)
    memory = MemoryEngine(index().documents)
    answer_from((slow, memory), Request(q="Museum"), index(), clock=clock)
    assert len(slow.asked) == 1


def test_when_no_engine_has_an_answer_the_last_one_says_why() -> None:
    broken = Slow(Clock(), fails_from=1)
    with pytest.raises(EngineError, match="kaputt"):
        answer_from((broken, broken), Request(), index())


def test_a_single_engine_has_all_the_time() -> None:
    clock = Clock()
    slow = Slow(clock, seconds=60)
    assert answer_from((slow,), Request(q="Museum"), index(), clock=clock).engine == "langsam"
