"""The searches that are compared: each takes what was typed and gives its first page."""

from typing import Protocol

from bench.search.texts import Searchable
from catalogue.snapshot import Snapshot
from search.answering import answer
from search.contract import PAGE_SIZE, Request
from search.engines.memory import MemoryEngine
from search.index import build_index


class System(Protocol):
    """`name` heads its column."""

    name: str

    def search(self, query: str) -> tuple[str, ...]:
        """Ids of the first page, best first."""
        ...


class OurSearch:
    """The whole answer with facets, by the reference engine."""

    name = "eigene"

    def __init__(self, snapshot: Snapshot) -> None:
        self._index = build_index(snapshot)
        self._engine = MemoryEngine(self._index.documents)

    def search(self, query: str) -> tuple[str, ...]:
        response = answer(Request(q=query), self._index, self._engine)
        return tuple(hit.id for hit in response.hits)


class SubstringSearch:
    """What a directory over SQL does with ILIKE: every word must stand somewhere, by title."""

    name = "ILIKE"

    def __init__(self, texts: tuple[Searchable, ...]) -> None:
        by_title = sorted(texts, key=lambda text: (text.title, text.id))
        self._rows = [("\n".join(text.fields().values()).lower(), text.id) for text in by_title]

    def search(self, query: str) -> tuple[str, ...]:
        words = query.lower().split()
        found = (key for text, key in self._rows if all(word in text for word in words))
        return tuple(key for key, _ in zip(found, range(PAGE_SIZE), strict=False))
