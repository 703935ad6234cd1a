"""`manage.py load_demo_news`: the news of the demo world."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.editorial.demo import news_load


class Command(BaseCommand):
    help = "Lädt die Nachrichten der Beispielwelt, wenn noch keine da sind."

    def handle(self, *args: Any, **options: Any) -> None:
        created = news_load(today=timezone.localdate())
        if created:
            self.stdout.write(f"{created} Beispielnachrichten geladen.")
