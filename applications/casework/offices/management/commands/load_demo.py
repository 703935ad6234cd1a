"""Accounts of the demo: three roles at one office, and somebody of another."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from applications.casework.offices.models import Office, User
from applications.casework.offices.roles import Role
from applications.casework.offices.services import user_create
from applications.casework.register import register

PASSWORD = "ehrenamt-demo-1"  # noqa: S105 - of the demo, printed at its start
HOME = "05566076"  # Rheine, where the demo of the directory is at home too
ACCOUNTS = (
    ("sachbearbeitung", Role.CASE_WORKER, "Sina Sach"),
    ("leitung", Role.OFFICE_LEAD, "Leo Leitung"),
    ("revision", Role.AUDITOR, "Rea Revision"),
)


class Command(BaseCommand):
    help = "Nur für die Vorführung: Datenbank, Stellen und Konten; --office wählt die Stelle."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", default="", help="Schlüssel der Stelle der Konten")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("load_offices", stdout=self.stdout)
        office = Office.objects.get(key=options["office"] or _office_at_home())
        for username, role, name in ACCOUNTS:
            if not User.objects.filter(username=username).exists():
                user_create(
                    username=username, password=PASSWORD, office=office, role=role, name=name
                )
        names = ", ".join(f"{username} ({role.label})" for username, role, _ in ACCOUNTS)
        self.stdout.write(f"{office}: {names}; Passwort {PASSWORD}")


def _office_at_home() -> str:
    offices = register().offices
    home = offices.responsible_for(HOME)
    return (home or offices.offices[0]).key
