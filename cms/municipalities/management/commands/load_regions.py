"""`manage.py load_regions`: the register of content/data into the page tree."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.register import load_register
from cms.municipalities.services import register_load


class Command(BaseCommand):
    help = "Legt Kreise und Gemeinden aus dem Register an und zieht Umbenennungen nach."

    def handle(self, *args: Any, **options: Any) -> None:
        changes = register_load(regions=load_register())
        self.stdout.write(f"Register geladen: {changes} Änderungen.")
