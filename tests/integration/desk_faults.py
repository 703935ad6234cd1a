"""The desk's commands, killed at every step. A process of its own, because the desk is a Django
project of its own: `python -m tests.integration.desk_faults FOLDER` prints what it found as JSON.

A step is a change of a file (`killing`), a statement to the database (every fourth: between two of
them nothing is kept), the moment before and after a commit, before and after the mail server took a
mail.
"""

import json
import os
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
import time_machine
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command

from tests.integration import killing

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LATER = datetime(2027, 3, 1, 9, tzinfo=UTC)
CASES = 2
STATEMENTS = 4
POSTED = "FAULTS_POSTED"
"""Environment variable naming the file that stands for the mail server."""


@dataclass(frozen=True)
class Found:
    """After a kill and one more undisturbed run; `posted` counts how often each mail arrived."""

    step: str
    died: bool
    cases: int
    erased: int
    readable: int
    mails: int
    waiting: int
    done: int
    posted: list[int]
    chain_broken: bool
    keys_destroyed: int
    anchors: int


class Posted(BaseEmailBackend):
    """A mail server that writes down what it took."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            step("smtp")
            _append(Path(os.environ[POSTED]), f"{message.message()['Message-ID']}\n")
            step("smtp taken")
        return len(messages)


def step(name: str) -> None:
    sys.audit(killing.SYNCED, f"{os.environ['VAR_DIR']}/{name}")


def main() -> int:
    folder = Path(sys.argv[1])
    state = folder / "state"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "applications.casework.settings.test",
        "CASEWORK_DATABASE_URL": f"sqlite:///{state}/casework.sqlite3",
        "VAR_DIR": str(state),
        "CASEWORK_SNAPSHOT": str(folder / "snapshot"),
        POSTED: str(folder / "posted"),
    }
    django.setup()
    from django.conf import settings

    settings.EMAIL_BACKEND = f"{__spec__.name if __spec__ else __name__}.Posted"
    killing.run_work(lambda: _prepared(folder), folder, lambda _: None)
    story: tuple[tuple[str, Callable[[], int]], ...] = (
        ("pull", _command("pull", NOW)),
        ("mail", _command("mail", NOW)),
        ("jobs", _jobs),
    )
    found = {}
    for name, work in story:
        found[name] = [asdict(one) for one in _killed_everywhere(folder, work)]
        _ran(work, folder)  # the next work begins where this one ended
        shutil.rmtree(folder / "template")
        state.rename(folder / "template")
    sys.stdout.write(json.dumps(found))
    return 0


def _prepared(folder: Path) -> int:
    """An empty desk with sealed applications in its spool, as a template to begin from."""
    from applications.keys.keypair import new_keypair
    from applications.spool import Spool
    from tests.casework.conftest import OFFICES, OWN
    from tests.casework.test_intake import SIGNING, put

    _publish(folder / "snapshot", OFFICES)
    state, keys = folder / "state", new_keypair(OWN, NOW.date())
    state.mkdir()
    call_command("migrate", verbosity=0)
    call_command("load_offices", stdout=_nothing())
    spool = Spool(state / "spool")
    spool.prepare()
    for number in range(CASES):
        put(spool, keys, number=number, name=f"{number:064x}")
    _write_keys(state / "office-keys", keys, SIGNING)
    _at_rest()
    state.rename(folder / "template")
    return 0


def _publish(folder: Path, offices: Any) -> None:
    from catalogue.register import load_register
    from catalogue.snapshot import write_snapshot

    write_snapshot(
        folder, offers=(), regions=load_register(), offices=offices, categories=(), pages=(),
        gone=(),
    )  # fmt: skip


def _write_keys(folder: Path, keys: Any, signing: Any) -> None:
    from applications.keys.directory import build_directory, sign_directory
    from applications.keys.keypair import (
        new_signing_key,
        public_half,
        read_signing_key,
        write_keypair,
    )

    folder.mkdir()
    write_keypair(folder, *keys)
    (folder / "root.public").write_text(new_signing_key(folder / "root"))
    directory = build_directory([keys[1]], version=1, receipts=public_half(signing), on=NOW.date())
    signed = sign_directory(directory, read_signing_key(folder / "root"))
    (folder / "directory.json").write_text(signed)


def _command(name: str, now: datetime) -> Callable[[], int]:
    def work() -> int:
        _report_steps()
        with time_machine.travel(now, tick=False):
            call_command(name, stdout=_nothing())
        return 0

    return work


def _jobs() -> int:
    """Months later, after everything was withdrawn: erasing, destroying keys, anchoring."""
    from applications.casework.cases.models import Case
    from applications.casework.cases.services.deciding import case_withdraw

    with time_machine.travel(NOW, tick=False):
        for case in Case.objects.filter(state="awaiting_email"):
            case_withdraw(case=case, by=_worker(), now=NOW)
    return _command("jobs", LATER)()


def _worker() -> Any:
    from applications.casework.offices.models import Office, User
    from applications.casework.offices.roles import Role

    office = Office.objects.get(key="stadt-rheine")
    return User.objects.get_or_create(
        username="rheine", defaults={"office": office, "role": Role.CASE_WORKER}
    )[0]


def _report_steps() -> None:
    from django.db import connection

    def statement(execute: Any, sql: Any, *rest: Any) -> Any:
        step("sql")
        return execute(sql, *rest)

    inner_commit, inner_sync = connection._commit, os.fsync

    def commit() -> Any:
        step("commit")
        done = inner_commit()
        step("committed")
        return done

    def fsync(descriptor: int) -> None:
        step("fsync")
        inner_sync(descriptor)

    connection.execute_wrappers.append(statement)
    connection._commit = commit
    os.fsync = fsync


def _killed_everywhere(folder: Path, work: Callable[[], int]) -> list[Found]:
    state, found = folder / "state", []
    _fresh(folder)
    (folder / "steps.jsonl").unlink(missing_ok=True)
    steps = killing.steps_of(work, state)
    for chosen in [s for s in steps if s.path != "/sql" or s.number % STATEMENTS == 0]:
        _fresh(folder)
        ended = killing.run_work(work, state, killing.kill_all(chosen))
        _ran(work, folder)
        named = f"{chosen.number} {chosen.event} {chosen.path}"
        found.append(_observed(folder, named, ended.code == -signal.SIGKILL))
    _fresh(folder)
    return found


def _ran(work: Callable[[], int], folder: Path) -> None:
    ended = killing.run_work(work, folder / "state", lambda _: None)
    if ended.code:
        raise RuntimeError(ended.said)


def _fresh(folder: Path) -> None:
    shutil.rmtree(folder / "state", ignore_errors=True)
    shutil.copytree(folder / "template", folder / "state")
    (folder / "posted").unlink(missing_ok=True)


def _observed(folder: Path, named: str, died: bool) -> Found:
    """Looked at by a child, so that this process never holds the database."""
    seen = folder / "seen.json"
    ended = killing.run_work(lambda: _observe(folder, seen), folder / "nowhere", lambda _: None)
    if ended.code:
        raise RuntimeError(ended.said)
    return Found(named, died, **json.loads(seen.read_text()))


def _observe(folder: Path, seen: Path) -> int:
    from django.conf import settings

    from applications.casework.cases import content
    from applications.casework.cases.anchors import read_anchors
    from applications.casework.cases.audit import anchored_of, first_break
    from applications.casework.cases.models import Case
    from applications.casework.mail.models import OutgoingMail
    from applications.casework.offices.models import Office
    from applications.casework.vault.models import DataKey
    from applications.casework.vault.sealing import key_folder

    spool, posted = folder / "state" / "spool", folder / "posted"
    kept = Case.objects.exclude(content=b"").select_related("office", "data_key__office")
    anchors = read_anchors(Path(str(settings.TRAIL_ANCHORS)))
    lines = posted.read_text().splitlines() if posted.exists() else []
    row = {
        "cases": Case.objects.count(),
        "erased": Case.objects.filter(state="erased").count(),
        "readable": sum(bool(content.application_of(case)) for case in kept),
        "mails": OutgoingMail.objects.count(),
        "waiting": len(list((spool / "new").iterdir())),
        "done": len(list((spool / "done").iterdir())),
        "posted": sorted(Counter(lines).values()),
        "chain_broken": any(
            first_break(office, anchored_of(office, anchors)) for office in Office.objects.all()
        ),
        "keys_destroyed": sum(
            key_folder().is_destroyed(key.file_name) for key in DataKey.objects.all()
        ),
        "anchors": len(anchors),
    }
    seen.write_text(json.dumps(row))
    return 0


def _at_rest() -> None:
    """Everything in the one file of the database, so that it can be copied."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _append(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    os.write(descriptor, text.encode())
    os.close(descriptor)


def _nothing() -> Any:
    return open(os.devnull, "w", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
