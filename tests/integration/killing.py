"""Runs work in a process of its own, mostly a publication, and ends it, or its disk, at a chosen
step.

A step is one change of the file system: a file opened for writing, a folder made, a name set,
moved or removed. The interpreter reports each through its audit hook before it happens.
"""

import io
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

from site_builder.__main__ import main

SITE_URL = "https://angebote.example"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
PLACE = {"os.rename": 1, "os.link": 1, "os.symlink": 1}
"""Which argument of an event names what changes; the first for all others."""

CHANGES = {"open", "os.mkdir", "os.rmdir", "os.remove", "os.rename", "os.link", "os.symlink"}
SYNCED = "synced"
"""An event that work can report itself, where it waits for the disk."""

NEEDS_SPACE = {"open", "os.mkdir", "os.link", "os.symlink"}


@dataclass(frozen=True)
class Step:
    """The number-th change by the first process (`main`) or the second one."""

    main: bool
    number: int
    event: str
    path: str


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, negative for a signal, and what it said."""

    code: int
    said: str


def publication(snapshot: Path, releases: Path) -> int:
    """The ordinary run, command by command; the exit code of the first that fails, else 0."""
    out = io.StringIO()
    with redirect_stdout(out):
        code = main(["build", str(snapshot), str(releases), "--site-url", SITE_URL])
    if code:
        return code
    name = str(json.loads(out.getvalue().splitlines()[-1])["release"])
    commands = (
        ["check", str(releases / name)],
        ["promote", str(releases), name, "--no-prepare"],
        ["prune", str(releases), "--keep", "1"],
        ["prepare", str(releases)],
    )
    return next((code for code in map(main, commands) if code), 0)


def run(snapshot: Path, releases: Path, at: Callable[[Step], None] = lambda step: None) -> Ended:
    """The publication in a child that calls `at` before every change under `releases`."""
    return run_work(lambda: publication(snapshot, releases), releases, at)


def run_work(work: Callable[[], int], inside: Path, at: Callable[[Step], None]) -> Ended:
    """Any work in a child that calls `at` before every change under `inside`."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os.setpgid(0, 0)
        _child(work, str(inside), at, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as said:
        text = said.read()
    return Ended(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), text)


def steps(snapshot: Path, releases: Path) -> list[Step]:
    """All changes of one publication, of the first process and of the second."""
    return steps_of(lambda: publication(snapshot, releases), releases)


def steps_of(work: Callable[[], int], inside: Path) -> list[Step]:
    """All changes of the work under `inside`."""
    log = inside.with_name("steps.jsonl")
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def note(step: Step) -> None:
        row = [step.main, step.number, step.event, step.path]
        os.write(descriptor, json.dumps(row).encode() + b"\n")

    ended = run_work(work, inside, note)
    os.close(descriptor)
    assert ended == Ended(0, ""), ended
    return [Step(*json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines()]


def kill_all(chosen: Step) -> Callable[[Step], None]:
    """As in a power cut: both processes end at once."""

    def at(step: Step) -> None:
        if (step.main, step.number) == (chosen.main, chosen.number):
            os.killpg(0, signal.SIGKILL)

    return at


def kill_one(chosen: Step) -> Callable[[Step], None]:
    """Only the process that does this step ends."""

    def at(step: Step) -> None:
        if (step.main, step.number) == (chosen.main, chosen.number):
            os.kill(os.getpid(), signal.SIGKILL)

    return at


def full_disk(chosen: Step) -> Callable[[Step], None]:
    """From this step on nothing new fits on the disk."""

    def at(step: Step) -> None:
        late = step.number >= chosen.number
        if step.main is chosen.main and late and step.event in NEEDS_SPACE:
            raise OSError(ENOSPC, "No space left on device", step.path)

    return at


def _child(work: Callable[[], int], inside: str, at: Callable[[Step], None], writing: int) -> None:
    first, counts = os.getpid(), {True: 0, False: 0}

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event not in CHANGES and event != SYNCED:
            return
        if event == "open" and not (isinstance(flags := arguments[2], int) and flags & WRITING):
            return
        path = str(arguments[PLACE.get(event, 0)])
        if path.startswith("/") and not path.startswith(inside):
            return
        is_main = os.getpid() == first
        counts[is_main] += 1
        at(Step(is_main, counts[is_main], event, path.removeprefix(inside)))

    code, said = 99, io.StringIO()
    try:
        sys.dont_write_bytecode = True
        sys.addaudithook(hook)
        with redirect_stderr(said):
            code = work()
    except BaseException as error:  # noqa: BLE001 - the parent process judges
        said.write(f"Traceback: {error!r}")
    finally:
        os.write(writing, said.getvalue().encode())
        os._exit(code)
