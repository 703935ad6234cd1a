from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.casework.cases.anchors import BrokenAnchorsError, append_anchor
from applications.casework.cases.audit import heads
from applications.casework.cases.services.destroying import keys_destroy_unneeded
from applications.casework.cases.services.timers import run_timers
from applications.casework.intake.retention import remove_expired
from applications.spool import Spool


class Command(BaseCommand):
    help = "Einmal am Tag: erinnert, beendet Fristen, löscht, was nicht länger aufbewahrt wird."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done, failed = run_timers(now)
        removed = remove_expired(Spool(Path(str(settings.SPOOL_DIR))), settings.RETENTION, now=now)
        keys = keys_destroy_unneeded(now=now)
        self._anchor(now)
        envelopes = removed["spool_done"] + removed["spool_refused"]
        texts = removed["mail_unsent"] + removed["letter_printed"]
        self.stdout.write(
            f"{done} Vorgänge weitergeführt, {failed} misslungen, {keys} Schlüssel vernichtet, "
            f"weggeräumt: {envelopes} Umschläge, {texts} Texte, {removed['sessions']} Sitzungen"
        )
        if failed:
            raise CommandError("Bitte die Fehler oben ansehen; die übrigen sind erledigt.")

    def _anchor(self, now: datetime) -> None:
        try:
            seal = append_anchor(Path(str(settings.TRAIL_ANCHORS)), heads(), now=now)
        except BrokenAnchorsError as broken:
            raise CommandError(str(broken)) from None
        self.stdout.write(f"Ereignisketten verankert, Siegel {seal}")
