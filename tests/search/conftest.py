"""The demo world as the search sees it, made once for a test session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.snapshot import read_snapshot
from search.engines.memory import MemoryEngine
from search.index import SearchIndex, build_index
from tests.search.demo import write_demo
from tests.servers_elasticsearch import elasticsearch_server


@pytest.fixture(scope="session")
def demo_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot directory of about 1,500 offers, the same in every session."""
    return write_demo(tmp_path_factory.mktemp("suche") / "snapshot")


@pytest.fixture(scope="session")
def demo_index(demo_snapshot: Path) -> SearchIndex:
    return build_index(read_snapshot(demo_snapshot))


@pytest.fixture(scope="session")
def demo_memory(demo_index: SearchIndex) -> MemoryEngine:
    """The engine every other must agree with."""
    return MemoryEngine(demo_index.documents)


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A server of this test session alone. Tests that use it are marked `elasticsearch` and
    `enable_socket`."""
    with elasticsearch_server() as url:
        yield url
