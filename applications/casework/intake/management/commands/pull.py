from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from applications.casework.intake.keys import published_keys
from applications.casework.intake.pulling import pull, take_again
from applications.keys.directory import RefusedDirectoryError
from applications.keys.keypair import KeyFileError, read_private_keys
from applications.spool import Spool, is_name


class Command(BaseCommand):
    help = (
        "Holt versiegelte Anträge aus dem Eingang (SPOOL_DIR) und legt Vorgänge an. --again legt "
        "Beiseitegelegtes vorher wieder dazu, wenn seine Ursache behoben ist."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", nargs="+", default=[], metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        spool = Spool(Path(str(settings.SPOOL_DIR)))
        try:
            for name in filter(is_name, options["again"]):
                take_again(spool, name)
            keys = read_private_keys(Path(str(settings.OFFICE_KEYS_DIR)))
            receipts = published_keys().receipts
        except FileNotFoundError as missing:
            raise CommandError(f"{missing.filename} gibt es nicht.") from None
        except (KeyFileError, RefusedDirectoryError) as fault:
            raise CommandError(str(fault)) from None
        pulled = pull(spool, keys, receipts=receipts, now=timezone.now())
        self.stdout.write(
            f"{pulled.filed} neu, {pulled.known} schon da, {pulled.waiting} warten, "
            f"{pulled.refused} unbrauchbar"
        )
