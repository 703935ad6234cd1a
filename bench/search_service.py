"""`python -m bench.search_service RELEASES SNAPSHOTS [--port N]`: how many answers a second.

Asks a service of its own over loopback with several connections kept open. Of three questions two
are new to its cache. What counts is the processor time of the service: the rate one core gives,
whatever else the machine does meanwhile.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from random import Random
from urllib.parse import urlencode

CONNECTIONS = 8
REQUESTS = 3000
SEED = 20261124
WORDS = (
    *("museum", "schwimmbad", "kino", "theater", "konzert", "zoo", "fahrrad", "friseur", "sauna"),
    *("bücherei", "minigolf", "eis", "schwimbad", "stadtmuseum", "kostenlos", "yoga", "essen"),
)
PLACES = ("", "Köln", "Münster", "48291", "Kreis Steinfurt", "Dortmund", "Bielefeld", "Telgte")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.search_service")
    parser.add_argument("releases", type=Path)
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--port", type=int, default=18099)
    given = parser.parse_args()
    places = ["--releases", given.releases, "--snapshots", given.snapshots, "--port", given.port]
    service = subprocess.Popen([sys.executable, "-m", "search", "serve", *map(str, places)])
    try:
        started = time.perf_counter()
        asyncio.run(_ready(given.port))
        print(f"bereit nach {time.perf_counter() - started:.1f} s")  # noqa: T201
        for name, path in (("JSON", "/api/suche"), ("Seite", "/suche/")):
            before = _processor_seconds(service.pid)
            started = time.perf_counter()
            durations, size = asyncio.run(_load(given.port, _questions(path)))
            elapsed = time.perf_counter() - started
            used = _processor_seconds(service.pid) - before
            print(  # noqa: T201 - the table is the product
                f"{name:6} {REQUESTS / elapsed:6.0f}/s gemessen, {REQUESTS / used:6.0f}/s je Kern, "
                f"p50 {_at(durations, 50):5.1f} ms, p95 {_at(durations, 95):5.1f} ms, "
                f"{size / REQUESTS / 1024:5.1f} KiB"
            )
    finally:
        service.terminate()
        service.wait(10)
    return 0


def _questions(path: str) -> list[str]:
    """A third is asked again and again, the others differ in their parameters."""
    random = Random(SEED)  # noqa: S311 - the same questions in every run
    all_of_them = [
        f"{path}?{urlencode({'q': word, 'ort': place, 'seite': page, 'umkreis': km})}"
        for word, place, page, km in product(WORDS, PLACES, (1, 2, 3), ("", 5, 10, 20, 50, 99))
    ]
    new = random.sample(all_of_them, REQUESTS * 2 // 3)
    again = [random.choice(all_of_them[:30]) for _ in range(REQUESTS - len(new))]
    mixed = new + again
    random.shuffle(mixed)
    return mixed


async def _load(port: int, paths: Sequence[str]) -> tuple[list[float], int]:
    """Seconds of every request, and the bytes of all answers."""
    waiting = list(reversed(paths))
    durations: list[float] = []
    sizes: list[int] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            path = waiting.pop()
            started = time.perf_counter()
            sizes.append(await _ask(reader, writer, path))
            durations.append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return durations, sum(sizes)


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> int:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
    if " 200 " not in head.splitlines()[0]:
        raise RuntimeError(f"{path}: {head.splitlines()[0]}")
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    await reader.readexactly(length)
    return length


async def _ready(port: int) -> None:
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            await _ask(reader, writer, "/gesundheit")
            writer.close()
        except (OSError, RuntimeError):
            await asyncio.sleep(0.05)
        else:
            return


def _processor_seconds(pid: int) -> float:
    """Of all threads of a process, in user and kernel mode (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _at(durations: list[float], percent: int) -> float:
    return statistics.quantiles(durations, n=100)[percent - 1] * 1000


if __name__ == "__main__":
    sys.exit(main())
