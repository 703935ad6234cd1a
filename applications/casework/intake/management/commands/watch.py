import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.casework.intake.looking import look
from applications.casework.intake.watching import concerns

_LOG = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Für die Überwachung: nennt, was liegen bleibt oder bald endet, und endet dann mit 1. "
        "Nennt außerdem private Schlüssel, die nichts mehr öffnen und gelöscht werden dürfen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        seen = look(now=now)
        found = concerns(seen, now=now, hours=settings.INTAKE_WAITING_HOURS)
        for office, text in found:
            _LOG.warning("%s%s", f"{office}: " if office else "", text)
        for kid in seen.old_keys:
            self.stdout.write(f"Nicht mehr gebraucht: {kid}.private.json")
        if found:
            raise CommandError(f"{len(found)} Hinweise, siehe oben.")
        self.stdout.write("Nichts zu tun")
