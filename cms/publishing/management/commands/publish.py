"""`manage.py publish`: one publication run, or the worker that runs whenever asked."""

import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

from cms.publishing.lock import PublicationBusyError
from cms.publishing.models import PublicationRequest, PublicationRun, RunState
from cms.publishing.services import publication_run

DEBOUNCE = timedelta(seconds=2)
"""Changes this close together travel in one run."""

LONGEST_WAIT = timedelta(seconds=5)
PAUSE_AFTER_FAILURE = timedelta(seconds=60)
PAUSE_OF_SEARCH = timedelta(minutes=10)
POLL_SECONDS = 0.5


class Command(BaseCommand):
    help = "Veröffentlicht den Stand der Datenbank; mit --watch, sobald etwas geändert wurde."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--watch", action="store_true", help="läuft weiter und wartet")
        parser.add_argument("--full", action="store_true", help="alle Seiten neu schreiben")
        parser.add_argument(
            "--release-guard", metavar="GRUND", default="", help="trotz Einwand veröffentlichen"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["watch"]:
            self._watch()
            return
        try:
            run = publication_run(
                by="Befehl publish",
                full=options["full"],
                release_guard=options["release_guard"],
                tell=self.stdout.write,
            )
        except PublicationBusyError as error:
            raise CommandError(str(error)) from None
        self._report(run)
        if run.state == RunState.FAILED:
            raise CommandError(run.failure)
        if run.state == RunState.REFUSED:
            raise CommandError(
                " ".join(run.guard_findings)
                + " Wenn das so gewollt ist: publish --release-guard GRUND"
            )

    def _report(self, run: PublicationRun) -> None:
        seconds = sum(run.durations.values())
        self.stdout.write(
            f"{run.get_state_display()}: {run.counts.get('offers', 0)} Angebote, "
            f"{run.counts.get('pages', 0)} Seiten, {run.counts.get('written', 0)} geschrieben, "
            f"{seconds:.1f} s"
        )

    def _watch(self) -> None:
        self.stdout.write("Wartet auf Änderungen (Ende mit Strg+C).")
        seen = timezone.localdate()
        try:
            while True:
                close_old_connections()
                today = timezone.localdate()
                if is_due(now=timezone.now()) or (today != seen and not is_paused()):
                    seen = today
                    self._try_run()
                time.sleep(POLL_SECONDS)
        except KeyboardInterrupt:
            self.stdout.write("Beendet.")

    def _try_run(self) -> None:
        try:
            self._report(publication_run())
        except PublicationBusyError:
            time.sleep(POLL_SECONDS)


def is_due(*, now: Any) -> bool:
    """Whether requests wait that have settled, or waited long enough."""
    asked = list(PublicationRequest.objects.values_list("asked_at", flat=True))
    last = PublicationRun.objects.first()
    if is_paused():
        return False
    if not asked:
        return last is not None and is_search_behind(last, now=now)
    if last and last.state == RunState.FAILED and now - last.finished_at < PAUSE_AFTER_FAILURE:
        return False
    return now - asked[-1] >= DEBOUNCE or now - asked[0] >= LONGEST_WAIT


def is_search_behind(last: PublicationRun, *, now: Any) -> bool:
    """Whether the pages are public, but the search server must be brought along once more."""
    is_behind = last.state in (RunState.PUBLISHED, RunState.UNCHANGED) and bool(last.failure)
    return is_behind and now - last.finished_at >= PAUSE_OF_SEARCH


def is_paused() -> bool:
    """After a rollback nothing runs by itself until somebody publishes by hand."""
    last = PublicationRun.objects.first()
    by_hand = PublicationRequest.objects.filter(asked_by__isnull=False).exists()
    return last is not None and last.state == RunState.ROLLED_BACK and not by_hand
