"""The demo world as files of the browser index, written once for a test session."""

from pathlib import Path

import pytest

from search.browser_index import write_browser_index
from search.index import SearchIndex


@pytest.fixture(scope="session")
def written_index(tmp_path_factory: pytest.TempPathFactory, demo_index: SearchIndex) -> Path:
    folder = tmp_path_factory.mktemp("suche") / "index"
    write_browser_index(demo_index, folder)
    return folder
