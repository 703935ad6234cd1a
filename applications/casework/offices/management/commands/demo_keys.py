"""Keys of the demo. In production each is made where it belongs: `python -m applications.keys`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from applications.casework.register import register
from applications.keys.directory import build_directory, sign_directory
from applications.keys.keypair import (
    new_keypair,
    new_signing_key,
    public_half,
    read_public_keys,
    read_signing_key,
    write_keypair,
)
from catalogue.durable import replace_file

PAPER_ONLY = "verein-"
"""Offices of associations have no key in the demo: somebody shall be seen to take paper only."""


class Command(BaseCommand):
    help = (
        "Nur für die Vorführung: legt Wurzel, Quittungsschlüssel und Schlüssel aller Stellen an, "
        "unterschreibt das Verzeichnis und nennt, was die Annahme braucht."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        folder, today = Path(str(settings.OFFICE_KEYS_DIR)), timezone.localdate()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("root", "receipts"):
            if not (folder / name).exists():
                new_signing_key(folder / name)
        have = {key.office for key in read_public_keys(folder) if key.valid_until > today}
        for office in register().offices.offices:
            if office.key not in have and not office.key.startswith(PAPER_ONLY):
                write_keypair(folder, *new_keypair(office.key, today))
        root = read_signing_key(folder / "root")
        replace_file(folder / "root.public", public_half(root))
        receipts = public_half(read_signing_key(folder / "receipts"))
        # Seconds since 1970: grows with every start of the demo, as the number must.
        version = int(timezone.now().timestamp())
        directory = build_directory(
            read_public_keys(folder), version=version, receipts=receipts, on=today
        )
        replace_file(folder / "directory.json", sign_directory(directory, root))
        self.stdout.write(
            f"--keys {folder / 'directory.json'} --receipts {folder / 'receipts'} "
            f"--root {public_half(root)}"
        )
