"""Every page can be read however a citizen looks at it: small, large, dark, in few colours."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.journeys.conftest import AXE, launch
from tests.journeys.small_site import LIST, LONG, PAGES
from tests.world import OFFER

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FIRST_VIEW_BYTES = 200 * 1024

CUT_OFF = """() => {
  const width = document.documentElement.clientWidth;
  const cut = (e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (box.width === 0 || style.visibility === 'hidden') return false;
    if (e.matches('.skip, .kern-sr-only')) return false;  // not meant for eyes
    return box.right > width + 1 || box.left < -1
      || (style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
      || (style.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 1);
  };
  return [...document.querySelectorAll('body *')].filter(cut).map((e) => e.outerHTML.slice(0, 99));
}"""
"""What lies beside the window or is hidden in its own box."""

UNSEEN_FOCUS = """() => {
  const thin = (e) => {
    e.focus();
    const style = getComputedStyle(e);
    return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
  };
  const all = 'a[href], button, input, select, textarea, summary';
  return [...document.querySelectorAll(all)].filter(thin).map((e) => e.outerHTML.slice(0, 99));
}"""
"""What has the focus of the keyboard without showing it."""


@dataclass(frozen=True)
class Display:
    """A window, and how the browser of its owner is set; `text` is the usual size of text."""

    width: int
    text: int = 16
    settings: dict[str, Any] = field(default_factory=dict)


DISPLAYS = {
    "small": Display(320),
    "large": Display(1280),
    "small and dark": Display(320, settings={"color_scheme": "dark"}),
    "large and dark": Display(1280, settings={"color_scheme": "dark"}),
    "few colours": Display(320, settings={"forced_colors": "active"}),
    "large text": Display(1280, text=32),
    "large text, small window": Display(320, text=32),
}


@pytest.fixture(params=DISPLAYS)
def display(request: pytest.FixtureRequest, playwright: Playwright) -> Iterator[Page]:
    wanted = DISPLAYS[request.param]
    browser = launch(playwright, f"--blink-settings=defaultFontSize={wanted.text}")
    context = browser.new_context(
        viewport={"width": wanted.width, "height": 800}, bypass_csp=True, **wanted.settings
    )
    page = context.new_page()
    yield page
    browser.close()


def test_every_page_is_whole_and_without_barriers(site: str, display: Page) -> None:
    for address in PAGES:
        display.goto(site + address)
        assert display.evaluate(CUT_OFF) == [], address
        assert display.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
            address
        )
        display.add_script_tag(path=AXE)
        found = display.evaluate(
            "axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))"
        )
        assert found == [], address


def test_text_has_the_size_the_reader_chose(site: str, playwright: Playwright) -> None:
    sizes = []
    for text in (16, 32):
        browser = launch(playwright, f"--blink-settings=defaultFontSize={text}")
        page = browser.new_page()
        page.goto(site + OFFER.path)
        sizes.append(
            page.evaluate("parseFloat(getComputedStyle(document.querySelector('dd')).fontSize)")
        )
        browser.close()
    assert sizes[1] == 2 * sizes[0]


def test_the_focus_of_the_keyboard_is_always_seen(site: str, display: Page) -> None:
    for address in ("/", "/orte/telgte/", LONG.path, "/aktuelles/"):
        display.goto(site + address)
        display.keyboard.press("Tab")
        assert display.evaluate("document.activeElement.matches(':focus-visible')"), address
        assert display.evaluate(UNSEEN_FOCUS) == [], address


def transferred(context: BrowserContext, page: Page) -> list[int]:
    """Grows by the bytes of each answer, as they come over the wire."""
    sizes: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


@pytest.mark.parametrize("address", ["/", "/orte/telgte/", LIST[0].path])
def test_a_first_view_is_light_and_asks_nobody_else(
    site: str, playwright: Playwright, address: str
) -> None:
    browser = launch(playwright)
    context = browser.new_context()
    page = context.new_page()
    sizes = transferred(context, page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + address, wait_until="networkidle")
    assert len(sizes) >= 3
    assert sum(sizes) <= FIRST_VIEW_BYTES
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    browser.close()
