"""`python -m search` in processes of its own."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from search import __main__ as commands
from search.__main__ import main
from search.index import SearchIndex
from tests.world import OFFER, written


@pytest.mark.parametrize("unneeded", ["elasticsearch", "starlette", "uvicorn", "search.service"])
def test_writing_the_files_for_browsers_loads_no_server_and_no_client(unneeded: str) -> None:
    code = f"import sys, search.__main__; sys.exit({unneeded!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def session(*asked: list[str]) -> list[dict[str, object]]:
    lines = "".join(json.dumps(arguments) + "\n" for arguments in asked)
    command = [sys.executable, "-m", "search", "session"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return written(tmp_path / "s", OFFER)


def test_a_session_answers_each_command_and_outlives_what_is_refused(
    snapshot: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "allein"
    assert main(["export", str(snapshot), str(alone)]) == 0
    full = tmp_path / "voll"
    full.write_text("kein Ordner")
    answers = session(
        ["gibt-es-nicht"],
        ["export", str(tmp_path / "fehlt"), str(tmp_path / "x")],
        ["export", str(snapshot), str(full)],
        ["export", str(snapshot), str(tmp_path / "dabei")],
        ["index", str(snapshot), "--url", "http://127.0.0.1:9"],
    )
    assert [answer["code"] for answer in answers] == [1, 1, 1, 0, 1]
    for answer, said in zip(
        answers, ("gibt-es-nicht", "fehlt", "voll", "", "Elasticsearch"), strict=True
    ):
        assert said in str(answer["error"])
        assert "Traceback" not in str(answer["error"])
    for path in alone.iterdir():
        assert (tmp_path / "dabei" / path.name).read_bytes() == path.read_bytes()


def test_commands_about_one_snapshot_share_what_was_read(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    ordinary = commands.read_index

    def noted(path: Path, **more: Any) -> SearchIndex:
        read.append(path)
        return ordinary(path, **more)

    asked = [["export", str(snapshot), str(tmp_path / name)] for name in "ab"]
    monkeypatch.setattr(commands, "read_index", noted)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, asked))))
    assert main(["session"]) == 0
    assert read == [snapshot]
