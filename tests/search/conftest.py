"""The demo world as the search sees it, made once for a test session."""

from pathlib import Path

import pytest

from catalogue.snapshot import read_snapshot
from search.engines.memory import MemoryEngine
from search.index import SearchIndex, build_index
from tests.search.demo import write_demo


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
