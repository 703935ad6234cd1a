from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.casework.cases.services.timers import case_run_timers, cases_to_look_at
from applications.casework.intake.retention import remove_taken
from applications.spool import Spool


class Command(BaseCommand):
    help = "Einmal am Tag: erinnert, beendet Fristen, löscht, was nicht länger aufbewahrt wird."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        cases = cases_to_look_at(now)
        for case in cases:
            case_run_timers(case=case, now=now)
        removed = remove_taken(Spool(Path(str(settings.SPOOL_DIR))), now=now)
        self.stdout.write(f"{len(cases)} Vorgänge angesehen, {removed} Umschläge weggeräumt")
