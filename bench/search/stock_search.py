"""Elasticsearch as it comes: `multi_match` (best_fields, or) with BM25 over `german` fields."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nsmallest
from math import log

from bench.search.stock_german import tokens
from bench.search.texts import Searchable
from search.contract import PAGE_SIZE

BOOSTS = {"title": 3.0, "provider": 1.0, "description": 1.0, "place": 1.0}
K1, B = 1.2, 0.75


class _Field:
    """Postings of one field with the weight each token has in each document."""

    def __init__(self, texts: Iterable[str], boost: float) -> None:
        counted = [Counter(tokens(text)) for text in texts]
        lengths = [sum(counts.values()) for counts in counted]
        filled = sum(length > 0 for length in lengths)
        average = sum(lengths) / max(filled, 1)
        holding = Counter(token for counts in counted for token in counts)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counts in enumerate(counted):
            share = K1 * (1 - B + B * lengths[number] / average) if average else K1
            for token, count in counts.items():
                rarity = log(1 + (filled - holding[token] + 0.5) / (holding[token] + 0.5))
                weight = boost * rarity * count / (count + share)
                self.postings[token].append((number, weight))


class StockSearch:
    """The field that fits best gives the points; equal points in the order of the index."""

    name = "ES german"

    def __init__(self, texts: tuple[Searchable, ...]) -> None:
        self._ids = [text.id for text in texts]
        self._fields = [
            _Field((text.fields()[name] for text in texts), boost) for name, boost in BOOSTS.items()
        ]

    def search(self, query: str) -> tuple[str, ...]:
        asked = tokens(query)
        best: dict[int, float] = {}
        for field in self._fields:
            points: dict[int, float] = defaultdict(float)
            for token in asked:
                for number, weight in field.postings.get(token, ()):
                    points[number] += weight
            for number, earned in points.items():
                best[number] = max(best.get(number, 0.0), earned)
        first = nsmallest(PAGE_SIZE, best.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(self._ids[number] for number, _ in first)
