"""The whole application service of the demo: pages, handler, desk, and what runs every minute."""

import os
import signal
import time
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from applications.casework.demo.cases import cases_load
from applications.casework.demo.following import Standing, point, standing_now
from applications.casework.demo.parts import Part, parts, run
from applications.casework.offices.management.commands.load_demo import ACCOUNTS
from applications.casework.offices.models import User
from applications.keys.keypair import public_half, read_signing_key

SECONDS_BETWEEN = 2
"""In production these run every minute; who tries the demo waits less gladly."""


class Command(BaseCommand):
    help = "Nur für die Vorführung: Antragsseiten, Annahme, Sachbearbeitung und Postfach."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--releases", type=Path, required=True)
        parser.add_argument("--snapshots", type=Path, required=True)
        parser.add_argument("--pages", type=Path, required=True, help="Ordner für antrag/")
        parser.add_argument("--site-url", required=True)
        parser.add_argument("--handler-port", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        self.options, self.parent = options, os.getppid()
        try:
            standing = self._standing()
            if standing is None:
                raise CommandError(
                    "Es gibt noch keinen öffentlichen Stand. Bitte erst veröffentlichen."
                )
            self._bring_desk(standing, first=True)
            with parts([self._desk()]) as desk:
                self._write_pages(standing)  # while the desk starts
                with parts([self._handler()]) as handler:
                    self._work([*desk, *handler], standing)
        except KeyboardInterrupt:
            pass

    def _bring_desk(self, now: Standing, *, first: bool) -> None:
        """Offices and keys as the directory shows them now; at first everything else, too."""
        point(Path(str(settings.CASEWORK_SNAPSHOT)), now.snapshot)
        call_command("load_demo" if first else "load_offices", stdout=StringIO())
        call_command("demo_keys", stdout=StringIO())
        if first:
            worker = User.objects.get(username=ACCOUNTS[0][0])
            cases_load(office=worker.office, by=worker, now=timezone.now())
        # First what waits: some cases are made weeks old, and old unsent texts are removed.
        call_command("mail", stdout=StringIO())
        call_command("jobs", stdout=StringIO())

    def _write_pages(self, now: Standing) -> None:
        day = ("--site-url", self.options["site_url"], "--on", now.on.isoformat())
        pages = str(self.options["pages"])
        run("applications.pages", str(now.snapshot), pages, *day, *_keys())

    def _standing(self) -> Standing | None:
        releases, snapshots = self.options["releases"], self.options["snapshots"]
        return standing_now(releases, snapshots, timezone.localdate())

    def _work(self, started: list[Part], standing: Standing) -> None:
        """Until a part ends, or whoever started this."""
        while os.getppid() == self.parent:
            if any(part.poll() is not None for part in started):
                raise CommandError("Annahme oder Sachbearbeitung wurde unerwartet beendet.")
            call_command("pull", stdout=StringIO())
            call_command("mail", stdout=StringIO())
            now = self._standing()
            if now is not None and now != standing:
                self._bring_desk(now, first=False)
                self._write_pages(now)
                standing = now
            time.sleep(SECONDS_BETWEEN)

    def _handler(self) -> list[str]:
        site = urlsplit(self.options["site_url"])
        return [
            *("applications.handler", "--port", str(self.options["handler_port"])),
            *("--spool", str(settings.SPOOL_DIR), *_keys()),
            *("--receipts", str(_folder() / "receipts")),
            *("--snapshot", str(settings.CASEWORK_SNAPSHOT)),
            *("--shell", str(self.options["pages"] / "antrag" / "index.html")),
            *("--origin", self.options["site_url"]),
            *("--origin", f"{site.scheme}://127.0.0.1:{site.port or 80}"),
        ]

    def _desk(self) -> list[str]:
        port = urlsplit(settings.CASEWORK_URL).port or 80
        return ["applications.casework", "runserver", "--noreload", f"127.0.0.1:{port}"]


def _keys() -> tuple[str, ...]:
    """The signed directory, and what it must be signed by."""
    root = public_half(read_signing_key(_folder() / "root"))
    return "--keys", str(_folder() / "directory.json"), "--root", root


def _folder() -> Path:
    return Path(str(settings.OFFICE_KEYS_DIR))
