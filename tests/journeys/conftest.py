"""A real browser, and servers as a visitor would find them."""

import time
from collections.abc import Callable, Iterator
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.conftest import CHROMIUM

PHONE, DESKTOP = {"width": 320, "height": 700}, {"width": 1280, "height": 900}
Visitor = Callable[..., BrowserContext]
AXE = "node_modules/axe-core/axe.min.js"


def free_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(url: str, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urlopen(url, timeout=2).close()  # noqa: S310 - our own server
            return
        except (URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{url} antwortet nicht.") from None
            time.sleep(0.1)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Makes contexts that are closed at the end; nothing may go elsewhere or fail in silence."""
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "de-DE", **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
