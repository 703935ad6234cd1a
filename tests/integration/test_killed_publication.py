"""Whenever a publication is ended, the public sees the old site or the new one, never a mix, and
the next ordinary run makes it good."""

import os
import resource
import shutil
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from site_builder import releases, spare
from site_builder.build import build
from site_builder.state import file_of, read_state
from tests.integration import killing
from tests.integration.killing import SITE_URL, Ended, Step
from tests.world import OFFER, TELGTE, written

Tree = dict[str, bytes]


@dataclass(frozen=True)
class World:
    """A releases directory with a public release, an older one and a clone made ahead; the
    snapshot to publish next, and what must then be public."""

    template: Path
    snapshot: Path
    old_name: str
    old: Tree
    new: Tree

    def fresh(self, target: Path, *, with_spare: bool = True) -> Path:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.template, target, symlinks=True)
        if not with_spare:
            shutil.rmtree(target / f".next-{self.old_name}")
        return target


def tree(release: Path) -> Tree:
    site = release / "site"
    return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    base = tmp_path_factory.mktemp("killed")
    other = replace(OFFER, id="0002", path="/angebote/telgte/laden/", municipality=TELGTE)
    third = replace(OFFER, id="0003", path="/angebote/aachen/neu/", title="Neu", venues=())
    before = [replace(OFFER, title=f"Titel {number}") for number in range(2)]
    target, name = base / "r", ""
    for number, offer in enumerate(before):
        name = build(written(base / f"s{number}", offer, other), target, site_url=SITE_URL).release
        releases.promote(target, name)
    spare.prepare(target)
    snapshot = written(base / "next", replace(OFFER, title="Neuer Titel"), third)
    full = build(snapshot, base / "full", site_url=SITE_URL, full=True).release
    return World(target, snapshot, name, tree(target / name), tree(base / "full" / full))


def public(target: Path) -> Tree:
    return tree(target / "current")


def assert_old_or_new(world: World, target: Path, step: object) -> None:
    now = public(target)
    assert now in (world.old, world.new), step
    if (target / world.old_name).exists():
        assert tree(target / world.old_name) == world.old, step


def assert_made_good(world: World, target: Path, step: object) -> None:
    """After the next ordinary run: new, whole, tidy, and ready for the run after that."""
    assert killing.run(world.snapshot, target) == Ended(0, ""), step
    current = releases.current_name(target)
    assert current is not None
    state = read_state(target / current)
    assert state is not None
    assert public(target) == world.new, step
    assert tree(target / world.old_name) == world.old, step
    clone = target / f".next-{current}"
    assert tree(clone).keys() == {
        str(file_of(Path(), address)).removeprefix("/") for address in state.pages
    }, step
    expected = {".lock", "current", "previous", current, world.old_name, clone.name}
    assert {path.name for path in target.iterdir()} == expected, step


def chosen(steps: list[Step], *, at_most: int) -> list[Step]:
    """Every step, but of the long uniform loops (cloning, deleting) only some."""
    loops = [s for s in steps if s.path.startswith("/.part-") or not s.path.startswith("/")]
    others = [s for s in steps if s not in loops]
    return others + list(sample(loops, at_most))


