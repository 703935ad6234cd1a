"""A real browser, and the site of a small Land."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import CHROMIUM
from tests.journeys import application_site, desk_world, small_site

PHONE, DESKTOP = {"width": 320, "height": 700}, {"width": 1280, "height": 900}
PATIENCE = """{
  const own = AbortSignal.timeout;
  AbortSignal.timeout = () => own.call(AbortSignal, 20_000);
}"""
Visitor = Callable[..., BrowserContext]
AXE = "node_modules/axe-core/axe.min.js"
SWITCHES = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking")


def launch(playwright: Playwright, *more: str) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES, *more])


def accessible(page: Page) -> None:
    """Asserts that axe finds nothing on the page as it stands."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes[0].html]))")
    assert found == []


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Browser:
    return launch(playwright)


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Makes contexts that are closed at the end."""
    contexts: list[BrowserContext] = []

    def make(*, patient: bool = True, **options: object) -> BrowserContext:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "de-DE", **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        if patient:  # a machine with much to do is no service that is away
            context.add_init_script(PATIENCE)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with small_site.served(tmp_path_factory.mktemp("site")) as url:
        yield url


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desk_world.Desk]:
    with desk_world.desk(tmp_path_factory.mktemp("desk")) as started:
        yield started


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[application_site.Desk]:
    with application_site.served(tmp_path_factory.mktemp("antrag")) as desk:
        yield desk


@pytest.fixture
def desk(house: application_site.Desk) -> application_site.Desk:
    house.begin()
    return house
