from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.casework.cases.services.timers import run_timers
from applications.casework.intake.retention import remove_taken
from applications.casework.mail.letters import letters_empty
from applications.spool import Spool


class Command(BaseCommand):
    help = "Einmal am Tag: erinnert, beendet Fristen, löscht, was nicht länger aufbewahrt wird."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done, failed = run_timers(now)
        letters_empty(now=now)
        removed = remove_taken(Spool(Path(str(settings.SPOOL_DIR))), now=now)
        self.stdout.write(
            f"{done} Vorgänge weitergeführt, {failed} misslungen, {removed} Umschläge weggeräumt"
        )
        if failed:
            raise CommandError("Bitte die Fehler oben ansehen; die übrigen sind erledigt.")
