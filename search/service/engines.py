"""Which engines answer, by the setting SEARCH_URL: the first that can."""

from search.engines.elasticsearch import engine_for
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from search.plan import Engine
from search.service.states import EnginesFor

MEMORY = "memory:"


def engines_by(url: str) -> EnginesFor:
    """The maker of engines for `memory:` (or nothing) or the address of an Elasticsearch.

    Raises ValueError for any other address.
    """
    if url in ("", MEMORY):
        return _memory
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"SEARCH_URL „{url}“: erlaubt ist „{MEMORY}“ oder eine Adresse mit http.")
    return lambda index: (engine_for(url, index), *_memory(index))


def _memory(index: SearchIndex) -> tuple[Engine, ...]:
    return (MemoryEngine(index.documents),)
