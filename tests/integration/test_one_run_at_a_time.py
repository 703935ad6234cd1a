"""Two runs on one directory of releases: the second waits, or says in one sentence why not."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from site_builder import lock, releases, spare
from site_builder.__main__ import main
from site_builder.build import build
from tests.world import OFFER, written

HOLDER = """
import sys, time
from pathlib import Path
from site_builder.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("da", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(target: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that holds the lock already."""
    target.mkdir(exist_ok=True)
    command = [sys.executable, "-c", HOLDER, str(target), str(seconds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "da\n"
    return process


def made(base: Path, title: str) -> str:
    snapshot = written(base / title, replace(OFFER, title=title))
    return build(snapshot, base / "r", site_url="https://a.example").release


def test_the_second_run_waits_for_the_first(tmp_path: Path) -> None:
    with holder(tmp_path / "r", 0.5) as process:
        name = made(tmp_path, "a")
        assert process.wait(5) == 0
    assert releases.is_finished(tmp_path / "r", name)


@pytest.mark.parametrize("command", ["build", "promote", "rollback", "prune", "prepare"])
def test_whoever_waits_too_long_is_told_in_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    target = tmp_path / "r"
    name = made(tmp_path, "a")
    arguments = {
        "build": [str(written(tmp_path / "b", OFFER)), str(target)],
        "promote": [str(target), name],
    }
    with holder(target, 30) as process:
        try:
            assert main([command, *arguments.get(command, [str(target)])]) == 1
        finally:
            process.kill()
    error = capsys.readouterr().err
    assert "arbeitet seit mehr als 0 Sekunden ein anderer Lauf" in error
    assert error.count("\n") == 1
    assert releases.current_name(target) is None


def test_the_lock_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    with holder(tmp_path, 30) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(5)
    started = time.monotonic()
    with lock.exclusive(tmp_path, patience=1):
        assert time.monotonic() - started < 1


def test_the_next_build_uses_the_clone_made_ahead(tmp_path: Path) -> None:
    target = tmp_path / "r"
    first = made(tmp_path, "a")
    releases.promote(target, first)
    assert spare.prepare(target)
    assert not spare.prepare(target)
    clone = target / f".next-{first}" / "site" / "neu" / "index.html"
    inode = clone.stat().st_ino
    assert inode == (target / first / "site" / "neu" / "index.html").stat().st_ino
    (clone.parent / "probe.txt").write_text("an diesem Klon erkennt man ihn wieder")
    second = made(tmp_path, "b")
    assert (target / second / "site" / "neu" / "probe.txt").exists()
    assert not (target / f".next-{first}").exists()


def test_a_clone_of_another_release_is_never_used_and_goes(tmp_path: Path) -> None:
    target = tmp_path / "r"
    names = [made(tmp_path, title) for title in ("a", "b")]
    releases.promote(target, names[0])
    spare.prepare(target)
    releases.promote(target, names[1])
    third = made(tmp_path, "c")
    assert (target / f".next-{names[0]}").exists()
    spare.prepare(target)
    assert not (target / f".next-{names[0]}").exists()
    assert (target / f".next-{names[1]}").exists()
    releases.promote(target, third)
    releases.prune(target, keep=10)
    assert [path.name for path in target.iterdir() if path.name.startswith(".next")] == []


@pytest.mark.parametrize("by", ["prune", "build", "prepare"])
def test_what_ended_runs_left_is_cleared_away(tmp_path: Path, by: str) -> None:
    target = tmp_path / "r"
    name = made(tmp_path, "a")
    releases.promote(target, name)
    for rest in (f".part-{name}", f".gone-{name}", ".build-1"):
        (target / rest / "site").mkdir(parents=True)
    runs = {
        "prune": lambda: releases.prune(target, keep=10),
        "build": lambda: made(tmp_path, "b"),
        "prepare": lambda: spare.prepare(target),
    }
    runs[by]()
    left = [p.name for p in target.iterdir() if p.name.startswith(releases.UNFINISHED)]
    assert left == []
    assert releases.is_finished(target, name)


def test_promote_prepares_the_next_build_behind(tmp_path: Path) -> None:
    target = tmp_path / "r"
    name = made(tmp_path, "a")
    assert main(["promote", str(target), name]) == 0
    deadline = time.monotonic() + 20
    while not (target / f".next-{name}").exists():
        assert time.monotonic() < deadline, "der Klon entsteht nicht"
        time.sleep(0.05)


@pytest.mark.parametrize("name", ["../r/a", "current", ".next-a", "", "."])
def test_only_a_finished_release_can_be_made_public(tmp_path: Path, name: str) -> None:
    target = tmp_path / "r"
    releases.promote(target, made(tmp_path, "a"))
    with pytest.raises(releases.ReleaseError, match="kein fertiger Bau"):
        releases.promote(target, name)
