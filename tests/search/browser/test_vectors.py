"""The golden vectors hold on both sides; whoever changes the analysis writes them anew."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from search.index import SearchIndex
from tests.search import vectors
from tests.search.browser.asking import NODE, SCRIPTS

FILES = ("texts", "questions", "addresses", "suggestions")


@pytest.fixture(scope="module")
def made(demo_index: SearchIndex) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = json.loads(json.dumps(vectors.made(demo_index)))
    return rows


@pytest.mark.parametrize("name", FILES)
def test_the_reference_gives_what_is_written(name: str, made: dict[str, list[Any]]) -> None:
    rows = made[name]
    different = [row for row in rows if row not in vectors.written(name)]
    assert not different, (
        f"veraltet, neu schreiben: python -m tests.search.vectors; {different[:3]}"
    )
    assert len(rows) == len(vectors.written(name))


@pytest.mark.node
@pytest.mark.parametrize("script", ["vectors.test.js", "loading.test.js"])
def test_the_javascript_passes(script: str, written_index: Path) -> None:
    done = subprocess.run(
        [NODE, "--test", str(SCRIPTS / script)],
        env={**os.environ, "INDEX": str(written_index)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:]
