"""Directory, form, handler, desk and mailbox as `make demo` joins them, for a small Land."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from catalogue.offices import IssuingOffice, Offices
from catalogue.register import load_register
from catalogue.snapshot import read_manifest, write_snapshot
from site_builder import releases
from site_builder.build import build
from tests.journeys.desk_world import OFFICES
from tests.journeys.servers import free_port, wait_for

PAPER = IssuingOffice("verein-duelmen", "Ehrenamtsverein Dülmen", ("05558016",))
LAND = Offices((*OFFICES.offices, PAPER), OFFICES.policies)


@dataclass(frozen=True)
class House:
    """What visitors open: the site, and the desk with its mailbox."""

    site: str
    desk: str
    ports: tuple[int, ...]


@contextmanager
def house(base: Path) -> Iterator[House]:
    ports = [free_port() for _ in range(3)]
    site, desk = (f"http://localhost:{port}" for port in ports[:2])
    _publish(base, site)
    commands = [
        [
            *("site_builder", "serve", base / "r", "--port", ports[0]),
            *("--applications", f"http://127.0.0.1:{ports[2]}", "--application-pages", base / "p"),
        ],
        [
            *("applications.casework", "demo", "--releases", base / "r", "--snapshots", base / "s"),
            *("--pages", base / "p", "--site-url", site, "--handler-port", ports[2]),
        ],
    ]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "applications.casework.settings.development",
        "CASEWORK_DATABASE_URL": f"sqlite:///{base}/casework.sqlite3",
        "CASEWORK_URL": desk,
        "VAR_DIR": str(base),
    }
    started = [
        subprocess.Popen([sys.executable, "-m", *map(str, command)], env=environment)
        for command in commands
    ]
    try:
        for url in (f"{site}/antrag/", f"http://127.0.0.1:{ports[2]}/gesundheit", f"{desk}/"):
            wait_for(url, seconds=90)
        yield House(site, desk, tuple(ports))
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def _publish(base: Path, site: str) -> None:
    (base / "s").mkdir()
    write_snapshot(
        base / "s/new",
        offers=(),
        regions=load_register(),
        offices=LAND,
        categories=(),
        pages=(),
        gone=(),
    )
    snapshot = (base / "s/new").rename(base / "s" / read_manifest(base / "s/new").digest[:16])
    built = build(snapshot, base / "r", site_url=site, applications=True)
    releases.promote(base / "r", built.release)
