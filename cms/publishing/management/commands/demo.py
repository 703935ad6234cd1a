"""`manage.py demo`: everything on this machine with example data, until Ctrl+C."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.offers.demo.loading import LOGINS, PASSWORD, demo_is_complete

READY_SECONDS = 90
DESK_SETTINGS = "applications.casework.settings.development"
DESK_LOGINS, DESK_PASSWORD = "sachbearbeitung, leitung, revision", "ehrenamt-demo-1"
"""As `applications.casework … load_demo` makes them."""


class Command(BaseCommand):
    help = "Lädt die Beispielwelt und startet Seiten, Suche, Redaktion und Kartenantrag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--offers", type=int, default=4600)

    def handle(self, *args: Any, **options: Any) -> None:
        ports = _ports()
        for name, port in ports.items():
            if _is_taken(port):
                example = f"{name}={_other(name, port)} make demo"
                raise CommandError(
                    f"Auf Port {port} läuft schon etwas. Beenden Sie es, oder wählen Sie mit "
                    f"{name} einen anderen Port, zum Beispiel {example}."
                )
        # Whoever ends it by its number or closes the terminal ends its parts, as Ctrl+C does.
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        try:
            self._prepare(options["offers"])
            self._serve(ports)
        except KeyboardInterrupt:
            self.stdout.write("Beendet.")

    def _prepare(self, offers: int) -> None:
        self.stdout.write("Datenbank wird eingerichtet …")
        call_command("migrate", verbosity=0)
        call_command("load_regions", stdout=self.stdout)
        call_command("load_demo_news", stdout=self.stdout)
        if not demo_is_complete(offers=offers):
            call_command("load_demo", offers=offers, stdout=self.stdout)
        # Also without a request: the day, the templates or the texts may be newer than the site.
        call_command("publish", stdout=self.stdout)

    def _serve(self, ports: dict[str, int]) -> None:
        children = [_started(*command) for command in _commands(ports)]
        if settings.CARD_APPLICATIONS:
            children.append(_started(*_applications(), DJANGO_SETTINGS_MODULE=DESK_SETTINGS))
        try:
            _wait_for(*ports.values())
            self._greet()
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
            raise CommandError("Ein Teil wurde unerwartet beendet; bitte noch einmal starten.")
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # pressed twice leaves nothing behind
            for child in children:
                child.terminate()
            for child in children:
                child.wait()

    def _greet(self) -> None:
        names = ", ".join(f"{name} ({role.label})" for name, role in LOGINS)
        self.stdout.write(
            f"\nVerzeichnis:       {settings.SITE_URL}/\n"
            f"Suche:             {settings.SITE_URL}/suche/\n"
            f"Redaktion:         {settings.CMS_URL}/admin/\n"
            f"  Anmeldungen:     {names}; Passwort {PASSWORD}"
        )
        if settings.CARD_APPLICATIONS:
            self.stdout.write(
                f"Kartenantrag:      {settings.SITE_URL}/antrag/\n"
                f"Sachbearbeitung:   {settings.CASEWORK_URL}/\n"
                f"  Anmeldungen:     {DESK_LOGINS}; Passwort {DESK_PASSWORD}\n"
                f"Postfach für alle: {settings.CASEWORK_URL}/postfach/"
            )
        else:
            mails = settings.EMAIL_FILE_PATH or "werden verschickt"
            self.stdout.write(f"E-Mails:           {mails}")
        self.stdout.write("Ende mit Strg+C.")


def _ports() -> dict[str, int]:
    """The setting that chooses it → each port the demo listens on."""
    ports = {
        "SITE_URL": urlsplit(settings.SITE_URL).port or 80,
        "CMS_URL": urlsplit(settings.CMS_URL).port or 80,
        "SEARCH_SERVICE_PORT": settings.SEARCH_SERVICE_PORT,
    }
    if settings.CARD_APPLICATIONS:
        ports["CASEWORK_URL"] = urlsplit(settings.CASEWORK_URL).port or 80
        ports["APPLICATION_HANDLER_PORT"] = settings.APPLICATION_HANDLER_PORT
    return ports


def _other(name: str, port: int) -> str:
    """A value for the setting `name` with another port."""
    return f"http://localhost:{port + 10}" if name.endswith("_URL") else str(port + 10)


def _commands(ports: dict[str, int]) -> Iterator[tuple[str, ...]]:
    releases, snapshots = str(settings.RELEASES_DIR), str(settings.SNAPSHOTS_DIR)
    search = str(ports["SEARCH_SERVICE_PORT"])
    yield "manage.py", "runserver", "--noreload", f"127.0.0.1:{ports['CMS_URL']}"
    yield "manage.py", "publish", "--watch"
    beside = ["--search", f"http://127.0.0.1:{search}"]
    if settings.CARD_APPLICATIONS:
        handler = f"http://127.0.0.1:{ports['APPLICATION_HANDLER_PORT']}"
        beside += ["--applications", handler, "--application-pages", str(_application_pages())]
    yield "-m", "site_builder", "serve", releases, "--port", str(ports["SITE_URL"]), *beside
    places = ("--releases", releases, "--snapshots", snapshots)
    yield "-m", "search", "serve", *places, "--port", search, "--url", settings.SEARCH_URL


def _applications() -> tuple[str, ...]:
    """One process that holds all of the application service; it is never imported here."""
    return (
        *("-m", "applications.casework", "demo", "--pages", str(_application_pages())),
        *("--releases", str(settings.RELEASES_DIR), "--snapshots", str(settings.SNAPSHOTS_DIR)),
        *("--site-url", settings.SITE_URL),
        *("--handler-port", str(settings.APPLICATION_HANDLER_PORT)),
    )


def _application_pages() -> Path:
    return Path(settings.VAR_DIR) / "application-pages"


def _started(*command: str, **environment: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL if "runserver" in command else None
    return subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,  # ended once, from here; not by the terminal as well
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
