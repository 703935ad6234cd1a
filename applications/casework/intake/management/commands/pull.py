from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.casework.intake.pulling import pull
from applications.keys.keypair import read_private_keys
from applications.spool import Spool


class Command(BaseCommand):
    help = "Holt versiegelte Anträge aus dem Eingang (SPOOL_DIR) und legt Vorgänge an."

    def handle(self, *args: Any, **options: Any) -> None:
        keys = read_private_keys(Path(str(settings.OFFICE_KEYS_DIR)))
        spool = Spool(Path(str(settings.SPOOL_DIR)))
        pulled = pull(spool, keys, now=timezone.now())
        self.stdout.write(
            f"{pulled.filed} neu, {pulled.known} schon da, {pulled.waiting} warten, "
            f"{pulled.refused} unbrauchbar"
        )
