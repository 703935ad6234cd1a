from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.casework.offices.models import Office, User
from applications.casework.offices.roles import Role
from applications.casework.offices.services import user_create


class Command(BaseCommand):
    help = (
        "Legt ein Konto an einer Stelle an. Wer über die zentrale Anmeldung kommt, braucht die "
        "dienstliche E-Mail-Adresse und kein Passwort; mit --password wird es hier gefragt."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--office", required=True, help="Schlüssel der Stelle")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--name", required=True, help="Vor- und Nachname")
        parser.add_argument("--email", default="")
        parser.add_argument("--password", action="store_true", help="ein Passwort eingeben")

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.objects.filter(key=options["office"]).first()
        if office is None:
            raise CommandError(f"Die Stelle {options['office']} gibt es nicht (load_offices).")
        if User.objects.filter(username=options["username"]).exists():
            raise CommandError(f"Das Konto {options['username']} gibt es schon.")
        user = user_create(
            username=options["username"],
            password=_asked_password() if options["password"] else None,
            office=office,
            role=Role(options["role"]),
            name=options["name"],
            email=options["email"],
        )
        self.stdout.write(f"{user} ({user.get_role_display()}) an {office}")


def _asked_password() -> str:
    password = getpass("Passwort: ")
    if getpass("Noch einmal: ") != password:
        raise CommandError("Die beiden Eingaben sind verschieden.")
    try:
        validate_password(password)
    except ValidationError as weak:
        raise CommandError(" ".join(weak.messages)) from None
    return password
