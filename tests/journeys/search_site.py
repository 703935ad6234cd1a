"""The site with its search service on one origin, as visitors find them."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from site_builder import releases
from site_builder.build import build
from tests.journeys.servers import free_port, wait_for
from tests.search.demo import write_demo


@dataclass
class Site:
    """The site on one origin and the service behind it, which can be ended and started."""

    url: str
    service: list[str]
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        self.running.append(subprocess.Popen(self.service))
        wait_for(f"http://127.0.0.1:{self.port}/gesundheit", seconds=60)

    def end(self) -> None:
        process = self.running.pop()
        process.kill()
        process.wait(10)


def search_site(base: Path, engine: str = "memory:") -> Iterator[Site]:
    """Built, promoted and served from the folder `base`, as long as it is asked for. `engine` is
    what answers first: see SEARCH_URL."""
    public, port = free_port(), free_port()
    url = f"http://127.0.0.1:{public}"
    fresh = write_demo(base / "snapshot")
    built = build(fresh, base / "r", site_url=url)
    (base / "s").mkdir()
    fresh.rename(base / "s" / built.digest[:16])
    index = base / "r" / built.release / "site/suche/index"
    search = [sys.executable, "-m", "search"]
    subprocess.run([*search, "export", base / "s" / built.digest[:16], index], check=True)
    if engine.startswith("http"):
        subprocess.run(
            [*search, "index", base / "s" / built.digest[:16], "--url", engine], check=True
        )
    releases.promote(base / "r", built.release)
    places = ["--releases", base / "r", "--snapshots", base / "s", "--port", port, "--url", engine]
    site = Site(url, [*search, "serve", *map(str, places)], port)
    door = [sys.executable, "-m", "site_builder", "serve", str(base / "r"), "--port", str(public)]
    server = subprocess.Popen([*door, "--search", f"http://127.0.0.1:{port}", "--patience", "20"])
    try:
        site.start()
        wait_for(url)
        yield site
    finally:
        server.terminate()
        server.wait(10)
        for process in site.running:
            process.kill()
            process.wait(10)


def count_of(page: Page) -> int:
    words = page.locator("#anzahl").inner_text().split()
    return 0 if words[0] == "Kein" else int(words[0].replace(".", ""))


def headings(page: Page) -> list[str]:
    return page.locator(".search-body h3").all_inner_texts()


def text_of(page: Page) -> str:
    return " ".join(page.locator("#antwort").inner_text().split())
