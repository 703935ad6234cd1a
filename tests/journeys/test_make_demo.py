"""What `make demo` starts: everything answers, a taken port is one sentence, Ctrl+C ends it all."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from urllib.request import urlopen

import pytest

from tests.journeys.servers import free_port

pytestmark = pytest.mark.enable_socket
COMMAND = [sys.executable, "manage.py", "demo", "--offers", "60"]


@dataclass(frozen=True)
class Demo:
    log: Path
    ports: tuple[int, ...]
    process: subprocess.Popen[bytes]

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


def environment(folder: Path, ports: tuple[int, ...]) -> dict[str, str]:
    site, cms, search, desk, handler = ports
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{folder}/cms.sqlite3",
        "CASEWORK_DATABASE_URL": f"sqlite:///{folder}/casework.sqlite3",
        "VAR_DIR": str(folder),
        "SITE_URL": f"http://localhost:{site}",
        "CMS_URL": f"http://localhost:{cms}",
        "SEARCH_SERVICE_PORT": str(search),
        "CASEWORK_URL": f"http://localhost:{desk}",
        "APPLICATION_HANDLER_PORT": str(handler),
    }


def is_open(port: int) -> bool:
    with socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    ports = (free_port(), free_port(), free_port(), free_port(), free_port())
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            COMMAND,
            env=environment(tmp_path, ports),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    demo = Demo(tmp_path / "log", ports, process)
    try:
        deadline = time.monotonic() + 240
        while "\nEnde mit Strg+C.\n" not in demo.said:
            assert process.poll() is None, demo.said
            assert time.monotonic() < deadline, demo.said
            time.sleep(0.2)
        yield demo
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def test_the_demo_from_its_greeting_to_ctrl_c(demo: Demo, tmp_path: Path) -> None:
    greeting = demo.said.rpartition("Verzeichnis:")[2]
    everything_answers(re.findall(r"http://\S+", greeting))
    a_second_one_says_which_port_is_taken(demo.ports[3], tmp_path / "second")
    os.killpg(demo.process.pid, signal.SIGINT)
    assert demo.process.wait(30) == 0
    assert demo.said.endswith("Beendet.\n")
    assert "Traceback" not in demo.said
    assert [port for port in demo.ports if is_open(port)] == []


def text_of(address: str) -> str:
    with urlopen(address) as answer:  # noqa: S310 - our own servers
        return str(answer.read().decode())


def everything_answers(addresses: list[str]) -> None:
    assert len(addresses) == 6
    pages = {address: text_of(address) for address in addresses}
    site, mailbox = addresses[0], addresses[-1]
    assert "Karte beantragen" in pages[site]
    deadline = time.monotonic() + 30  # mails go out every two seconds
    while "Bitte um Bestätigung für Ben Beispiel" not in text_of(mailbox):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert "Rheine, Ehrenamtsstelle (Beispiel)" in text_of(f"{site}antrag/pruefen/rheine/")
    assert '"openapi"' in text_of(f"{site}v1/openapi.json")


def a_second_one_says_which_port_is_taken(desk: int, folder: Path) -> None:
    ports = (free_port(), free_port(), free_port(), desk, free_port())
    second = subprocess.run(COMMAND, env=environment(folder, ports), capture_output=True, text=True)
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert f"Auf Port {desk} läuft schon etwas." in second.stderr
    assert f"CASEWORK_URL=http://localhost:{desk + 10} make demo" in second.stderr
