"""The search fetches its files and answers in a real browser."""

import functools
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from catalogue.codec import to_json
from search.answering import answer
from search.contract import Request
from search.engines.memory import MemoryEngine
from search.index import SearchIndex
from tests.conftest import CHROMIUM
from themes.environment import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
ASK = """async ([base, query]) => {
    const { openBrowserSearch } = await import("/src/browser_search.js");
    return (await openBrowserSearch(base)).answer(new URLSearchParams(query));
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Requests would only hide what a failing test has to say."""


@pytest.fixture(scope="module")
def page(written_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    site = tmp_path_factory.mktemp("seite")
    (site / "index.html").write_text("<!doctype html><title>Suche</title>", encoding="utf-8")
    (site / "index").symlink_to(written_index)
    (site / "src").symlink_to(ROOT / "src" / "search")
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        Thread(target=server.serve_forever, daemon=True).start()
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        browser.close()
        server.shutdown()


@pytest.mark.parametrize("base", ["/index/", "/index", "index/"])
def test_it_answers_like_the_reference(
    base: str, page: Page, demo_index: SearchIndex, demo_memory: MemoryEngine
) -> None:
    got = page.evaluate(ASK, [base, "q=Museum&ort=52062"])
    wanted = to_json(answer(Request(q="Museum", place="52062"), demo_index, demo_memory))
    assert wanted["hits"]
    assert [hit["id"] for hit in got["hits"]] == [hit["id"] for hit in wanted["hits"]]
    assert got["facets"] == wanted["facets"]
    assert got["interpreted"] == wanted["interpreted"]


def test_an_address_without_an_index_says_so(page: Page) -> None:
    with pytest.raises(Error, match=r"404 bei .*/nirgends/manifest\.json"):
        page.evaluate(ASK, ["/nirgends/", "q=Museum"])
