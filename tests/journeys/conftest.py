"""A real browser, and the site of a small Land."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.conftest import CHROMIUM
from tests.journeys import small_site

AXE = "node_modules/axe-core/axe.min.js"
SWITCHES = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")


def launch(playwright: Playwright, *more: str) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES, *more])


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Browser:
    return launch(playwright)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with small_site.served(tmp_path_factory.mktemp("site")) as url:
        yield url
