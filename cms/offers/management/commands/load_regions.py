"""`manage.py load_regions`: what every installation needs before the first editor signs in."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.register import load_register
from cms.accounts.services import grants_renew
from cms.municipalities.services import register_load
from cms.offers.setup import approval_attach, vocabulary_load


class Command(BaseCommand):
    help = "Legt Kreise, Gemeinden, Rubriken und den Freigabeweg an und zieht Umbenennungen nach."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = register_load(regions=load_register())
        changes += vocabulary_load()
        approval_attach()
        grants_renew()
        self.stdout.write(f"Register und Rubriken geladen: {changes} Änderungen.")
