"""`manage.py demo`: everything on this machine with example data, until Ctrl+C."""

import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.offers.demo.loading import LOGINS, PASSWORD, demo_is_complete

READY_SECONDS = 30


class Command(BaseCommand):
    help = "Lädt die Beispielwelt, veröffentlicht sie und startet Seiten, Suche und Redaktion."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offers", type=int, default=4600)

    def handle(self, *args: Any, **options: Any) -> None:
        site, cms = urlsplit(settings.SITE_URL).port or 80, urlsplit(settings.CMS_URL).port or 80
        search = settings.SEARCH_SERVICE_PORT
        for port, name, other in (
            (site, "SITE_URL", f"http://localhost:{site + 10}"),
            (cms, "CMS_URL", f"http://localhost:{cms + 10}"),
            (search, "SEARCH_SERVICE_PORT", search + 10),
        ):
            if _is_taken(port):
                raise CommandError(
                    f"Auf Port {port} läuft schon etwas. Beenden Sie es, oder wählen Sie mit "
                    f"{name} einen anderen Port, zum Beispiel {name}={other} make demo."
                )
        self._prepare(options["offers"])
        self._serve(site, cms, search)

    def _prepare(self, offers: int) -> None:
        self.stdout.write("Datenbank wird eingerichtet …")
        call_command("migrate", verbosity=0)
        call_command("load_regions", stdout=self.stdout)
        call_command("load_demo_news", stdout=self.stdout)
        if not demo_is_complete(offers=offers):
            call_command("load_demo", offers=offers, stdout=self.stdout)
        # Also without a request: the day, the templates or the texts may be newer than the site.
        call_command("publish", stdout=self.stdout)

    def _serve(self, site: int, cms: int, search: int) -> None:
        children = [
            subprocess.Popen(  # noqa: S603 - our own commands
                [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{cms}"],
                cwd=settings.BASE_DIR,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ),
            subprocess.Popen(
                [sys.executable, "manage.py", "publish", "--watch"], cwd=settings.BASE_DIR
            ),
            subprocess.Popen(  # noqa: S603
                [
                    *(sys.executable, "-m", "site_builder", "serve", str(settings.RELEASES_DIR)),
                    *("--port", str(site)),
                    *("--search", f"http://127.0.0.1:{search}"),
                ],
                cwd=settings.BASE_DIR,
            ),
            subprocess.Popen(  # noqa: S603
                [
                    *(sys.executable, "-m", "search", "serve"),
                    *("--releases", str(settings.RELEASES_DIR)),
                    *("--snapshots", str(settings.SNAPSHOTS_DIR)),
                    *("--port", str(search), "--url", settings.SEARCH_URL),
                ],
                cwd=settings.BASE_DIR,
            ),
        ]
        # Whoever ends it by its number ends its parts too, as Ctrl+C does.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            _wait_for(site, cms, search)
            self._greet()
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            raise CommandError("Ein Teil wurde unerwartet beendet; bitte noch einmal starten.")
        except KeyboardInterrupt:
            self.stdout.write("Beendet.")
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait()

    def _greet(self) -> None:
        names = ", ".join(f"{name} ({role.label})" for name, role in LOGINS)
        self.stdout.write(
            f"\nVerzeichnis:  {settings.SITE_URL}/\n"
            f"Suche:        {settings.SITE_URL}/suche/\n"
            f"Redaktion:    {settings.CMS_URL}/admin/\n"
            f"Anmeldungen:  {names}\n"
            f"Passwort:     {PASSWORD}\n"
            f"E-Mails:      {settings.EMAIL_FILE_PATH or 'werden verschickt'}\n"
            "Ende mit Strg+C."
        )


def _is_taken(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(*ports: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not all(_is_taken(port) for port in ports):
        if time.monotonic() > deadline:
            raise CommandError("Ein Teil startet nicht; siehe die Meldungen oben.")
        time.sleep(0.2)
