"""`python -m tests.integration.cms.cutting DIR kills|disk`: ends a publication at its steps, or its
disk, and lets an ordinary one follow. Prints JSON.

A step is a change of a file or folder under DIR, the start of a process, a command to the site
builder or the search, or a write to the database, each noticed before it happens. What the builder
does inside is ended elsewhere.
"""

import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.integration.cms import small_land
from tests.integration.cms.children import in_child, settle, writes_of
from tests.integration.killing import CHANGES, NEEDS_SPACE, PLACE, WRITING

Step = str
"""Number, kind and place, with spaces between."""


class HoldingPopen(subprocess.Popen):
    """Processes that a child starts hold its pipe, so that it is not over before they are."""

    def __init__(self, *arguments: Any, close_fds: bool = False, **options: Any) -> None:
        super().__init__(*arguments, close_fds=close_fds, **options)


def main(folder: Path, what: str) -> None:
    """JSON: `old` and `new` digests of the public site; `cut`: a row for each step at which a
    publication was ended: the step, how it ended, what one saw then, and after the next one."""
    subprocess.Popen = HoldingPopen
    land = folder / "land"
    land.mkdir()
    settle(land)
    in_child(small_land.load)
    in_child(publish)
    in_child(small_land.change)
    template = shutil.copytree(land, folder / "template", symlinks=True)
    old = public(land)
    steps = in_child(lambda: steps_of_a_run(land))
    new = public(land)
    cut = []
    for step, end in chosen(steps, what):
        shutil.rmtree(land)
        shutil.copytree(template, land, symlinks=True)
        code = in_child(lambda step=step, end=end: run_ended(land, step, end))
        row = {"step": step, "end": end, "code": code, "then": seen(land)}
        in_child(publish)
        cut.append(row | {"after": seen(land)})
    print(json.dumps({"old": old, "new": new, "steps": steps, "cut": cut}))  # noqa: T201


def chosen(steps: list[Step], what: str) -> list[tuple[Step, str]]:
    """Of each kind of step the first and the last; and each command also once it has started."""
    if what == "disk":
        needy = [s for s in steps if s.split()[1] in NEEDS_SPACE and "/publication.lock" not in s]
        return [(s, "disk") for s in thinned(needy)]
    started = [(s, "started") for s in steps if s.split()[1] == "command"]
    return [(s, "before") for s in thinned(steps)] + started


def thinned(steps: list[Step]) -> list[Step]:
    kinds: dict[str, list[Step]] = {}
    for step in steps:
        event, place = step.split()[1:3]
        kind = place if event == "command" else str(Path(place).parent)
        kinds.setdefault(f"{event} {kind}", []).append(step)
    return list(dict.fromkeys(s for kind in kinds.values() for s in (kind[0], kind[-1])))


def publish() -> str:
    small_land.settle()
    from cms.publishing.services import publication_run

    return publication_run(by="Test").state


def steps_of_a_run(folder: Path) -> list[Step]:
    steps: list[Step] = []
    watched(folder, steps.append)
    return steps


def run_ended(folder: Path, step: Step, end: str) -> str:
    """A run that is killed before `step` or once its command has started, or that finds the disk
    full from there on; the state it records, if it gets to that."""
    is_full = False

    def at(now: Step) -> None:
        nonlocal is_full
        if end == "disk":
            is_full |= now == step
            if is_full and now.split()[1] in NEEDS_SPACE:
                raise OSError(errno.ENOSPC, "No space left on device", now.split()[2])
        elif end == "before" and now == step:
            os.kill(os.getpid(), signal.SIGKILL)

    if end == "started":
        kill_behind(step)
    return watched(folder, at)


def kill_behind(step: Step) -> None:
    """Builder or search have got the command of this step and go on by themselves."""
    from cms.publishing.session import Session

    wanted, ordinary = step.split()[2], Session.send

    def send(self: Session, *command: object) -> None:
        ordinary(self, *command)
        if command[0] == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    Session.send = send


def watched(folder: Path, at: Callable[[Step], None]) -> str:
    """Publish and call `at` before every step."""
    number = 0

    def told(event: str, place: str) -> None:
        nonlocal number
        number += 1
        at(f"{number} {event} {place}")

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            told("process", " ".join(arguments[1][2:4]))
        if event not in CHANGES:
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        path = str(arguments[PLACE.get(event, 0)])
        if path.startswith(f"{folder}/"):
            told(event, path.removeprefix(str(folder)))

    from cms.publishing.session import Session

    ordinary = Session.send

    def send(self: Session, *command: object) -> None:
        told("command", str(command[0]))
        ordinary(self, *command)

    Session.send = send
    sys.addaudithook(hook)
    return writes_of(publish, lambda sql: told("database", sql.split()[0]))


def public(folder: Path) -> str:
    """One digest over every file that citizens can get."""
    site = folder / "releases" / "current" / "site"
    state = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            state.update(str(path.relative_to(site)).encode() + path.read_bytes())
    return state.hexdigest()


def seen(folder: Path) -> dict[str, Any]:
    return {"public": public(folder), "left": left_over(folder), **in_child(records)}


def records() -> dict[str, Any]:
    """How many wait for a publication; state and failure of every run, the oldest first."""
    from cms.publishing.models import PublicationRequest, PublicationRun

    runs = PublicationRun.objects.order_by("pk").values_list("state", "failure")
    waiting = PublicationRequest.objects.filter(reason=small_land.REASON)
    return {"waiting": waiting.count(), "runs": [list(run) for run in runs]}


def left_over(folder: Path) -> list[str]:
    """What an ended run left lying about."""
    return sorted(
        str(path.relative_to(folder))
        for path in [*folder.glob("snapshots/.*"), *folder.glob("releases/.*")]
        if not path.name.startswith((".lock", ".next-"))
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
