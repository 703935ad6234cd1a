"""`make bench`: the table of speed and size, medians of several runs on this machine.

A database of its own in a temporary folder; nothing of the demo is touched. Hugo's time is measured
when BENCH_HUGO names a script that writes a comparable Hugo site and `hugo` is installed.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RUNS = 5
SIZE = 4600
LARGE = 46_000


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        base = Path(folder)
        rows = [*_small(base / "small"), *_large(base / "large")]
    width = max(len(name) for name, _, _ in rows)
    for name, measured, asked in rows:
        print(f"{name:<{width}}  {measured:>14}  {asked}")  # noqa: T201 - the table is the product
    return 0


Row = tuple[str, str, str]


def _environment(base: Path) -> dict[str, str]:
    base.mkdir(parents=True)
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "DATABASE_URL": f"sqlite:///{base}/cms.sqlite3",
        "VAR_DIR": str(base),
    }


def _run(environment: dict[str, str], *command: str) -> str:
    return subprocess.run(
        [sys.executable, *command], env=environment, check=True, capture_output=True, text=True
    ).stdout


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _median(work: Callable[[], object], runs: int = RUNS) -> float:
    return statistics.median(_timed(work) for _ in range(runs))


def _load(environment: dict[str, str], offers: int) -> float:
    _run(environment, "manage.py", "migrate", "-v0")
    return _timed(lambda: _run(environment, "manage.py", "load_demo", "--offers", str(offers)))


def _publish(environment: dict[str, str], *options: str) -> dict[str, float]:
    """Seconds of each step of one run, from its record."""
    _run(environment, "manage.py", "publish", *options)
    code = (
        "import json; from cms.publishing.models import PublicationRun as R; "
        "print(json.dumps(R.objects.latest().durations))"
    )
    steps: dict[str, float] = json.loads(
        _run(environment, "manage.py", "shell", "-v0", "-c", code).splitlines()[-1]
    )
    return steps


def _edit(environment: dict[str, str], number: int) -> None:
    code = (
        "from cms.offers.models import OfferPage as O; "
        f"o = O.objects.filter(live=True, valid_until=None).order_by('pk')[{number} * 37]; "
        f"o.title = 'Geändert {number}'; o.save()"
    )
    _run(environment, "manage.py", "shell", "-v0", "-c", code)


def _small(base: Path) -> list[Row]:
    environment = _environment(base)
    rows = [_row("Beispielwelt laden, 4.600 (SQLite)", _load(environment, SIZE), "≤ 60 s")]
    _publish(environment)
    edits = []
    for number in range(RUNS):
        _edit(environment, number)
        edits.append(_publish(environment))
    total = statistics.median(sum(steps.values()) for steps in edits)
    parts = ", ".join(
        f"{name} {statistics.median(steps[name] for steps in edits):.2f}" for name in edits[0]
    )
    rows.append(_row("Ein Angebot geändert, ganzer Lauf", total, f"≤ 1,5 s ({parts})"))
    nothing = _median(lambda: _publish(environment), 1)
    same = statistics.median(sum(_publish(environment).values()) for _ in range(RUNS))
    rows.append(_row("Nichts geändert", same, f"≤ 1 s (mit Prozessstart {nothing:.1f} s)"))
    snapshot = next(p for p in (base / "snapshots").iterdir() if p.is_dir())
    full, beside = _full_build(snapshot, base)
    rows.append(_row("Voller Bau, 4.600", full, beside))
    command = ["-m", "site_builder", "build", str(snapshot), str(base / "peak")]
    peak = _peak_mib(dict(os.environ), *command)
    rows.append(("Speicher des Baus, 4.600", f"{peak} MiB", "≤ 200 MiB"))
    rows.append(_row("Export, 4.600", _export(environment, base), "≤ 1 s"))
    return rows


def _large(base: Path) -> list[Row]:
    environment = _environment(base)
    rows = [_row("Beispielwelt laden, 46.000 (SQLite)", _load(environment, LARGE), "≤ 600 s")]
    steps = _publish(environment)
    rows.append(_row("Export, 46.000", steps["export"], "≤ 10 s"))
    peak = _peak_mib(environment, "manage.py", "export_snapshot", str(base / "export"))
    rows.append(("Speicher des Exports, 46.000", f"{peak} MiB", "≤ 512 MiB"))
    snapshot = next(p for p in (base / "snapshots").iterdir() if p.is_dir())
    large = _timed(lambda: _build(snapshot, base / "full"))
    rows.append(_row("Voller Bau, 46.000", large, "≤ 11 × den von 4.600"))
    return rows


def _row(name: str, seconds: float, asked: str) -> Row:
    return (name, f"{seconds:.2f} s", asked)


def _build(snapshot: Path, target: Path) -> None:
    """Into an empty folder; the deletion of an earlier one is not measured where it matters."""
    shutil.rmtree(target, ignore_errors=True)
    _run(dict(os.environ), "-m", "site_builder", "build", str(snapshot), str(target))


def _peak_mib(environment: dict[str, str], *command: str) -> int:
    """Largest resident set among the processes of a command."""
    code = (
        "import resource, subprocess, sys; "
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    return int(_run(environment, "-c", code, *command))


def _export(environment: dict[str, str], base: Path) -> float:
    code = (
        "import time, tempfile, pathlib; from django.utils import timezone; "
        "from cms.publishing.exporting import snapshot_write; s = time.perf_counter(); "
        "snapshot_write(directory=pathlib.Path(tempfile.mkdtemp()), today=timezone.localdate()); "
        "print(time.perf_counter() - s)"
    )
    return statistics.median(
        float(_run(environment, "manage.py", "shell", "-v0", "-c", code).splitlines()[-1])
        for _ in range(RUNS)
    )


def _full_build(snapshot: Path, base: Path) -> tuple[float, str]:
    """The median of full builds, and Hugo's for as many pages, measured in turn."""
    script = os.environ.get("BENCH_HUGO")
    if not script or not shutil.which("hugo"):
        full = _median(lambda: _build(snapshot, base / "full"))
        return full, "Hugo nicht gemessen (BENCH_HUGO, hugo)"
    site = base / "hugo"
    _run(dict(os.environ), script, str(site))

    def hugo() -> None:
        subprocess.run(["hugo", "--quiet"], cwd=site, check=True, capture_output=True)

    ours, theirs = [], []
    for _ in range(RUNS):
        shutil.rmtree(site / "public", ignore_errors=True)
        os.sync()  # nobody pays for what the other left to be written
        theirs.append(_timed(hugo))
        shutil.rmtree(base / "full", ignore_errors=True)
        os.sync()
        ours.append(_timed(lambda: _build(snapshot, base / "full")))
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    beside = f"Hugo {statistics.median(theirs):.2f} s, Verhältnis {ratio:.2f} (≤ 1)"
    return statistics.median(ours), beside


if __name__ == "__main__":
    sys.exit(main())
