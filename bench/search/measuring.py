"""One system asked all judged questions."""

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.search.judging import Judged
from bench.search.metrics import GOOD, leaves_town, ndcg, quantile, reciprocal_rank
from bench.search.systems import System

RUNS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """One question. `reciprocal_rank` is none where no judged offer is good, `left_town` where the
    question names no place. `milliseconds` are the best of RUNS: the search and not the machine."""

    query: str
    ndcg: float
    reciprocal_rank: float | None
    nothing: bool
    left_town: bool | None
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """All questions. Shares from 0 to 1; `placed` questions name a place."""

    ndcg: float
    mrr: float
    nothing: float
    left_town: int
    placed: int
    p50: float
    p95: float


def measure(system: System, judged: Iterable[Judged]) -> tuple[Measured, ...]:
    return tuple(_measured(system, question) for question in judged)


def _measured(system: System, judged: Judged) -> Measured:
    durations = []
    for _ in range(RUNS):
        started = time.perf_counter()
        found = system.search(judged.query)
        durations.append((time.perf_counter() - started) * 1000)
    grades = [judged.grades.get(key, 0) for key in found]
    good = any(grade >= GOOD for grade in judged.grades.values())
    return Measured(
        query=judged.query,
        ndcg=ndcg(grades, judged.grades.values()),
        reciprocal_rank=reciprocal_rank(grades) if good else None,
        nothing=not found,
        left_town=None if judged.reach is None else leaves_town(found, judged.reach),
        milliseconds=min(durations),
    )


def summary(measured: Sequence[Measured]) -> Summary:
    ranks = [m.reciprocal_rank for m in measured if m.reciprocal_rank is not None]
    towns = [m.left_town for m in measured if m.left_town is not None]
    return Summary(
        ndcg=statistics.fmean(m.ndcg for m in measured),
        mrr=statistics.fmean(ranks) if ranks else 0.0,
        nothing=statistics.fmean(m.nothing for m in measured),
        left_town=sum(towns),
        placed=len(towns),
        p50=quantile((m.milliseconds for m in measured), 0.5),
        p95=quantile((m.milliseconds for m in measured), 0.95),
    )
