"""The reference engine: sets of documents as bits of whole numbers, in the order of sort keys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import inf

from search.contract import Facet, Point, Sort
from search.distances import haversine, metres, nearest, spot
from search.documents import Document
from search.plan import EVERYWHERE, Circle, Engine, Plan, Ranked, Result, Term
from search.ranking import HOME, SAME_POSTAL_CODE, Tier, points

Bits = int
"""A set of documents: bit n is the n-th in the order of sort keys."""

_UNSURE = 1e-9
"""Part of a haversine that rounding may change."""


class MemoryEngine(Engine):
    """Answers plans over `documents`, which are in the order of their sort keys."""

    name = "memory"

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._all: Bits = (1 << len(documents)) - 1
        self._postings: dict[str, dict[Tier, Bits]] = _gathered(
            (token, tier, number)
            for number, document in enumerate(documents)
            for token, tier in document.tokens.items()
        )
        self._values: dict[Facet, dict[str, Bits]] = _gathered(
            (facet, value, number)
            for number, document in enumerate(documents)
            for facet, values in document.values.items()
            for value in values
        )
        self._regions = _sets((n, d.regions) for n, d in enumerate(documents))
        self._postal_codes = _sets((n, d.postal_codes) for n, d in enumerate(documents))
        self._everywhere = self._values.get(Facet.REGION, {}).get(EVERYWHERE, 0)
        self._spots = [tuple(map(spot, d.points)) for d in documents]
        self._newest_first = sorted(
            range(len(documents)), key=lambda n: -documents[n].first_published_on.toordinal()
        )
        self._distances = lru_cache(maxsize=64)(self._measure)
        self._circles = lru_cache(maxsize=64)(self._within)

    def run(self, plan: Plan) -> Result:
        distances = self._distances(plan.origin) if plan.origin else None
        circle = self._circles(plan.circle) if plan.circle else None
        base = self._matching(plan)
        if circle is not None:
            base &= circle | self._everywhere
        narrowed = {facet: self._narrowed(facet, v) for facet, v in plan.chosen.items() if v}
        hits = base
        for bits in narrowed.values():
            hits &= bits
        ordered = self._ordered(plan, hits, circle, distances)
        page = ordered[plan.offset : plan.offset + plan.size]
        return Result(
            total=hits.bit_count(),
            local=(hits & ~self._everywhere).bit_count(),
            ranked=tuple(
                Ranked(self._documents[n].id, earned, _metres(distances, n)) for n, earned in page
            ),
            counts={facet: self._count(facet, base, narrowed) for facet in plan.facets},
        )

    # Which documents

    def _matching(self, plan: Plan) -> Bits:
        found = self._all
        required = [self._having(term) for term in plan.terms if term.required]
        if required and plan.any_term:
            found = 0
            for bits in required:
                found |= bits
        else:
            for bits in required:
                found &= bits
        for phrase in plan.phrases:
            found = self._with_phrase(found, phrase)
        return found & self._valid_on(plan.valid_on) if plan.valid_on else found

    def _having(self, term: Term) -> Bits:
        found = 0
        for alternative in term.alternatives:
            for bits in self._postings.get(alternative.token, {}).values():
                found |= bits
        return found

    def _with_phrase(self, found: Bits, phrase: tuple[str, ...]) -> Bits:
        return sum(
            1 << number
            for number in _numbers(found)
            if any(_contains(s, phrase) for s in self._documents[number].sequences)
        )

    def _valid_on(self, day: date) -> Bits:
        return sum(
            1 << number
            for number, d in enumerate(self._documents)
            if (d.valid_from is None or d.valid_from <= day)
            and (d.valid_until is None or d.valid_until >= day)
        )

    def _narrowed(self, facet: Facet, chosen: Iterable[str]) -> Bits:
        sets = self._regions if facet is Facet.REGION else self._values.get(facet, {})
        found = self._everywhere if facet is Facet.REGION else 0
        for value in chosen:
            found |= sets.get(value, 0)
        return found

    def _count(self, facet: Facet, base: Bits, narrowed: Mapping[Facet, Bits]) -> dict[str, int]:
        """Hits by value, as if nothing were chosen in this facet."""
        for other, bits in narrowed.items():
            if other is not facet:
                base &= bits
        counts = {v: (base & bits).bit_count() for v, bits in self._values.get(facet, {}).items()}
        return {value: count for value, count in counts.items() if count}

    # In which order

    def _ordered(
        self, plan: Plan, hits: Bits, circle: Bits | None, distances: Sequence[float] | None
    ) -> list[tuple[int, int]]:
        """(number, points) up to the end of the page asked for."""
        if not plan.size:
            return []
        end = plan.offset + plan.size
        classes = self._by_points(plan, hits, circle)
        if plan.sort is Sort.RELEVANCE or (plan.sort is Sort.DISTANCE and distances is None):
            ordered: list[tuple[int, int]] = []
            for earned in sorted(classes, reverse=True):
                numbers = _by_distance(_numbers(classes[earned]), distances)
                ordered += [(number, earned) for number in numbers]
                if len(ordered) >= end:
                    break
            return ordered
        earned_by = {n: earned for earned, bits in classes.items() for n in _numbers(bits)}
        if plan.sort is Sort.NEWEST:
            numbers = [number for number in self._newest_first if number in earned_by]
        else:
            by = distances if plan.sort is Sort.DISTANCE else None
            numbers = _by_distance(_numbers(hits), by)
        return [(number, earned_by[number]) for number in numbers[:end]]

    def _by_points(self, plan: Plan, hits: Bits, circle: Bits | None) -> dict[int, Bits]:
        """The hits sorted into classes of equal points."""
        classes = {0: hits}
        home = circle or 0
        for key in plan.home:
            home |= self._regions.get(key, 0)
        classes = _split(classes, {HOME: home})
        if plan.postal_code:
            same = self._postal_codes.get(plan.postal_code, 0)
            classes = _split(classes, {SAME_POSTAL_CODE: same})
        for term in plan.terms:
            classes = _split(classes, self._earned(term))
        return classes

    def _earned(self, term: Term) -> dict[int, Bits]:
        """Documents by the points the term's best alternative gives them."""
        levels: dict[int, Bits] = {}
        for alternative in term.alternatives:
            for tier, bits in self._postings.get(alternative.token, {}).items():
                level = points(tier, alternative.tenths)
                levels[level] = levels.get(level, 0) | bits
        taken = 0
        for level in sorted(levels, reverse=True):
            levels[level] &= ~taken
            taken |= levels[level]
        return levels

    # How far

    def _measure(self, origin: Point) -> list[float]:
        """For each document the haversine of the way to its nearest venue; it grows with the
        distance and is inf without a venue."""
        here = spot(origin)
        return [nearest(here, spots) for spots in self._spots]

    def _within(self, circle: Circle) -> Bits:
        distances = self._distances(circle.centre)
        limit = circle.km * 1000
        edge = haversine(limit)
        inside, outside = edge * (1 - _UNSURE), edge * (1 + _UNSURE)
        # Only at the edge must it be looked at closely; elsewhere comparing is enough.
        return _bits(
            number
            for number, distance in enumerate(distances)
            if distance < inside or (distance <= outside and metres(distance) <= limit)
        )


