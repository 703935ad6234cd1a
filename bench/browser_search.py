"""`python -m bench.browser_search SNAPSHOT`: what the search in the browser weighs and how fast it
answers in Chromium, on this machine and with a processor a quarter as fast: medians of several
rounds, and the best rounds beside them, because other programs may run on the machine.

Sizes are those of the files as servers send them (Brotli 11, gzip 9). Times are from the call to
the finished answer with its cards, over files that are already there.
"""

import argparse
import functools
import gzip
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import brotli
from playwright.sync_api import Browser, Page, sync_playwright

from catalogue.snapshot import read_snapshot
from search.browser_index import write_browser_index
from search.index import build_index
from themes.environment import ROOT

ESBUILD = ROOT.parents[1] / "node_modules/.bin/esbuild"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
KIB = 1024
ROUNDS = 7
FIRST: tuple[dict[str, str], ...] = (
    {"q": "Museum"},
    {"q": "Schwimmbad Köln"},
    {"ort": "52062"},
    {"q": "Muesum", "ort": "Bonn"},
)
"""Questions of visitors who have nothing of the index yet."""
QUESTIONS: tuple[dict[str, str], ...] = (
    *FIRST,
    {},
    *(
        {"q": word}
        for word in ("Theater", "Kino", "Bücherei", "Eis essen", "Zoo", "Hallenbad Sauna")
    ),
    *(
        {"q": word}
        for word in ("Rabatt Eintritt", "10 Prozent", '"10 Prozent"', "kostenlos", "Kurse")
    ),
    *(
        {"q": word}
        for word in ("Stadtmuseumscafé", "Theter", "Bibliotek", "Fahrradwerkstat", "xqzvw")
    ),
    *({"q": f"Museum {town}"} for town in ("Aachen", "Bielefeld", "Essen", "Münster", "Telgte")),
    *({"q": "Bad", "ort": town} for town in ("Dortmund", "Kreis Warendorf", "Siegen", "33154")),
    *({"ort": town, "umkreis": "50"} for town in ("Wuppertal", "Paderborn", "Kleve")),
    {"lat": "51.48", "lon": "7.22"},
    {"lat": "51.48", "lon": "7.23", "umkreis": "25", "q": "Konzert"},
    *({"q": "Museum", "sort": order} for order in ("titel", "neueste")),
    {"kategorie": "gastronomie", "region": "05334", "kostenlos": "ja"},
    {"q": "Museum", "vorteil": "percent", "gueltig": "2026-11-24"},
    {"seite": "40"},
)
Row = tuple[str, str, str]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.browser_search", description=__doc__)
    parser.add_argument("snapshot", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = Path(folder)
        index = site / "index"
        write_browser_index(build_index(read_snapshot(given.snapshot)), index)
        rows = [*_sizes(index), *_code(site), *_measured(site, index)]
    width = max(len(name) for name, _, _ in rows)
    for name, measured, asked in rows:
        print(f"{name:<{width}}  {measured:>26}  {asked}")  # noqa: T201 - the table is the product
    return 0


def _brotli(content: bytes) -> int:
    return len(brotli.compress(content, quality=11))


def _sizes(index: Path) -> Iterator[Row]:
    kinds: dict[str, list[bytes]] = {}
    for path in sorted(index.iterdir()):
        kinds.setdefault(path.stem.split("-")[0], []).append(path.read_bytes())
    totals = [0, 0]
    for kind, contents in kinds.items():
        sizes = sum(map(_brotli, contents)), sum(len(gzip.compress(c, 9)) for c in contents)
        totals = [total + size for total, size in zip(totals, sizes, strict=True)]
        yield f"Index: {kind} ({len(contents)})", _kib(*sizes), ""
    yield "Index, alles", _kib(*totals), "≤ 400 KiB Brotli"


def _kib(in_brotli: int, in_gzip: int) -> str:
    return f"{in_brotli / KIB:.1f} KiB br {in_gzip / KIB:.1f} gz"


def _code(site: Path) -> Iterator[Row]:
    script = site / "search.js"
    entry = ROOT / "src" / "search" / "browser_search.js"
    options = ["--bundle", "--minify", "--format=esm", "--target=es2022", f"--outfile={script}"]
    subprocess.run([ESBUILD, entry, *options, "--log-level=error"], check=True)
    content = script.read_bytes()
    yield "Programm der Suche", _kib(_brotli(content), len(gzip.compress(content, 9))), "≤ 20 gz"


def _measured(site: Path, index: Path) -> Iterator[Row]:
    (site / "index.html").write_text("<!doctype html><title>Messung</title>", encoding="utf-8")
    with _served(site) as url, sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        for first in FIRST:
            loaded, milliseconds = _first_answer(browser, url, first)
            sizes = [(index / name).read_bytes() for name in loaded]
            size = sum(map(_brotli, sizes)) / KIB
            name = f"erste Antwort auf „{urlencode(first)}“ ({len(loaded)} Dateien)"
            yield name, f"{size:.1f} KiB br, {milliseconds:.0f} ms", "≤ 120 KiB"
        for slowdown, asked in ((1, "≤ 16 ms"), (4, "≤ 50 ms")):
            yield from _answers(browser, url, slowdown, asked)


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Requests are no part of the table."""


def _page(browser: Browser, url: str, slowdown: int) -> Page:
    page = browser.new_context().new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    page.goto(url)
    return page


def _first_answer(browser: Browser, url: str, first: dict[str, str]) -> tuple[list[str], float]:
    """The files that were loaded, and the milliseconds from nothing to the answer."""
    page = _page(browser, url, 1)
    found: dict[str, Any] = page.evaluate(
        """async (query) => {
            const { openBrowserSearch } = await import("/search.js");
            const start = performance.now();
            const search = await openBrowserSearch("/index/");
            await search.answer(new URLSearchParams(query));
            const milliseconds = performance.now() - start;
            const files = performance.getEntriesByType("resource").map((entry) => entry.name);
            return { milliseconds, files: files.filter((name) => name.includes("/index/")) };
        }""",
        urlencode(first),
    )
    page.context.close()
    return [name.rsplit("/", 1)[1] for name in found["files"]], found["milliseconds"]


def _answers(browser: Browser, url: str, slowdown: int, asked: str) -> Iterator[Row]:
    """Every round opens the search anew, so that nothing of a question is known before."""
    page = _page(browser, url, slowdown)
    found: dict[str, Any] = page.evaluate(
        """async ([queries, rounds]) => {
            const { openBrowserSearch } = await import("/search.js");
            const { files } = await openBrowserSearch("/index/");
            const { manifest } = files;
            const parts = [manifest.files, manifest.postings, manifest.spellings];
            const names = parts.flatMap((part) => Object.values(part));
            names.push(...manifest.cards.map(([, name]) => name));
            await Promise.all(names.map((name) => files.once(name)));
            const read = async (name) => name === "manifest.json" ? manifest : files.once(name);
            const opened = [], times = queries.map(() => []);
            for (let round = 0; round < rounds; round += 1) {
                const search = await openBrowserSearch("", read);
                let start = performance.now();
                await search.start();
                opened.push(performance.now() - start);
                for (const [at, query] of queries.entries()) {
                    start = performance.now();
                    await search.answer(new URLSearchParams(query));
                    times[at].push(performance.now() - start);
                }
            }
            return { opened, times };
        }""",
        [[urlencode(question) for question in QUESTIONS], ROUNDS],
    )
    page.context.close()
    medians, best = ([of(times) for times in found["times"]] for of in (statistics.median, min))
    slowest = max(zip(medians, map(urlencode, QUESTIONS), strict=True))
    yield f"Öffnen bei {slowdown}×", f"{statistics.median(found['opened']):.1f} ms", ""
    yield (
        f"Antworten bei {slowdown}× ({len(QUESTIONS)} Fragen)",
        f"p50 {statistics.median(medians):.1f} p95 {_p95(medians):.1f} ms",
        f"p95 {asked}; beste Durchgänge {_p95(best):.1f}; am längsten „{slowest[1]}“",
    )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
