"""A real Elasticsearch server for tests and measurements, without containers and without root.

The distribution comes from the local Maven repository, or is fetched into it once. It is unpacked
beside the system's temporary files, keeps its data in a folder of its own, listens on this machine
only, and is gone at the end.
"""

import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

VERSION = "8.19.8"
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
IN_REPOSITORY = (
    f"org/elasticsearch/distribution/integ-test-zip/elasticsearch/{VERSION}/"
    f"elasticsearch-{VERSION}.zip"
)
OLDEST_JAVA = 17
START_S, STOP_S = 180, 20
USER = "nobody"
"""The server refuses to run as root; every system has this user."""
ENDS_WITH_US = 'exec 3<&0; (cat <&3 >/dev/null; kill -TERM 0) & exec "$@" </dev/null'
"""However this process ends, its end of the pipe closes, and the server goes too."""


@cache
def unavailable() -> str | None:
    """Why no server can be started here, in German; None when one can."""
    java = _java()
    if java is None or _java_version(java) < OLDEST_JAVA:
        return "Java 17 fehlt (Debian: apt-get install openjdk-17-jre-headless)"
    if _distribution() is None and shutil.which("mvn") is None:
        return "Elasticsearch fehlt: Maven holt es (Debian: apt-get install maven)"
    return None


@contextmanager
def elasticsearch_server(heap: str = "1g") -> Iterator[str]:
    """The address of a server that is up; stopped at the end, its data removed."""
    home = _unpacked(_distribution() or _fetched())
    folder = Path(tempfile.mkdtemp(prefix="es-"))
    port = _free_port()
    try:
        process = _start(home, folder, port, heap)
        try:
            _wait(process, f"http://127.0.0.1:{port}", folder / "out.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _java() -> Path | None:
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(name):
            return Path(os.environ[name]) / "bin" / "java"
    found = shutil.which("java")
    return Path(found).resolve() if found else None


def _java_version(java: Path) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _distribution() -> Path | None:
    file = Path.home() / ".m2" / "repository" / IN_REPOSITORY
    return file if file.exists() else None


def _fetched() -> Path:
    get = ["mvn", "-q", "dependency:get", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
    subprocess.run(get, check=True)
    ask = ["mvn", "-q", "help:evaluate", "-Dexpression=settings.localRepository", "-DforceStdout"]
    where = subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip()
    return Path(where) / IN_REPOSITORY


def _unpacked(archive: Path) -> Path:
    """The unpacked server, readable for everybody; unpacked once and then only read."""
    home = Path(tempfile.gettempdir()) / f"elasticsearch-{VERSION}-{os.getuid()}"
    if home.exists() and home.stat().st_uid == os.getuid():
        return home
    fresh = Path(tempfile.mkdtemp(prefix="es-unpack-"))
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(fresh)
    unpacked = fresh / f"elasticsearch-{VERSION}"
    for script in (unpacked / "bin").iterdir():
        script.chmod(0o755)
    unpacked.rename(home)
    fresh.rmdir()
    return home


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _start(home: Path, folder: Path, port: int, heap: str) -> subprocess.Popen[bytes]:
    config = folder / "config"
    shutil.copytree(home / "config", config)
    (folder / "tmp").mkdir()
    (config / "elasticsearch.yml").write_text(
        "\n".join(
            (
                "discovery.type: single-node",
                "xpack.security.enabled: false",
                "network.host: 127.0.0.1",
                f"http.port: {port}",
                f"transport.port: {_free_port()}",
                f"path.data: {folder / 'data'}",
                f"path.logs: {folder / 'logs'}",
                "cluster.routing.allocation.disk.threshold_enabled: false",
            )
        ),
        encoding="utf-8",
    )
    command = [str(home / "bin" / "elasticsearch")]
    if getpass.getuser() == "root":
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, USER)
        command = ["runuser", "-u", USER, "--", *command]
    java = _java()
    assert java is not None
    with (folder / "out.log").open("wb") as log:
        return subprocess.Popen(
            ["sh", "-c", ENDS_WITH_US, "sh", *command],
            cwd=folder,
            env={
                "PATH": os.environ["PATH"],
                "ES_JAVA_HOME": str(java.parents[1]),
                "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
                "ES_PATH_CONF": str(config),
                "ES_TMPDIR": str(folder / "tmp"),
            },
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    give_up = time.monotonic() + START_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:  # noqa: S310
                if json.load(answer)["status"] in ("green", "yellow"):
                    return
        except (urllib.error.URLError, OSError, ValueError):
            time.sleep(0.3)
    raise RuntimeError(
        f"Elasticsearch ist nicht hochgekommen:\n{log.read_text(errors='replace')[-3000:]}"
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    """The whole group: the start script, and the server it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            continue
        except ProcessLookupError:
            break
    process.wait()
    if process.stdin is not None:
        process.stdin.close()
