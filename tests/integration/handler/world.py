"""A handler over a small Land: three offices that can be sealed for, and a clock to turn."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx

from applications.answers import answers_of
from applications.envelope import open_sealed
from applications.handler.app import Handler, build_app
from applications.handler.assembly import Settings, build_handler
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
from applications.spool import Spool
from catalogue.register import load_register
from catalogue.snapshot import write_snapshot
from tests.asgi import Client, client_of
from tests.unit.applications.people import APPLICATION
from tests.unit.applications.test_routing import OFFICES, ONLINE

SITE = "https://angebote.example"
FORM = "/v1/antrag"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp()
ANSWERS: dict[str, list[str]] = {
    name: values for name, values in answers_of(APPLICATION).items() if not name.endswith(".ags")
} | {"kind": ["first"], "office": [""]}


@dataclass
class Clock:
    """Seconds since the epoch, turned by hand."""

    now: float = NOON

    def __call__(self) -> float:
        return self.now


@dataclass
class World:
    """The folder with everything, and what reaches into it from both sides."""

    folder: Path
    settings: Settings
    clock: Clock
    private: dict[str, PrivateKey]
    receipts: str
    handlers: list[Handler] = field(default_factory=list)

    @property
    def spool(self) -> Spool:
        return Spool(self.folder / "spool")

    def names(self) -> list[str]:
        return list(self.spool.waiting())

    def opened(self) -> list[dict[str, Any]]:
        """Every application in the spool, as the office reads it."""
        found = []
        for name in self.names():
            stored = self.spool.find(name)
            assert stored is not None
            assert stored.is_genuine(self.receipts)
            found.append(
                json.loads(open_sealed(stored.envelope, self.private.values()).application)
            )
        return found

    def handler(self) -> Handler:
        """A freshly started one over the same folder."""
        return build_handler(self.settings, self.clock)

    @contextmanager
    def client(self, handler: Handler | None = None) -> Iterator[Client]:
        with client_of(build_app(handler or self.handler()), SITE) as client:
            yield client

    def waited(self, handler: Handler) -> str:
        """The proof of somebody who looked at the page for a minute."""
        token = handler.proofs.page_time()
        self.clock.now += 60
        return token


def build_world(folder: Path, *, real_time: bool = False, **settings: Any) -> World:
    clock = Clock(time.time() if real_time else NOON)
    on = datetime.fromtimestamp(clock.now, UTC).date()
    keys = folder / "keys"
    keys.mkdir(parents=True)
    for office in sorted(ONLINE):
        write_keypair(keys, *new_keypair(office, on))
    root, receipts = (new_signing_key(folder / f"{name}.key") for name in ("root", "receipts"))
    write_directory(folder, on=on)
    write_snapshot(
        folder / "snapshot",
        offers=(),
        regions=load_register(),
        offices=OFFICES,
        categories=(),
        pages=(),
        gone=(),
    )
    made = Settings(
        spool=folder / "spool",
        keys=folder / "directory.json",
        root=root,
        receipts=folder / "receipts.key",
        snapshot=folder / "snapshot",
        origins=frozenset({SITE}),
        reserve=settings.pop("reserve", 1),
        **settings,
    )
    return World(folder, made, clock, read_private_keys(keys), receipts)


def write_directory(folder: Path, *, on: date, version: int = 1) -> None:
    directory = build_directory(
        read_public_keys(folder / "keys"),
        version=version,
        receipts=public_half(read_signing_key(folder / "receipts.key")),
        on=on,
    )
    text = sign_directory(directory, read_signing_key(folder / "root.key"))
    (folder / "directory.json").write_text(text, encoding="utf-8")


def filled(**changes: str) -> dict[str, list[str]]:
    """The fields of a good form, with changes; "__" in a name stands for a dot."""
    return ANSWERS | {name.replace("__", "."): [value] for name, value in changes.items()}


def send(client: Client, fields: dict[str, Any], **headers: str) -> httpx.Response:
    """As a browser sends a form."""
    usual = {"origin": SITE, "sec-fetch-site": "same-origin", "accept": "text/html"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.request("POST", FORM, data=fields, headers=usual | named)


def send_json(client: Client, fields: dict[str, Any], **more: Any) -> httpx.Response:
    """As the page's script sends it."""
    headers = {"origin": SITE, "accept": "application/json"}
    return client.request("POST", FORM, json=fields, headers=headers, **more)


class _Typed(HTMLParser):
    """What a browser would send of the form in the main part."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._form = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = given.get("action", "")
        elif tag == "select":
            self._select = given["name"]
        elif self._form != FORM:
            return
        elif tag == "option" and "selected" in given:
            self._add(self._select, given["value"])
        elif tag == "input" and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given
        ):
            self._add(given["name"], given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""

    def _add(self, name: str, value: str) -> None:
        self.found.setdefault(name, []).append(value)


def typed_in(page: httpx.Response) -> dict[str, list[str]]:
    """What the form of a page would send."""
    reader = _Typed()
    reader.feed(page.text)
    return reader.found


def sent_again(
    world: World, client: Client, page: httpx.Response, **changes: str
) -> httpx.Response:
    """After a minute, as the person does who reads the page."""
    world.clock.now += 60
    more = {name.replace("__", "."): [value] for name, value in changes.items()}
    return send(client, typed_in(page) | more)
