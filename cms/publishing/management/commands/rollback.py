"""`manage.py rollback`: show the release before again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.publishing.lock import PublicationBusyError
from cms.publishing.services import publication_rollback
from cms.publishing.session import StepError


class Command(BaseCommand):
    help = "Zeigt wieder den vorigen Stand; danach ruht die Veröffentlichung bis zu „publish“."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = publication_rollback(by="Befehl rollback")
        except (StepError, PublicationBusyError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"Öffentlich ist wieder {run.release}.")
