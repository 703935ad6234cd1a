"""What asked for a publication, and what became of each run."""

from django.conf import settings
from django.db import models

REASONS_SHOWN = 3


class RunState(models.TextChoices):
    RUNNING = "running", "läuft"
    PUBLISHED = "published", "veröffentlicht"
    UNCHANGED = "unchanged", "nichts zu ändern"
    REFUSED = "refused", "angehalten"
    FAILED = "failed", "fehlgeschlagen"
    ROLLED_BACK = "rolled_back", "zurückgenommen"


class PublicationRequest(models.Model):
    """Something changed that the site must show. Deleted by the run that took it along."""

    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    reason = models.CharField(max_length=200)
    full = models.BooleanField(default=False)
    release_guard = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = "Auftrag zur Veröffentlichung"
        verbose_name_plural = "Aufträge zur Veröffentlichung"

    def __str__(self) -> str:
        return self.reason


class PublicationRun(models.Model):
    """The record of one run; `durations` are seconds by step, `counts` numbers by name."""

    state = models.CharField("Stand", max_length=12, choices=RunState)
    started_at = models.DateTimeField("Beginn")
    finished_at = models.DateTimeField("Ende", null=True, blank=True)
    reasons = models.TextField("Anlass", blank=True)
    asked_by = models.CharField("beauftragt von", max_length=150, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    release = models.CharField("Stand der Seiten", max_length=60, blank=True)
    counts = models.JSONField(default=dict)
    durations = models.JSONField(default=dict)
    guard_findings = models.JSONField(default=list)
    released_because = models.CharField("freigegeben, weil", max_length=200, blank=True)
    failure = models.TextField("Fehler", blank=True)

    class Meta:
        ordering = ["-pk"]
        get_latest_by = "pk"
        verbose_name = "Veröffentlichung"
        verbose_name_plural = "Veröffentlichungen"

    def __str__(self) -> str:
        return f"{self.started_at:%d.%m.%Y %H:%M} {self.get_state_display()}"

    @property
    def short_reasons(self) -> str:
        """The first reasons, a line each, and how many more there were."""
        reasons = self.reasons.splitlines()
        more = len(reasons) - REASONS_SHOWN
        return "\n".join(reasons[:REASONS_SHOWN] + ([f"und {more} weitere"] if more > 0 else []))
