"""Whenever the handler is ended or its disk gives up: what was acknowledged is stored, exactly
once, and nothing is half there."""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from applications.form import ApplicationKind
from applications.handler.receiving import Received
from applications.handler.sending import Sent
from applications.handler.traffic import Level
from catalogue.durable import sync_directory, write_synced
from tests.integration import killing
from tests.integration.handler.world import ANSWERS, World
from tests.integration.killing import Step

USUAL = Sent(ApplicationKind.FIRST, {name: tuple(values) for name, values in ANSWERS.items()})
TMP = "/tmp/"  # noqa: S108 - the spool's own
FIRST_NAMES = ("Ada", "Ida", "Uta")


@dataclass(frozen=True)
class Life:
    """One life of a handler: it starts, gets three applications, the first one twice, and writes
    down what it acknowledged as a sender would: after the answer, outside of the spool."""

    world: World
    log: Path

    def __call__(self) -> int:
        descriptor = os.open(self.log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
        handler = self.world.handler()
        _report_syncs()
        for number in (0, 1, 0, 2):
            first_names = {"person.first_names": (FIRST_NAMES[number],)}
            waited = self.world.waited(handler)
            sent = replace(USUAL, answers={**USUAL.answers, **first_names}, waited=waited)
            outcome = handler.receiving.receive(sent, Level.USUAL)
            if isinstance(outcome, Received):
                reference = outcome.stored.read_receipt().reference
                os.write(descriptor, f"{outcome.name} {reference}\n".encode())
        return 0

    def acknowledged(self) -> set[tuple[str, str]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return {(name, reference) for name, reference in map(str.split, lines)}


def _report_syncs() -> None:
    """Waiting for the disk becomes a step as well: just before it, and just after."""
    inner = os.fsync

    def fsync(descriptor: int) -> None:
        sys.audit(killing.SYNCED, os.readlink(f"/proc/self/fd/{descriptor}"))
        inner(descriptor)
        sys.audit(killing.SYNCED, os.readlink(f"/proc/self/fd/{descriptor}"))

    os.fsync = fsync


@pytest.fixture
def life(world: World, tmp_path: Path) -> Life:
    return Life(world, tmp_path / "acknowledged")


def fresh(life: Life) -> None:
    life.log.unlink(missing_ok=True)
    shutil.rmtree(life.world.spool.folder, ignore_errors=True)


def steps(life: Life) -> list[Step]:
    found = killing.steps_of(life, life.world.spool.folder)
    fresh(life)
    return found


def stored(world: World) -> Iterator[tuple[str, str]]:
    for name in world.names():
        found = world.spool.find(name)
        assert found is not None
        yield name, found.read_receipt().reference


def assert_kept(life: Life) -> None:
    """Every acknowledgement is in the spool with its number, and what is there can be opened."""
    assert life.acknowledged() <= set(stored(life.world))
    people = [application["person"]["first_names"] for application in life.world.opened()]
    assert len(people) == len(set(people))


def assert_made_good(life: Life) -> None:
    """The senders try once more with a handler started anew: nothing is stored twice."""
    before = set(stored(life.world))
    assert killing.run_work(life, life.world.spool.folder, lambda step: None).code == 0
    assert before <= set(stored(life.world))
    assert life.acknowledged() == set(stored(life.world))
    people = {application["person"]["first_names"] for application in life.world.opened()}
    assert (people, len(life.world.names())) == (set(FIRST_NAMES), 3)
    assert list((life.world.spool.folder / "tmp").iterdir()) == []


def test_the_steps_of_receiving_are_all_seen(life: Life) -> None:
    found = steps(life)
    assert {"open", "os.link", "os.remove", "os.mkdir", killing.SYNCED} <= {s.event for s in found}
    assert len(found) > 3 * 7


def test_the_handler_is_killed_at_any_step(life: Life) -> None:
    numbers = set()
    for step in steps(life):
        fresh(life)
        ended = killing.run_work(life, life.world.spool.folder, killing.kill_all(step))
        assert ended.code == -signal.SIGKILL, step
        assert_kept(life)
        numbers.add(len(life.acknowledged()))
        assert_made_good(life)
    assert numbers == {0, 1, 2}


@pytest.mark.parametrize(
    ("error", "events"),
    [
        (errno.ENOSPC, killing.NEEDS_SPACE),
        (errno.EROFS, killing.CHANGES),
        (errno.EIO, {killing.SYNCED}),
    ],
)
def test_the_disk_gives_up_from_any_step_on(life: Life, error: int, events: set[str]) -> None:
    for step in [s for s in steps(life) if s.event in events and s.path.startswith(TMP)]:
        fresh(life)

        def at(now: Step, chosen: Step = step) -> None:
            if now.number >= chosen.number and now.event in events:
                raise OSError(error, os.strerror(error), now.path)

        ended = killing.run_work(life, life.world.spool.folder, at)
        assert ended.code == 0, (step, ended)
        assert len(life.acknowledged()) < len(FIRST_NAMES), step
        assert_kept(life)
        assert_made_good(life)


@pytest.mark.parametrize("sync", [write_synced, sync_directory])
def test_a_step_that_reports_success_was_reported_by_the_disk(
    sync: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="Input/output"):
        sync(*((tmp_path / "a", "x") if sync is write_synced else (tmp_path,)))
