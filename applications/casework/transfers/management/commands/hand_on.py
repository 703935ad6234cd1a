from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.casework.transfers.services import transfer_send, transfers_due


class Command(BaseCommand):
    help = "Gibt bewilligte Anträge an andere Systeme weiter (CASEWORK_TRANSFERS), jede Minute."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        due = transfers_due(now)
        done = sum(transfer_send(pk=pk, now=now) for pk in due)
        self.stdout.write(f"{done} von {len(due)} weitergegeben")
