"""Measures of one ranked list. Grades run from 0 (wrong) to 3 (exactly it)."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from math import ceil, log2

CUT = 10
"""Hits that count for nDCG."""
GOOD = 2
"""The least grade at which somebody stops looking."""
FIRST_LOOK = 3
"""Hits among which nothing may be from another town."""


def gain(grades: Iterable[int], cut: int = CUT) -> float:
    """Discounted gain of the first `cut` grades, (2^grade - 1) / log2(rank + 1) each."""
    first = enumerate(islice(grades, cut), start=2)
    return sum((2.0**grade - 1) / log2(place) for place, grade in first)


def ndcg(ranked: Sequence[int], judged: Iterable[int], cut: int = CUT) -> float:
    """The gain of the grades in the order shown, as a share of the best order of all that were
    judged. Raises ValueError when no grade is above 0: nothing could be gained."""
    best = gain(sorted(judged, reverse=True), cut)
    if best == 0:
        raise ValueError("Ohne ein passendes Angebot lässt sich eine Antwort nicht bewerten.")
    return gain(ranked, cut) / best


def reciprocal_rank(ranked: Sequence[int], least: int = GOOD) -> float:
    """1 when the first hit is good, 1/2 when the second is, 0 when none is."""
    return next((1 / rank for rank, grade in enumerate(ranked, 1) if grade >= least), 0.0)


def leaves_town(ranked: Sequence[str], reach: Collection[str]) -> bool:
    """Whether one of the first hits cannot be used in the place that was asked for."""
    return any(hit not in reach for hit in ranked[:FIRST_LOOK])


def quantile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least `share` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
