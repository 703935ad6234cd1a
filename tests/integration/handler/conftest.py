from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.integration.handler.world import World, build_world


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., World]:
    def building(**settings: Any) -> World:
        return build_world(tmp_path / "world", **settings)

    return building


@pytest.fixture
def world(build: Callable[..., World]) -> World:
    return build()
