"""`manage.py load_demo`: the register, the demo world and one login per role."""

from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from rich.progress import Progress

from cms.municipalities.selectors import geography
from cms.offers.demo.loading import (
    demo_is_complete,
    logins_load,
    offers_load,
    offices_load,
    participation_load,
)
from cms.offers.demo.offices import demo_offices
from cms.offers.demo.texts import load_texts
from cms.offers.demo.world import DemoWorld


class Command(BaseCommand):
    help = (
        "Lädt eine nachvollziehbare Beispielwelt. Abgebrochen und neu gestartet, macht sie weiter."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offers", type=int, default=4600, help="heute gültige Angebote")
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument(
            "--day",
            type=date.fromisoformat,
            default=None,
            help="Tag, von dem aus gezählt wird (JJJJ-MM-TT); sonst heute",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_regions", stdout=self.stdout)
        local, statewide = load_texts()
        place = geography()
        world = DemoWorld(
            seed=options["seed"],
            live=options["offers"],
            today=options["day"] or timezone.localdate(),
            regions=place.regions,
            boundaries=place.boundaries,
            local=local,
            statewide=statewide,
        )
        participation_load(world.participants)
        offices_load(demo_offices(options["seed"], world.participants, place.regions))
        with Progress(transient=True) as progress:
            bar = progress.add_task("Beispielangebote", total=options["offers"] * 1.1)
            created = offers_load(world.offers(), advance=lambda n: progress.advance(bar, n))
        if created or not demo_is_complete(offers=options["offers"]):
            self.stdout.write("Suche der Redaktion wird aufgebaut …")
            call_command("rebuild_modelsearch_index", verbosity=0)
        logins_load()  # the last step: who finds them finds everything else
        self.stdout.write(f"{created} Beispielangebote geladen.")
