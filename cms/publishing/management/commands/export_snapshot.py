"""`manage.py export_snapshot DIR`: write a snapshot for a builder elsewhere."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cms.publishing.exporting import snapshot_write


class Command(BaseCommand):
    help = (
        "Schreibt den öffentlichen Stand der Datenbank als Schnappschuss in ein leeres Verzeichnis."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["directory"]
        if directory.exists() and any(directory.iterdir()):
            raise CommandError(f"{directory} ist nicht leer. Bitte ein neues Verzeichnis nennen.")
        manifest = snapshot_write(directory=directory, today=timezone.localdate())
        self.stdout.write(f"{manifest.counts['offers']} Angebote, {manifest.digest}")
