"""`python -m tests.integration.cms.interrupting DIR`: loads the demo world, ends the loading at
many of its database writes, and lets an ordinary one follow. Prints JSON."""

import json
import os
import shutil
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Any

from tests.integration.cms.children import in_child, settle, writes_of

DAY = date(2026, 11, 24)
OFFERS, BATCH = 60, 15
POINTS = 6


def main(folder: Path) -> None:
    """One JSON object: `register`: what is left of the register when the loading ends while it is
    written; `whole`: what an uninterrupted loading leaves; `repaired`: by the number of the
    statement at which a loading ended, how, whether it counts as complete, and what a second one
    leaves."""
    settle(folder)
    from django.core.management import call_command

    from cms.offers.demo.loading import demo_is_complete

    database = folder / "cms.sqlite3"
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


def load(kill_at: int = 0) -> int:
    """Load the demo world and return the number of writes, or end before one of them."""
    from django.core.management import call_command

    from cms.offers.demo import loading

    loading.BATCH = BATCH
    writes = 0

    def count(sql: str) -> None:
        nonlocal writes
        writes += 1
        if writes == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    writes_of(lambda: call_command("load_demo", offers=OFFERS, day=DAY, stdout=sys.stderr), count)
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
