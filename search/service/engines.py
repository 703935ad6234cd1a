"""Which engine answers, by the setting SEARCH_URL."""

from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import Engine
from search.service.states import EngineFor

MEMORY = "memory:"


def engine_by(url: str) -> EngineFor:
    """The maker of engines for `memory:` (or nothing).

    Raises ValueError for any other address.
    """
    if url in ("", MEMORY):
        return _memory
    raise ValueError(f"SEARCH_URL „{url}“: erlaubt ist „{MEMORY}“.")


def _memory(index: SearchIndex) -> Engine:
    return MemoryEngine(index.documents)
