"""`python -m bench.elasticsearch`: the production search engine, measured on a real server.

Starts a server of its own. End to end: from the question to the answer, all plans included.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.snapshot import read_snapshot
from search.answering import answer
from search.documents import Document
from search.engines.elasticsearch import bring_up, engine_for
from search.index import SearchIndex, build_index
from search.plan import Engine
from tests.search.demo import write_demo
from tests.search.requests import REQUESTS
from tests.servers_elasticsearch import elasticsearch_server

SMALL, LARGE = 4600, 100_000
PATIENCE_S = 30.0
WARMING_ROUNDS, ROUNDS = 15, 5
"""Through all questions: before and while it is measured. A server of production has been answering
for days; a Java machine compiles what it does often, and takes some thousand questions for it."""

Row = tuple[str, str, str]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, elasticsearch_server() as url:
        for row in _rows(url, Path(folder)):
            print("{:<52}  {:>18}  {}".format(*row), flush=True)  # noqa: T201 - the product
    print(f"Last der Maschine: {os.getloadavg()[0]:.1f}")  # noqa: T201
    return 0


def _rows(url: str, folder: Path) -> Iterator[Row]:
    index = build_index(read_snapshot(write_demo(folder / "s", SMALL)))
    yield from _writing(url, index)
    yield from _asking(url, index, "4.600", "≤ 20 ms")
    large = _multiplied(index, LARGE)
    seconds = _seconds(url, large, prefix="gross")
    yield "Alles neu, 100.000 Angebote", f"{seconds:.1f} s", ""
    yield from _asking(url, large, "100.000", "≤ 40 ms", prefix="gross")


def _seconds(
    url: str, index: SearchIndex, *, prefix: str = "offers", rebuild: bool = False
) -> float:
    started = time.perf_counter()
    bring_up(url, index, prefix=prefix, rebuild=rebuild)
    return time.perf_counter() - started


def _writing(url: str, index: SearchIndex) -> Iterator[Row]:
    _seconds(url, index)
    full = statistics.median(_seconds(url, index, rebuild=True) for _ in range(3))
    yield "Alles neu, 4.600 Angebote", f"{full:.2f} s", "≤ 10 s"
    one = statistics.median(_seconds(url, _edited(index, n)) for n in range(5))
    yield "Ein Angebot geändert, 4.600", f"{one:.2f} s", "≤ 0,5 s"
    nothing = statistics.median(_seconds(url, _edited(index, 4)) for _ in range(3))
    yield "Nichts geändert, 4.600", f"{nothing:.2f} s", ""
    _seconds(url, index)


def _edited(index: SearchIndex, number: int) -> SearchIndex:
    documents = list(index.documents)
    documents[number] = replace(documents[number], postal_codes=("00000",))
    return replace(index, documents=tuple(documents))


def _asking(
    url: str, index: SearchIndex, offers: str, asked: str, prefix: str = "offers"
) -> Iterator[Row]:
    engine = engine_for(url, index, prefix=prefix, patience=PATIENCE_S)
    times = _times(index, engine)
    middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    name = f"Antwort, {offers} Angebote, p50 / p95"
    yield name, f"{middle * 1000:.1f} / {high * 1000:.1f} ms", asked


def _times(index: SearchIndex, engine: Engine) -> list[float]:
    times = []
    for number in range(WARMING_ROUNDS + ROUNDS):
        for request in REQUESTS:
            started = time.perf_counter()
            answer(request, index, engine)
            if number >= WARMING_ROUNDS:
                times.append(time.perf_counter() - started)
    return times


def _multiplied(index: SearchIndex, size: int) -> SearchIndex:
    """So many documents: those of the index again and again, each time in other towns."""
    base = index.documents
    more = [_moved(base[n % len(base)], base[(n * 37 + n // len(base)) % len(base)], n)
            for n in range(size)]  # fmt: skip
    return replace(index, documents=tuple(sorted(more, key=lambda d: d.sort_key)))


def _moved(document: Document, there: Document, number: int) -> Document:
    return replace(
        document,
        id=f"{number:08d}{document.id[8:]}",
        sort_key=f"{document.sort_key} {number}",
        regions=there.regions,
        postal_codes=there.postal_codes,
        points=there.points,
    )


if __name__ == "__main__":
    sys.exit(main())
