from typing import Any

from django.core.management.base import BaseCommand

from applications.casework.offices.services import offices_update
from applications.casework.register import register


class Command(BaseCommand):
    help = "Übernimmt die Stellen aus dem veröffentlichten Stand (CASEWORK_SNAPSHOT)."

    def handle(self, *args: Any, **options: Any) -> None:
        number = offices_update(offices=register().offices.offices)
        self.stdout.write(f"{number} Stellen")
