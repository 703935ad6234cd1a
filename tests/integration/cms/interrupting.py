"""`python -m tests.integration.cms.interrupting DIR`: loads the demo world into SQLite files, ends
the loading at many of its database writes, and lets an ordinary one follow. Prints JSON.

A process of its own: the tests around it have their database already.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django
import django.db

DAY = date(2026, 11, 24)
OFFERS, BATCH = 60, 15
POINTS = 6


def main(folder: Path) -> None:
    """`register`: what is left of the register when the loading ends while it is written; `whole`:
    what an uninterrupted loading leaves; `repaired`: by the number of the statement at which a
    loading ended, how, whether it counts as complete, and what a second one leaves."""
    database = folder / "cms.sqlite3"
    os.environ["DATABASE_URL"] = f"sqlite:///{database}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    from django.core.management import call_command

    from cms.offers.demo.loading import demo_is_complete

    in_child(lambda: call_command("migrate", verbosity=0))
    killed = in_child(lambda: load(kill_at=90))
    register = [killed, in_child(register_pages)]
    in_child(lambda: call_command("load_regions", stdout=sys.stderr))
    empty = shutil.copy(database, folder / "empty.sqlite3")
    total = in_child(load)
    whole, repaired = in_child(facts), {}
    for number in range(1, total + 1, total // POINTS):
        restore(empty, database)
        killed = in_child(lambda number=number: load(kill_at=number))
        is_complete = in_child(lambda: demo_is_complete(offers=OFFERS))
        in_child(load)
        repaired[str(number)] = [killed, is_complete, in_child(facts)]
    print(json.dumps({"register": register, "whole": whole, "repaired": repaired}))  # noqa: T201


def restore(kept: Path, database: Path) -> None:
    """The database as it was; what a killed process left beside it goes."""
    for left in database.parent.glob(f"{database.name}-*"):
        left.unlink()
    shutil.copy(kept, database)


def in_child(work: Callable[[], Any]) -> Any:
    """What `work` returns in a process that ends with it; -9 when it was killed."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        answer = work()
        django.db.connection.close()
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as answer:
        text = answer.read()
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"Der Kindprozess endete mit {code}.")
    return json.loads(text) if code == 0 else code


def load(kill_at: int = 0) -> int:
    """Load the demo world and return the number of writes, or end before one of them."""
    from django.core.management import call_command
    from django.db import connection

    from cms.offers.demo import loading

    loading.BATCH = BATCH
    writes = 0

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal writes
        writes += not sql.startswith("SELECT")
        if writes == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        call_command("load_demo", offers=OFFERS, day=DAY, stdout=sys.stderr)
    return writes


def register_pages() -> int:
    from cms.municipalities.models import RegisterPage

    return sum(model.objects.count() for model in RegisterPage.__subclasses__())


def facts() -> list[Any]:
    """Everything the loading is about."""
    import tempfile

    from modelsearch.models import IndexEntry
    from wagtail.models import Page

    from cms.accounts.models import User
    from cms.offers.models import OfferPage
    from cms.publishing.exporting import snapshot_write

    with tempfile.TemporaryDirectory() as target:
        digest = snapshot_write(directory=Path(target), today=DAY).digest
    offers = OfferPage.objects.order_by("uuid").values_list("uuid", "path", "url_path", "live")
    return [
        digest,
        [[str(uuid), *rest] for uuid, *rest in offers],
        [[u.username, u.role, u.area.path] for u in User.objects.order_by("username")],
        IndexEntry.objects.count(),
        Page.find_problems(),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