def _metres(distances: Sequence[float] | None, number: int) -> float | None:
    if distances is None or distances[number] == inf:
        return None
    return metres(distances[number])


def _by_distance(numbers: Iterable[int], distances: Sequence[float] | None) -> list[int]:
    return sorted(numbers, key=distances.__getitem__) if distances else list(numbers)


def _split(classes: Mapping[int, Bits], levels: Mapping[int, Bits]) -> dict[int, Bits]:
    """Each class parted by the points its documents earn in addition."""
    found: dict[int, Bits] = {}
    for earned, bits in classes.items():
        rest = bits
        for level, having in levels.items():
            part = bits & having
            if part:
                found[earned + level] = found.get(earned + level, 0) | part
                rest &= ~part
        if rest:
            found[earned] = found.get(earned, 0) | rest
    return found


def _numbers(bits: Bits) -> Iterator[int]:
    """The numbers of the documents in a set, ascending."""
    digits = bin(bits)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def _contains(sequence: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    width = len(phrase)
    return any(sequence[at : at + width] == phrase for at in range(len(sequence) - width + 1))


def _bits(numbers: Iterable[int]) -> Bits:
    found = bytearray()
    for number in numbers:
        if len(found) <= number >> 3:
            found.extend(bytes((number >> 3) + 1 - len(found)))
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")


def _gathered(rows: Iterable[tuple[str, str | Tier, int]]) -> dict:  # type: ignore[type-arg]
    numbers: dict[str, dict[str | Tier, list[int]]] = {}
    for outer, inner, number in rows:
        numbers.setdefault(outer, {}).setdefault(inner, []).append(number)
    return {
        outer: {inner: _bits(found) for inner, found in group.items()}
        for outer, group in numbers.items()
    }


def _sets(rows: Iterable[tuple[int, Iterable[str]]]) -> dict[str, Bits]:
    numbers: dict[str, list[int]] = {}
    for number, keys in rows:
        for key in keys:
            numbers.setdefault(key, []).append(number)
    return {key: _bits(found) for key, found in numbers.items()}
