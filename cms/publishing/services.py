"""Asking for a publication, and doing it: export → guard → build → index → verify → switch."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from catalogue.errors import CatalogueError
from catalogue.guard import guard_findings, live_counts
from catalogue.system_errors import system_sentence
from cms.publishing import builder, exporting
from cms.publishing.indexes import Indexing
from cms.publishing.lock import publication_lock
from cms.publishing.models import PublicationRequest, PublicationRun, RunState
from cms.publishing.session import StepError

logger = logging.getLogger(__name__)
KEEP_RELEASES = 10
Tell = Callable[[str], None]


class GuardRefusalError(Exception):
    """The guard found what must not be published unless released; `findings` says what."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(" ".join(findings))
        self.findings = findings


def publication_request(
    *, reason: str, by: Any = None, full: bool = False, release_guard: str = ""
) -> None:
    """Ask for a publication once the current transaction is committed."""

    def ask() -> None:
        PublicationRequest.objects.create(
            reason=reason[:200],
            asked_by=by,
            full=full,
            release_guard=release_guard[:200],
        )

    transaction.on_commit(ask)


def publication_run(
    *, by: str = "", full: bool = False, release_guard: str = "", tell: Tell = lambda _: None
) -> PublicationRun:
    """Publish the state of the database now, and record what happened.

    Raises PublicationBusyError while another process publishes. Everything else that goes wrong
    is in the returned run: the public site stays as it was.
    """
    with publication_lock(Path(settings.VAR_DIR) / "publication.lock"):
        _close_broken_runs()
        taken = list(PublicationRequest.objects.select_related("asked_by"))
        run = PublicationRun.objects.create(
            state=RunState.RUNNING,
            started_at=timezone.now(),
            reasons="\n".join(dict.fromkeys(request.reason for request in taken)),
            asked_by=by or ", ".join(sorted({str(r.asked_by) for r in taken if r.asked_by})),
            released_because=release_guard
            or next((r.release_guard for r in reversed(taken) if r.release_guard), ""),
        )
        try:
            run.state = _publish(run, full or any(r.full for r in taken), tell)
        except GuardRefusalError as refusal:
            run.state, run.guard_findings = RunState.REFUSED, refusal.findings
        except (StepError, CatalogueError, OSError) as error:
            run.state = RunState.FAILED
            run.failure = system_sentence(error) if isinstance(error, OSError) else str(error)
            logger.error("Veröffentlichung fehlgeschlagen: %s", run.failure)
        run.finished_at = timezone.now()
        with transaction.atomic():
            run.save()
            if run.state != RunState.FAILED:
                PublicationRequest.objects.filter(pk__in=[r.pk for r in taken]).delete()
        return run


def publication_rollback(*, by: str) -> PublicationRun:
    """Show the release before again; automatic runs wait until somebody publishes by hand."""
    with publication_lock(Path(settings.VAR_DIR) / "publication.lock"):
        started = timezone.now()
        with builder.Builder() as site:
            release = site.rollback()
        return PublicationRun.objects.create(
            state=RunState.ROLLED_BACK,
            started_at=started,
            finished_at=timezone.now(),
            reasons="Zurück zum vorigen Stand",
            asked_by=by,
            release=release,
        )


def _close_broken_runs() -> None:
    """Whoever holds the lock knows that no other run is alive."""
    PublicationRun.objects.filter(state=RunState.RUNNING).update(
        state=RunState.FAILED,
        failure="Die Veröffentlichung wurde abgebrochen. Die nächste holt sie nach.",
        finished_at=timezone.now(),
    )


def _publish(run: PublicationRun, full: bool, tell: Tell) -> str:
    snapshots = Path(settings.SNAPSHOTS_DIR)
    snapshots.mkdir(parents=True, exist_ok=True)
    step = _Steps(run, tell)
    with builder.Builder() as site, Indexing() as search:
        with step("export", "Angebote aus der Datenbank lesen"):
            snapshot, manifest = exporting.snapshot_keep(
                snapshots=snapshots, today=timezone.localdate()
            )
        search.begin(snapshot)
        run.digest, run.counts = manifest.digest, dict(manifest.counts)
        with step("guard", "Mit dem öffentlichen Stand vergleichen"):
            _guard(run, snapshot, snapshots)
        with step("build", "Seiten bauen"):
            built = site.build(snapshot, full=full)
        release = run.release = built["release"]
        run.counts |= {name: built[name] for name in ("pages", "written", "removed")}
        is_unchanged = release == builder.current_release()
        with step("index", "Suche auf den neuen Stand bringen"):
            if not is_unchanged:
                run.counts |= search.into(release)
            run.failure = search.server_fault()
        if is_unchanged:
            return RunState.UNCHANGED
        with step("verify", "Seiten prüfen"):
            site.verify(release)
        with step("switch", "Umschalten"):
            site.switch(release)
        site.prune(KEEP_RELEASES)
    exporting.snapshots_prune(snapshots=snapshots, releases=builder.kept_releases())
    return RunState.PUBLISHED


def _guard(run: PublicationRun, snapshot: Path, snapshots: Path) -> None:
    old = exporting.snapshot_of(builder.current_release(), snapshots)
    if old is None:
        return
    found = guard_findings(live_counts(old), live_counts(snapshot))
    findings = [finding.message for finding in found]
    run.guard_findings = findings
    if findings and not run.released_because:
        raise GuardRefusalError(findings)


class _Steps:
    """Times each step, tells about it, and keeps its duration with the run."""

    def __init__(self, run: PublicationRun, tell: Tell) -> None:
        self._run, self._tell = run, tell

    @contextmanager
    def __call__(self, name: str, text: str) -> Iterator[None]:
        self._tell(f"{text} …")
        started = monotonic()
        try:
            yield
        finally:
            self._run.durations[name] = round(monotonic() - started, 3)
