"""Elasticsearch answers, and when it is killed while somebody searches, nobody notices."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.journeys.search_site import count_of, headings, search_site
from tests.servers_elasticsearch import elasticsearch_server

pytestmark = [pytest.mark.browser, pytest.mark.elasticsearch, pytest.mark.enable_socket]
BREATH_S = 60
"""A machine with much to do may leave the server longer than the service waits for it."""


@pytest.fixture
def server() -> Iterator[ExitStack]:
    """Closing it kills the server; its address is in `url`."""
    with ExitStack() as stack:
        yield stack


def search(page: Page, words: str) -> list[str]:
    page.get_by_label("Was suchen Sie?").fill(words)
    page.get_by_label("Was suchen Sie?").press("Enter")
    expect(page.locator("#antwort")).to_contain_text(f"Gesucht: „{words}“")
    return headings(page)


def engine_of(page: Page, origin: str, wanted: str) -> str:
    """Which engine answers now; asked again for a while until it is the one that is wanted."""
    until = time.monotonic() + BREATH_S
    number = 0
    while True:
        number += 1
        answer = page.request.get(f"{origin}/api/suche?q=theater&ort=Köln&umkreis={number}")
        assert answer.status == 200
        engine = str(answer.json()["engine"])
        if engine == wanted or time.monotonic() > until:
            return engine


def test_elasticsearch_is_killed_while_somebody_searches(
    tmp_path: Path, server: ExitStack, visitor: Visitor
) -> None:
    url = server.enter_context(elasticsearch_server())
    for site in search_site(tmp_path, url):
        page = visitor().new_page()
        page.goto(f"{site.url}/suche/?q=museum")
        museums = headings(page)
        assert count_of(page) > 0
        assert engine_of(page, site.url, "elasticsearch") == "elasticsearch"
        cinemas = search(page, "kino")
        server.close()
        assert search(page, "museum") == museums
        assert search(page, "kino") == cinemas
        assert search(page, "theater")
        expect(page.locator("#antwort")).not_to_contain_text("Ohne Verbindung zum Suchdienst")
        assert engine_of(page, site.url, "memory") == "memory"
