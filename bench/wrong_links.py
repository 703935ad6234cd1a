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
    from bench.desk_doors import UNKNOWN, wrong_links, wrong_numbers

    rows: list[Row] = []
    for title, kinds in (
        ("falsche Links", wrong_links()),
        ("fremde Nummern", wrong_numbers()),
    ):
        times = _timed(kinds, number // 2)
        unknown = sorted(times.pop(UNKNOWN))
        rows.append((f"{number // 2} {title}: unbekannt, Median", f"{_median(unknown):.2f} ms", ""))
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


if __name__ == "__main__":
    sys.exit(main())
