"""The pages of the application and the handler behind them on one origin, as a web server joins
them, and the desk that opens what arrives."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from applications.envelope import open_sealed
from applications.handler.app import build_app
from applications.handler.assembly import Settings, build_handler
from applications.handler.proofs import Effort
from applications.keys.directory import build_directory, sign_directory
from applications.keys.keypair import (
    PrivateKey,
    new_keypair,
    new_signing_key,
    public_half,
    read_private_keys,
    read_public_keys,
    read_signing_key,
    write_keypair,
)
from applications.pages.writing import Site, write_pages
from applications.spool import Spool
from catalogue.offices import CardPolicy, IssuingOffice, Offices, TerritorialRule
from catalogue.register import load_register
from catalogue.snapshot import write_snapshot
from tests.journeys.servers import free_port, wait_for

TODAY = datetime.now(UTC).date()
REGISTER = load_register()
OFFICES = Offices(
    (
        IssuingOffice("rheine", "Stadt Rheine", ("05566076",), "Markt 1", "48429", "Rheine"),
        IssuingOffice("muenster", "Stadt Münster", ("05515000",), "Domplatz 2", "48143", "Münster"),
        IssuingOffice("heinsberg", "Stadt Heinsberg", ("05370016",)),
        IssuingOffice("waldfeucht", "Gemeinde Waldfeucht", ("05370032",)),
    ),
    (
        CardPolicy(
            "05",
            date(2008, 11, 1),
            "Richtlinie",
            hours_per_year=200,
            hours_per_week=4,
            volunteer_allowance_limit=960,
            trainer_allowance_limit=3300,
        ),
        CardPolicy(
            "rheine",
            date(2020, 4, 1),
            "Rat",
            months_of_service=24,
            juleica_suffices=True,
            territorial_rule=TerritorialRule.EITHER,
        ),
    ),
)
SITE = Site(REGISTER, OFFICES, (), "https://angebote.example")
MANY = 10_000


@dataclass
class Desk:
    """The house as visitors find it, and all private keys of its offices."""

    url: str
    folder: Path
    private: dict[str, PrivateKey]
    seen: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """What arrived before belongs to another story."""
        self.open()
        self.seen.update(Spool(self.folder / "spool").waiting())

    def accepted(self) -> list[dict[str, Any]]:
        """Every new application, as its office reads it."""
        spool = Spool(self.folder / "spool")
        found = [spool.find(name) for name in spool.waiting() if name not in self.seen]
        opened = [open_sealed(row.envelope, self.private.values()) for row in found if row]
        return [json.loads(row.application) for row in opened]

    def close(self) -> None:
        """Without its key directory the handler cannot seal, so it accepts nothing."""
        (self.folder / "directory.json").rename(self.folder / "directory.away")

    def open(self) -> None:
        if (self.folder / "directory.away").exists():
            (self.folder / "directory.away").rename(self.folder / "directory.json")


@contextmanager
def served(base: Path) -> Iterator[Desk]:
    """As long as it is asked for, on an address of this machine."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    write_pages(SITE, base / "site", on=TODAY)
    settings = _prepared(base, url)
    app = _joined(StaticFiles(directory=base / "site", html=True), settings)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(f"{url}/antrag/")
        yield Desk(url, base, read_private_keys(base / "keys"))
    finally:
        server.should_exit = True
        thread.join(10)


def _prepared(base: Path, url: str) -> Settings:
    (base / "keys").mkdir()
    for office in OFFICES.offices:
        write_keypair(base / "keys", *new_keypair(office.key, TODAY))
    root = new_signing_key(base / "root.key")
    new_signing_key(base / "receipts.key")
    directory = build_directory(
        read_public_keys(base / "keys"),
        version=1,
        receipts=public_half(read_signing_key(base / "receipts.key")),
        on=TODAY,
    )
    signed = sign_directory(directory, read_signing_key(base / "root.key"))
    (base / "directory.json").write_text(signed, encoding="utf-8")
    write_snapshot(
        base / "snapshot",
        offers=(),
        regions=REGISTER,
        offices=OFFICES,
        categories=(),
        pages=(),
        gone=(),
    )
    return Settings(
        spool=base / "spool",
        keys=base / "directory.json",
        root=root,
        receipts=base / "receipts.key",
        snapshot=base / "snapshot",
        origins=frozenset({url}),
        shell=base / "site/antrag/index.html",
        reserve=1,
        effort=Effort(rounds=(10, 20, 40), seconds=(0, 0, 0)),
    )


def _joined(site: ASGIApp, settings: Settings) -> ASGIApp:
    handler = build_app(build_handler(settings, time.time))

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        is_handlers = scope.get("path", "").startswith("/v1/")
        await (handler if is_handlers or scope["type"] == "lifespan" else site)(
            scope, receive, send
        )

    return app
