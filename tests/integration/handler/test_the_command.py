"""`python -m applications.handler` as an operator runs it: a process, a port, a folder."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from applications.handler import __main__ as command
from applications.handler.proofs import Effort, Proofs
from applications.handler.receiving import Secrets
from applications.keys.keypair import read_signing_key
from bench.submissions import GOOD
from tests.integration.handler.world import SITE, World, build_world
from tests.journeys.servers import free_port, wait_for

KEY = "6f1c1f6e-5d1b-4a53-9f5c-0a4f3c3f9a11"


def arguments(world: World, port: int) -> list[str]:
    places = {
        "spool": world.settings.spool,
        "keys": world.settings.keys,
        "root": world.settings.root,
        "receipts": world.settings.receipts,
        "snapshot": world.settings.snapshot,
        "origin": SITE,
        "port": port,
    }
    named = (f"--{name}={value}" for name, value in places.items())
    return list(named)


@contextmanager
def running(world: World, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", "applications.handler", *arguments(world, port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/gesundheit")
            yield process
        finally:
            process.kill()


def post(port: int, fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/antrag",
        json.dumps(fields).encode(),
        {"Content-Type": "application/json", "Origin": SITE},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


@pytest.mark.enable_socket
def test_killed_and_started_anew_it_knows_what_it_acknowledged(build: Any) -> None:
    world, port = build(real_time=True), free_port()
    secret = Secrets(read_signing_key(world.settings.receipts)).derived("proofs")
    waited = Proofs(secret, lambda: world.clock.now - 60, Effort()).page_time()
    fields = GOOD | {"key": KEY, "waited": waited}
    with running(world, port) as process:
        status, first = post(port, fields)
        assert status == 201
        os.kill(process.pid, signal.SIGKILL)
        said = process.communicate()[0]
    assert b"Muster" not in said
    with running(world, port) as process:
        assert post(port, fields) == (200, first)
        assert post(port, GOOD)[0] == 428
        process.terminate()
        assert process.wait(20) in (0, -signal.SIGTERM)
    assert [a["person"]["last_name"] for a in world.opened()] == ["Muster"]
    assert oct(world.spool.folder.stat().st_mode & 0o77) == "0o0"


@pytest.mark.parametrize("broken", ["receipts.key", "shell"])
def test_it_says_what_is_missing(
    broken: str, tmp_path: Any, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.setattr(command.resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(command.os, "umask", lambda _: 0)
    world = build_world(tmp_path / "world")
    given = arguments(world, 1)
    if broken == "shell":
        (tmp_path / "page.html").write_text("<p>")
        given.append(f"--shell={tmp_path / 'page.html'}")
    else:
        world.settings.receipts.unlink()
    assert command.main(given) == 1
    assert {"shell": "Hauptteil", "receipts.key": "Signierschlüssel"}[broken] in (
        capsys.readouterr().err
    )
