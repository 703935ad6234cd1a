"""Tests that need a program which is not here are skipped loudly, or fail with REQUIRE_ALL=1."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests import servers_elasticsearch

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NODE = shutil.which("node")
_skipped: dict[str, int] = {}

# The desk is a Django project of its own: its tests run in a process of their own, which
# tests/integration/test_casework_project.py starts.
_DATABASE = "CASEWORK_DATABASE_URL"
if not os.environ.get("DJANGO_SETTINGS_MODULE", "").startswith("applications.casework"):
    collect_ignore = ["casework"]
    _DATABASE = "DATABASE_URL"


def _missing(item: pytest.Item) -> str | None:
    if item.get_closest_marker("browser") and CHROMIUM is None:
        return "Chromium fehlt (Debian: apt-get install chromium)"
    if item.get_closest_marker("node") and NODE is None:
        return "Node.js fehlt (Debian: apt-get install nodejs)"
    on_postgresql = os.environ.get(_DATABASE, "").startswith("postgres")
    if item.get_closest_marker("postgresql") and not on_postgresql:
        return "PostgreSQL fehlt (Debian: apt-get install postgresql)"
    if item.get_closest_marker("elasticsearch"):
        return servers_elasticsearch.unavailable()
    return None


def pytest_runtest_setup(item: pytest.Item) -> None:
    if reason := _missing(item):
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(f"{reason}; REQUIRE_ALL lässt keine Auslassung zu.", pytrace=False)
        _skipped[reason] = _skipped.get(reason, 0) + 1
        pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for reason, number in _skipped.items():
        terminalreporter.section("NICHT GELAUFEN", sep="!", red=True)
        terminalreporter.line(f"{number} Tests: {reason}")


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A server of this test session alone. Tests that use it are marked `elasticsearch` and
    `enable_socket`."""
    with servers_elasticsearch.elasticsearch_server() as url:
        yield url
