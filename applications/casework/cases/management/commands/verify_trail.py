from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from applications.casework.cases.anchors import BrokenAnchorsError, read_anchors
from applications.casework.cases.audit import anchored_of, first_break
from applications.casework.offices.models import Office


class Command(BaseCommand):
    help = (
        "Prüft die Ereignisketten aller Stellen gegen sich und gegen TRAIL_ANCHORS; nennt je "
        "Stelle den ersten Eintrag, der nicht stimmt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            anchors = read_anchors(Path(str(settings.TRAIL_ANCHORS)))
        except BrokenAnchorsError as broken:
            raise CommandError(str(broken)) from None
        breaks = {
            office.key: number
            for office in Office.objects.order_by("key")
            if (number := first_break(office, anchored_of(office, anchors))) is not None
        }
        last = anchors[-1].at if anchors else "nie"
        self.stdout.write(f"{len(anchors)} Anker, zuletzt {last}")
        if breaks:
            named = ", ".join(f"{office} ab Eintrag {number}" for office, number in breaks.items())
            raise CommandError(f"Die Kette ist gebrochen: {named}.")
