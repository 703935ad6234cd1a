from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from applications.casework.cases.figures import as_csv, figures_of_all


class Command(BaseCommand):
    help = "Zahlen aller Stellen als CSV für die Staatskanzlei, ohne kleine Zahlen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, default=None, help="sonst das laufende Jahr")

    def handle(self, *args: Any, **options: Any) -> None:
        year = options["year"] or timezone.localdate().year
        self.stdout.write(as_csv(figures_of_all(year)), ending="")