def sample(steps: list[Step], at_most: int) -> Iterable[Step]:
    stride = max(1, -(-len(steps) // at_most))
    return steps[::stride] + steps[-1:]


def test_the_steps_of_a_publication_are_all_seen(world: World, tmp_path: Path) -> None:
    steps = killing.steps(world.snapshot, world.fresh(tmp_path / "r"))
    assert {step.event for step in steps} == killing.CHANGES
    assert {step.main for step in steps} == {True, False}
    places = {step.path.split("-")[0] for step in steps if step.path.startswith("/.")}
    assert {"/.build", "/.gone", "/.part", "/.next", "/.current.new", "/.lock"} <= places


def test_a_power_cut_at_any_step(world: World, tmp_path: Path) -> None:
    steps = killing.steps(world.snapshot, world.fresh(tmp_path / "r"))
    seen = set()
    for step in chosen(steps, at_most=24):
        target = world.fresh(tmp_path / "r")
        ended = killing.run(world.snapshot, target, killing.kill_all(step))
        assert ended.code == -signal.SIGKILL, step
        assert_old_or_new(world, target, step)
        seen.add(public(target) == world.new)
        assert_made_good(world, target, step)
    assert seen == {False, True}


def test_one_of_the_two_processes_is_killed(world: World, tmp_path: Path) -> None:
    steps = killing.steps(world.snapshot, world.fresh(tmp_path / "r"))
    building = [step for step in steps if step.path.startswith("/.build-")]
    for step in building[::2]:
        target = world.fresh(tmp_path / "r")
        ended = killing.run(world.snapshot, target, killing.kill_one(step))
        if step.main:
            assert ended.code == -signal.SIGKILL, step
        else:
            assert ended == Ended(1, "Ein Teil des Baus wurde von außen beendet.\n"), step
        assert public(target) == world.old, step
        assert_made_good(world, target, step)


def test_the_second_process_stops_when_the_first_is_gone(tmp_path: Path) -> None:
    """Otherwise it would write on beside the next run."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    offers = [
        replace(OFFER, id=f"{n:04}", path=f"/angebote/telgte/{n}/", municipality=TELGTE, venues=())
        for n in range(20)
    ]
    snapshot = written(tmp_path / "s", *offers)
    steps = killing.steps(snapshot, tmp_path / "a")
    usual = sum(not step.main for step in steps)
    first_page = next(s for s in steps if s.main and s.path.endswith("/index.html"))
    log = os.open(tmp_path / "log", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def at(step: Step) -> None:
        if not step.main:
            os.write(log, b".")
            time.sleep(0.2)
        elif step.number == first_page.number:
            time.sleep(0.1)
            os.kill(os.getpid(), signal.SIGKILL)

    killing.run(snapshot, tmp_path / "b", at)
    os.close(log)
    of_one_page = 8
    assert len((tmp_path / "log").read_bytes()) <= of_one_page < usual


@pytest.mark.parametrize("with_spare", [True, False])
def test_the_disk_is_full_from_any_step_on(world: World, tmp_path: Path, with_spare: bool) -> None:
    target = world.fresh(tmp_path / "r", with_spare=with_spare)
    steps = [s for s in killing.steps(world.snapshot, target) if s.event in killing.NEEDS_SPACE]
    if not with_spare:
        steps = list(sample(steps, 16))
    for step in chosen(steps, at_most=8):
        target = world.fresh(tmp_path / "r", with_spare=with_spare)
        ended = killing.run(world.snapshot, target, killing.full_disk(step))
        assert ended.code == 1, (step, ended)
        assert ended.said.startswith("Auf dem Datenträger ist kein Platz mehr"), (step, ended)
        assert ended.said.count("\n") == 1, (step, ended)
        assert_old_or_new(world, target, step)
        assert_made_good(world, target, step)


@pytest.mark.parametrize("limit", [0, 500, 4000, 12000])
def test_the_kernel_refuses_to_write_on(world: World, tmp_path: Path, limit: int) -> None:
    """Not before a file is opened, as above, but in the middle of its content."""
    target = world.fresh(tmp_path / "r")

    def at(step: Step) -> None:
        if step.path.startswith("/.build-"):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ended = killing.run(world.snapshot, target, at)
    assert ended.code == 1, ended
    assert "größer, als es hier erlaubt ist" in ended.said
    assert public(target) == world.old
    assert [p.name for p in target.iterdir() if p.name.startswith(".build")] == []
    assert_made_good(world, target, limit)


def test_the_first_publication_of_all_is_cut_off(world: World, tmp_path: Path) -> None:
    target = tmp_path / "r"
    target.mkdir()
    steps = killing.steps(world.snapshot, target)
    for step in sample(steps, 20):
        shutil.rmtree(target)
        target.mkdir()
        killing.run(world.snapshot, target, killing.kill_all(step))
        if os.path.lexists(target / "current"):
            assert public(target) == world.new, step
        assert killing.run(world.snapshot, target) == Ended(0, ""), step
        assert public(target) == world.new, step
