from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.casework.offices.models import User


class Command(BaseCommand):
    help = "Entfernt App und Ersatzcodes eines Kontos; die nächste Anmeldung richtet neue ein."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"Das Konto {options['username']} gibt es nicht.")
        number, _ = Authenticator.objects.filter(user=user).delete()
        self.stdout.write(f"{number} Faktoren von {user} entfernt")
