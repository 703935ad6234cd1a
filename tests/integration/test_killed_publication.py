"""A publication killed, or out of disk, at any step: the public sees old or new, never a mix.

Every call that changes the file system is numbered by an audit hook in a forked child; the child is
killed at each number in turn.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import Value
from pathlib import Path

import pytest

from site_builder.__main__ import main
from tests.world import OFFER, written

WRITES = {"os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
SITE_URL = "https://angebote.example"


def run(base: Path, snapshot: str) -> int:
    """What a publication does with the builder, in one process."""
    releases = str(base / "r")
    if code := main(["build", str(base / snapshot), releases, "--site-url", SITE_URL]):
        return code
    name = newest(base)
    return main(["check", f"{releases}/{name}"]) or main(["promote", releases, name]) or main(
        ["prune", releases, "--keep", "1"]
    )  # fmt: skip


def newest(base: Path) -> str:
    finished = [p for p in (base / "r").iterdir() if p.is_dir() and not p.name.startswith(".")]
    return max((p for p in finished if not p.is_symlink()), key=lambda p: p.stat().st_mtime_ns).name


def public(base: Path) -> dict[str, bytes]:
    site = base / "r" / "current" / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def is_write(event: str, args: tuple[object, ...]) -> bool:
    if event in WRITES:
        return True
    if event != "open" or not isinstance(args[0], str | bytes | Path):
        return False
    return bool(isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def in_child(work: Callable[[], int], step: int, act: Callable[[], None]) -> tuple[int, int]:
    """(exit status, number of writing calls) of `work` in a child that acts at call `step`."""
    counter = Value("i", 0)  # shared with the builder's own processes
    child = os.fork()
    if child == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

        def watch(event: str, args: tuple[object, ...]) -> None:
            if is_write(event, args):
                with counter.get_lock():
                    counter.value += 1
                    number = counter.value
                if number >= step > 0:
                    act()

        sys.addaudithook(watch)
        code = 70
        try:
            code = work()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status, counter.value


def kill_all() -> None:
    os.killpg(0, signal.SIGKILL)


def disk_full() -> None:
    raise OSError(errno.ENOSPC, "Auf dem Gerät ist kein Speicherplatz mehr verfügbar")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The old state is public; a new one with one changed and one new offer waits."""
    other = replace(OFFER, id="0002", path="/angebote/aachen/freibad/", title="Freibad")
    written(tmp_path / "older", replace(OFFER, title="Alt"))
    written(tmp_path / "old", OFFER)
    written(tmp_path / "new", replace(OFFER, title="Zum Kindertarif schwimmen"), other)
    assert run(tmp_path, "older") == run(tmp_path, "old") == 0
    return tmp_path


@pytest.fixture
def states(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict]:
    fresh = tmp_path_factory.mktemp("fresh")
    shutil.copytree(base / "new", fresh / "new")
    assert run(fresh, "new") == 0
    return public(base), public(fresh)


def test_killed_at_any_step(base: Path, states: tuple[dict, dict]) -> None:
    old, new = states
    pristine = base / "pristine"
    shutil.copytree(base / "r", pristine, symlinks=True)
    _, steps = in_child(lambda: run(base, "new"), 0, kill_all)
    assert steps > 40
    seen = set()
    for step in range(1, steps + 1):
        shutil.rmtree(base / "r")
        shutil.copytree(pristine, base / "r", symlinks=True)
        status, _ = in_child(lambda: run(base, "new"), step, kill_all)
        # The two processes of a build make a directory once or twice, so the count varies a little.
        assert os.WIFSIGNALED(status) or step > steps - 6, step
        now = public(base)
        assert now in (old, new), f"Gemisch nach Schritt {step}"
        seen.add(now == new)
        assert in_child(lambda: run(base, "new"), 0, kill_all)[0] == 0, f"nach Schritt {step}"
        assert public(base) == new, f"nicht nachgeholt nach Schritt {step}"
        assert list((base / "r").glob(".*.tmp")) == []
    assert seen == {True, False}


def test_a_full_disk_ends_in_one_sentence_and_the_old_site_stays(
    base: Path, states: tuple[dict, dict], capfd: pytest.CaptureFixture[str]
) -> None:
    old, new = states
    _, steps = in_child(lambda: run(base, "old"), 0, disk_full)
    pristine = base / "pristine"
    shutil.copytree(base / "r", pristine, symlinks=True)
    capfd.readouterr()
    for step in range(2, steps + 30, 3):
        shutil.rmtree(base / "r")
        shutil.copytree(pristine, base / "r", symlinks=True)
        status, _ = in_child(lambda: run(base, "new"), step, disk_full)
        told = capfd.readouterr().err
        assert public(base) in (old, new)
        if os.waitstatus_to_exitcode(status) != 0:
            assert "Traceback" not in told, told
            assert "kein Speicherplatz" in told, (step, told)
            assert public(base) == old
