"""`python -m bench.applications [--port N] [--quick]`: how much the form handler takes, and whether
it takes exactly what is good; and what can be learnt at the desk by trying links and numbers.

A handler process of its own over loopback, a spool on this disk with every fsync, applications that
are checked, sealed and stored. The limits of one network are lifted, since all come from here; the
proof is the signed time of a page.
"""

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from applications.envelope import (
    BrokenEnvelopeError,
    Header,
    UnknownKeyError,
    open_sealed,
    seal,
)
from applications.handler.__main__ import serve
from applications.handler.assembly import build_handler
from applications.handler.proofs import Effort, Proofs
from applications.handler.receiving import Secrets
from applications.handler.traffic import Limits
from applications.keys.keypair import PrivateKey, new_keypair, read_signing_key
from bench.submissions import Submission, mixed, wrong_bits
from tests.integration.handler.world import SITE, World, build_world

CONNECTIONS = 16
SEED = 20261124
LIFTED = Limits(10**7, 10**7, 10**7, 10**7)
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Answered:
    """One answer: its status, and the seconds until it was whole."""

    good: bool
    status: int
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.applications")
    parser.add_argument("--port", type=int, default=18098)
    parser.add_argument("--quick", action="store_true", help="ein Zehntel von allem")
    given = parser.parse_args()
    part = 10 if given.quick else 1
    rows = [_bits(100_000 // part)]
    for measure in (_speed, _crowd):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            world = build_world(Path(folder) / "world", real_time=True, limits=LIFTED)
            rows += measure(world, given.port, part)
    rows += _wrong_links(10_000 // part)
    width = max(len(name) for name, _, _ in rows)
    for name, measured, asked in rows:
        print(f"{name:<{width}}  {measured:>12}  {asked}")  # noqa: T201 - the table is the product
    return 0


def _bits(number: int) -> Row:
    """Single flipped bits anywhere in an envelope; how many were noticed."""
    private, public = new_keypair("stadt-rheine", date(2026, 11, 24))
    header = Header("05566076", 1, "7K3M9QX2VB4T")
    token, random = seal(b"x" * 1700, key=public, header=header), _random()
    noticed = sum(_refused(changed, private) for changed in wrong_bits(token, random, number))
    return (f"{number} verdrehte Bits, bemerkt", str(noticed), "alle")


def _refused(token: str, private: PrivateKey) -> bool:
    try:
        open_sealed(token, [private])
    except (BrokenEnvelopeError, UnknownKeyError):
        return True
    return False


def _speed(world: World, port: int, part: int) -> list[Row]:
    """Good applications one after another on each connection."""
    number = 6000 // part
    crowd = mixed(SEED, number, 0, _tokens(world))
    elapsed, used, answered = _against(world, port, crowd)
    seconds = [answer.seconds for answer in answered]
    took = Counter(answer.status for answer in answered)
    return [
        ("Gute Anträge je Sekunde, mit fsync", f"{number / elapsed:.0f}", "≥ 100"),
        ("  je Kern, nach Rechenzeit", f"{number / used:.0f}", ""),
        ("  Dauer p50", f"{_at(seconds, 50):.0f} ms", ""),
        ("  Dauer p99", f"{_at(seconds, 99):.0f} ms", "≤ 500 ms"),
        ("  angenommen und gespeichert", f"{took[201]}/{len(world.names())}", f"{number}"),
    ]


def _crowd(world: World, port: int, part: int) -> list[Row]:
    """Malformed and good ones mixed, every good one sent twice at some time."""
    many, few = 10_000 // part, 2_000 // part
    crowd = mixed(SEED, few, many, _tokens(world))
    crowd += [one for one in crowd if one.good]
    _random().shuffle(crowd)
    _, _, answered = _against(world, port, crowd)
    good = Counter(answer.status for answer in answered if answer.good)
    bad = Counter(answer.status // 100 for answer in answered if not answer.good)
    people = {application["person"]["first_names"] for application in world.opened()}
    return [
        (f"{many} verdorbene: abgelehnt", str(bad[4]), f"{many}"),
        ("  ohne Antwort getrennt", str(bad[0] + good[0]), "0"),
        ("  Antworten 5xx", str(bad[5] + sum(good[s] for s in good if s >= 500)), "0"),
        (f"{few} gute, je zweimal: neu + wiederholt", f"{good[201]}+{good[200]}", f"{few}+{few}"),
        ("  gespeichert, verschieden", f"{len(world.names())}/{len(people)}", f"{few}/{few}"),
    ]


def _wrong_links(number: int) -> list[Row]:
    """In a process of its own: the desk is a Django project."""
    asked = [sys.executable, "-m", "bench.wrong_links", str(number)]
    return [tuple(row) for row in json.loads(subprocess.check_output(asked).splitlines()[-1])]


def _against(
    world: World, port: int, crowd: Sequence[Submission]
) -> tuple[float, float, list[Answered]]:
    """Seconds, processor seconds of the handler, and all answers. The handler must live to the
    end; RuntimeError if it does not."""
    process = os.fork()
    if process == 0:
        try:
            serve(build_handler(world.settings), port)
        finally:
            os._exit(0)
    try:
        asyncio.run(_ready(port))
        before, started = _processor_seconds(process), time.perf_counter()
        answered = asyncio.run(_load(port, crowd))
        elapsed = time.perf_counter() - started
        used = _processor_seconds(process) - before
        if os.waitpid(process, os.WNOHANG) != (0, 0):
            raise RuntimeError("Der Handler hat sich beendet.")
    finally:
        subprocess.run(["kill", str(process)], check=False)
    os.waitpid(process, 0)
    return elapsed, used, answered


def _tokens(world: World) -> Callable[[], str]:
    """Signed times of pages that were shown a minute ago."""
    secrets = Secrets(read_signing_key(world.settings.receipts))
    ago = time.time() - 60
    return Proofs(secrets.derived("proofs"), lambda: ago, Effort()).page_time


async def _load(port: int, crowd: Sequence[Submission]) -> list[Answered]:
    waiting, answered = list(reversed(crowd)), []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while waiting:
            sent = waiting.pop()
            started = time.perf_counter()
            status, stays = await _ask(reader, writer, sent)
            answered.append(Answered(sent.good, status, time.perf_counter() - started))
            if not stays:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return answered


async def _ask(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, sent: Submission
) -> tuple[int, bool]:
    """The status, and whether the connection can be used again."""
    headers = {
        "Host": "localhost",
        "Accept": "application/json",
        "origin": SITE,
        "Content-Type": sent.media,
        "Content-Length": str(len(sent.body)),
    } | sent.headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    try:
        writer.write(f"POST /v1/antrag HTTP/1.1\r\n{lines}\r\n".encode() + sent.body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = int(head.split("content-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
    except (ConnectionError, asyncio.IncompleteReadError):
        return 0, False  # closed on us while we were still sending too much
    return int(head.split()[1]), "connection: close" not in head


async def _ready(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def _processor_seconds(pid: int) -> float:
    """Of all threads of a process, in user and kernel mode (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _at(seconds: list[float], percent: int) -> float:
    return statistics.quantiles(seconds, n=100)[percent - 1] * 1000


def _random() -> Random:
    return Random(SEED)  # noqa: S311 - the same in every run


if __name__ == "__main__":
    sys.exit(main())
