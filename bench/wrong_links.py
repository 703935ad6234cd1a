"""`python -m bench.wrong_links [NUMBER]`: whether the time of a refusal tells what was wrong.

Wrong links and case numbers of several kinds, mixed, against the desk in this process, on SQLite in
memory or on CASEWORK_DATABASE_URL. For each kind the median, and how often its time is longer than
that of an unknown one: 50 % means that nothing can be told from it.
"""

import json
import os
import statistics
import sys
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "applications.casework.settings.test")
SEED = 20261124
Row = tuple[str, str, str]
Try = Callable[[], Any]


def main() -> int:
    import django

    django.setup()
    from django.test.utils import get_runner, setup_test_environment

    setup_test_environment()
    runner = get_runner(None, "django.test.runner.DiscoverRunner")(verbosity=0)
    databases = runner.setup_databases()
    try:
        print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else 10_000)))  # noqa: T201
    finally:
        runner.teardown_databases(databases)
    return 0


def measure(number: int) -> list[Row]:
    """Rows for the table of bench.applications, `number` tries in all."""
    links, numbers = _doors()
    rows: list[Row] = []
    for title, kinds in (("falsche Links", links), ("fremde Nummern", numbers)):
        times = _timed(kinds, number // 2)
        unknown = sorted(times.pop("unbekannt"))
        rows.append(
            (f"{number // 2} {title}: unbekannt, Median", f"{_median(unknown):.2f} ms", "")
        )
        rows += [
            (f"  {kind}: Median, länger als unbekannt", _compared(seconds, unknown), "50 ± 5 %")
            for kind, seconds in times.items()
        ]
    return rows


def _timed(kinds: dict[str, Try], number: int) -> dict[str, list[float]]:
    """Seconds of each try, in a mixed order; the first of each kind warm up."""
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    order = [kind for kind in kinds for _ in range(number // len(kinds))]
    Random(SEED).shuffle(order)  # noqa: S311 - the same in every run
    for ask in kinds.values():
        ask()
    for kind in order:
        started = time.perf_counter()
        answer = kinds[kind]()
        times[kind].append(time.perf_counter() - started)
        if answer.status_code != 404:
            raise RuntimeError(f"{kind}: Antwort {answer.status_code} statt 404")
    return times


def _compared(seconds: list[float], unknown: list[float]) -> str:
    """The chance that one of `seconds` is longer than one of `unknown`, ties counting half."""
    longer = sum(bisect_left(unknown, s) + bisect_right(unknown, s) for s in seconds)
    share = longer / 2 / len(seconds) / len(unknown)
    return f"{_median(seconds):.2f} ms, {share:.0%}"


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def _doors() -> tuple[dict[str, Try], dict[str, Try]]:
    """What is tried, by what is wrong with it."""
    from django.test import Client
    from django.urls import reverse

    from applications.casework.cases.links import confirmation_token
    from applications.casework.cases.models import Answer, Case, Confirmation
    from applications.casework.cases.services.confirming import confirmation_answer
    from applications.casework.cases.services.filing import case_confirm_email, case_receive
    from applications.casework.offices.models import Office
    from applications.casework.offices.roles import Role
    from applications.casework.offices.services import user_create
    from applications.references import build_reference
    from tests.unit.applications.people import APPLICATION

    now = datetime.now(UTC)
    office = Office.objects.create(key="stadt-rheine", name="Stadt Rheine")
    other = Office.objects.create(key="stadt-muenster", name="Stadt Münster")
    numbers = iter(range(1, 100))

    def receive(at: Office) -> Case:
        one = next(numbers)
        case = case_receive(
            application=APPLICATION, office=at, reference=build_reference(one),
            spool_name=f"{one:064x}", now=now,
        )  # fmt: skip
        if case is None:
            raise RuntimeError("schon da")
        case_confirm_email(case=case, now=now)
        return case

    used, expired, foreign = receive(office), receive(office), receive(other)
    tokens = {
        "unbekannt": "A" * 43,
        "abgelaufen": confirmation_token(expired.confirmations.get()),
        "verbraucht": confirmation_token(used.confirmations.get()),
        "verstümmelt": "x",
    }
    Confirmation.objects.filter(case=expired).update(asked_at=now - timedelta(days=29))
    confirmation_answer(
        confirmation=used.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio",
        hours=None, reason="", now=now,
    )  # fmt: skip
    public, desk = Client(), Client()
    desk.force_login(
        user_create(
            username="bench", password=None, office=office, role=Role.CASE_WORKER, name="Bea Bench"
        )
    )

    def by_link(token: str) -> Try:
        return lambda: public.post(reverse("confirm"), {"token": token})

    def by_number(reference: str) -> Try:
        return lambda: desk.get(reverse("case", args=[reference]))

    return (
        {kind: by_link(token) for kind, token in tokens.items()},
        {
            "unbekannt": by_number(build_reference(987_654)),
            "einer anderen Stelle": by_number(foreign.reference),
            "keine Nummer": by_number("x"),
        },
    )


if __name__ == "__main__":
    sys.exit(main())
