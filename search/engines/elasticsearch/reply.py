"""What Elasticsearch answered, as the result of a plan: pure.

Distances are measured here, from the same points, so that metres and order come out as in the
reference engine to the last bit: where the server's own measuring, a hair less exact, may have
swapped neighbours, they are put right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from search.contract import Facet, Sort
from search.distances import metres
from search.engines.elasticsearch.connection import refusal
from search.engines.elasticsearch.question import LOCAL, STATE, Window
from search.plan import EngineError, Plan, Ranked

NOISE = 1e-15
"""Of a haversine: what a few roundings add up to."""
NOISE_M = 0.001
"""Metres the server may be wrong by; it promises a hundredth of that within the Land."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the server. `is_announced`: the state asked for is the newest or still kept."""

    is_announced: bool
    total: int
    local: int
    counts: dict[Facet, dict[str, int]]
    rows: tuple[tuple[str, int], ...]
    """Offer and points, in the order of the server."""


def read(answer: Mapping[str, Any], *, expected: int) -> list[Reply]:
    """The replies to so many searches asked at once.

    Raises EngineError when one is not the complete answer to a search of ours.
    """
    try:
        replies = list(map(_reply, answer["responses"]))
        if len(replies) != expected:
            raise ValueError(f"{len(replies)} Antworten auf {expected} Fragen")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EngineError(
            f"Die Antwort von Elasticsearch ist nicht lesbar ({type(error).__name__}: {error}). "
            "Steht unter SEARCH_URL wirklich ein Elasticsearch?"
        ) from error
    return replies


def _reply(answer: Mapping[str, Any]) -> Reply:
    if "error" in answer:
        raise EngineError(refusal("Die Suche", answer["status"], str(answer["error"])))
    if answer["timed_out"] or answer["_shards"]["failed"]:
        raise EngineError("Die Antwort von Elasticsearch ist unvollständig.")
    found = answer["aggregations"]
    return Reply(
        is_announced=STATE not in found or found[STATE][STATE]["doc_count"] > 0,
        total=int(answer["hits"]["total"]["value"]),
        local=int(found[LOCAL]["doc_count"]),
        counts=_counts(found),
        rows=tuple(
            (hit["_id"].rpartition(".")[0], round(hit["_score"])) for hit in answer["hits"]["hits"]
        ),
    )


def _counts(found: Mapping[str, Any]) -> dict[Facet, dict[str, int]]:
    return {
        Facet(name): {bucket["key"]: int(bucket["doc_count"]) for bucket in values["buckets"]}
        for group, facets in found.items()
        if group not in (LOCAL, STATE)
        for name, values in facets.items()
        if isinstance(values, Mapping)
    }


@dataclass(frozen=True, slots=True)
class Spotted:
    """A hit with its distance (twice the haversine, inf without a venue) and the number of its
    offer in the order of sort keys."""

    haversine: float
    number: int
    offer: str
    points: int

    def ranked(self) -> Ranked:
        far = None if self.haversine == inf else metres(self.haversine)
        return Ranked(self.offer, self.points, far)


def page_in_order(
    rows: Sequence[Spotted], window: Window, plan: Plan, *, widest: bool
) -> tuple[Spotted, ...] | None:
    """The plan's page out of the rows of a wider window, neighbours at one distance put in order.

    None when a neighbour beyond the window may belong to the page: ask for a wider one, unless
    this is the `widest` there is.
    """
    first = plan.offset - window.start
    last = min(first + plan.size, len(rows))
    settled: list[Spotted] = []
    for start, end in _groups(rows, points_first=plan.sort is Sort.RELEVANCE):
        touches_page = start < last and end > first
        begins_outside = start == 0 and window.start > 0
        ends_outside = end == len(rows) == window.size
        if touches_page and (begins_outside or ends_outside) and not widest:
            return None
        settled += sorted(rows[start:end], key=lambda row: (row.haversine, row.number))
    return tuple(settled[first:last])


def _groups(rows: Sequence[Spotted], *, points_first: bool) -> Iterator[tuple[int, int]]:
    """Where runs of neighbours start and end that are at one distance as far as the server can
    tell, so that it may have swapped them."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or not _are_close(rows[at - 1], rows[at], points_first):
            yield start, at
            start = at


def _are_close(one: Spotted, other: Spotted, points_first: bool) -> bool:
    if (points_first and one.points != other.points) or inf in (one.haversine, other.haversine):
        return False
    if abs(one.haversine - other.haversine) <= NOISE:
        return True
    return abs(metres(one.haversine) - metres(other.haversine)) <= NOISE_M
