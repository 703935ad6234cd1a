"""The database of the test run: a PostgreSQL server of our own, started once, gone at the end.

Loaded before Django's settings are read. With DATABASE_URL set nothing is started.
"""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

USER = "ehrenamt"
_state: dict[str, object] = {}


def _binary(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


def _as_postgres(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root; Debian's package brings the user for it."""
    return ["runuser", "-u", "postgres", "--", *command] if getpass.getuser() == "root" else command


def _start() -> None:
    initdb, postgres = _binary("initdb"), _binary("pg_ctl")
    if initdb is None or postgres is None:
        return
    root = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket path must be short
    if getpass.getuser() == "root":
        shutil.chown(root, "postgres")
    data = root / "data"
    options = f"-k {root} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    for command in (
        [initdb, "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        [postgres, "-D", str(data), "-o", options, "-l", str(root / "log"), "-w", "start"],
    ):
        subprocess.run(_as_postgres(command), check=True, capture_output=True, cwd="/")
    _state.update(root=root, stop=[postgres, "-D", str(data), "-m", "immediate", "stop"])
    os.environ["DATABASE_URL"] = f"postgres://{USER}@/ehrenamt?host={root}"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """A wrapper runs before pytest-django reads the settings."""
    if "DATABASE_URL" not in os.environ:
        _start()
    os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")
    return (yield)


def pytest_unconfigure() -> None:
    if "stop" in _state:
        subprocess.run(_as_postgres(_state["stop"]), check=False, capture_output=True, cwd="/")
        shutil.rmtree(_state["root"], ignore_errors=True)


def pytest_report_header() -> str:
    address = os.environ["DATABASE_URL"]
    return "Datenbank: " + ("PostgreSQL" if address.startswith("postgres") else "SQLite")
