from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from applications.casework.database_roles import grant_roles


class Command(BaseCommand):
    help = (
        "Nur PostgreSQL, nach jedem migrate, mit dem Konto, dem die Tabellen gehören: gibt den "
        "Konten der Weboberfläche und der Läufe ihre Rechte."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--web", required=True, help="Konto der Weboberfläche")
        parser.add_argument("--jobs", required=True, help="Konto von pull, mail und jobs")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Nur PostgreSQL hat Konten und Regeln je Zeile.")
        number = grant_roles(web=options["web"], jobs=options["jobs"])
        self.stdout.write(f"Rechte an {number} Tabellen gesetzt")
