"""The desk as it runs: own database, spool and keys; applications come sealed, mails are files."""

import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page

from applications.envelope import Header, seal
from applications.form import SCHEMA_VERSION, CardApplication
from applications.handler.app import build_app
from applications.handler.assembly import Settings, build_handler
from applications.keys.keypair import public_half, read_public_keys, read_signing_key
from applications.references import REFERENCES, build_reference
from applications.spool import Receipt, Spool, digest_of, with_receipt
from catalogue.codec import canonical_json, to_json
from catalogue.offices import CardPolicy, IssuingOffice, Offices
from catalogue.register import load_register
from catalogue.snapshot import write_snapshot
from tests.asgi import client_of
from tests.journeys.servers import free_port, wait_for

SITE = "https://angebote.example"
PASSWORD = "ehrenamt-demo-1"
OFFICE, RHEINE = "stadt-rheine", "05566076"
OFFICES = Offices(
    (
        IssuingOffice("stadt-muenster", "Stadt Münster", ("05515000",)),
        IssuingOffice(OFFICE, "Stadt Rheine", (RHEINE,)),
    ),
    (CardPolicy("05", date(2026, 2, 1), "Grundregel", hours_per_year=200, hours_per_week=4),),
)


@dataclass(frozen=True)
class Desk:
    url: str
    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "applications.casework", *command],
            check=True, env=self.environment, capture_output=True,
        )  # fmt: skip

    def apply(self, answers: Mapping[str, list[str]]) -> str:
        """Sent to the real handler by somebody who took a minute; returns the reference."""
        minute_ago = True
        handler = build_handler(
            Settings(
                spool=self.folder / "spool",
                keys=self.folder / "office-keys" / "directory.json",
                root=public_half(read_signing_key(self.folder / "office-keys" / "root")),
                receipts=self.folder / "office-keys" / "receipts",
                snapshot=self.folder / "casework-snapshot",
                origins=frozenset({SITE}),
                reserve=1,
            ),
            lambda: time.time() - 60 * minute_ago,
        )
        waited = handler.proofs.page_time()
        minute_ago = False
        with client_of(build_app(handler), SITE) as client:
            said = client.request(
                "POST", "/v1/antrag", json={**answers, "kind": ["first"], "waited": waited},
                headers={"origin": SITE, "accept": "application/json"},
            )  # fmt: skip
        assert said.status_code == 201, said.text
        self.run("pull")
        return str(said.json()["reference"])

    def receive(self, application: CardApplication) -> str:
        """What no form would send, put into the spool as if; returns the reference."""
        [key] = [k for k in read_public_keys(self.folder / "office-keys") if k.office == OFFICE]
        reference = build_reference(secrets.randbelow(REFERENCES))
        envelope = seal(
            canonical_json(to_json(application)).encode(),
            key=key, header=Header(RHEINE, SCHEMA_VERSION, reference),
        )  # fmt: skip
        receipt = Receipt(reference, OFFICE, RHEINE, key.kid, "2026-11-24T09", digest_of(envelope))
        stored = with_receipt(
            envelope, receipt, "", read_signing_key(self.folder / "office-keys" / "receipts")
        )
        Spool(self.folder / "spool").put(secrets.token_hex(32), stored)
        self.run("pull")
        return reference

    def links(self, to: str) -> list[str]:
        """Links in the mails to this address, oldest first, after the mail worker has run."""
        self.run("mail")
        found = []
        files = sorted((self.folder / "mail").glob("*"), key=lambda file: file.stat().st_mtime_ns)
        for file in files:
            for raw in file.read_bytes().split(b"-" * 79 + b"\n"):
                mail = message_from_bytes(raw, policy=policy.default)
                if mail["To"] == to:
                    found += re.findall(r"http://\S+#\S+", mail.get_content())
        return found


def sign_in(page: Page, running: Desk, login: str) -> None:
    page.goto(f"{running.url}/anmelden/")
    page.get_by_label("Benutzername").fill(login)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    write_snapshot(
        folder / "casework-snapshot", offers=(), regions=load_register(), offices=OFFICES,
        categories=(), pages=(), gone=(),
    )  # fmt: skip
    Spool(folder / "spool").prepare()
    port = free_port()
    url = f"http://localhost:{port}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "applications.casework.settings.development",
        "CASEWORK_DATABASE_URL": f"sqlite:///{folder}/casework.sqlite3",
        "VAR_DIR": str(folder),
        "CASEWORK_URL": url,
    }
    running = Desk(url, folder, environment)
    running.run("load_demo", "--office", OFFICE)
    running.run("demo_keys")
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [*(sys.executable, "-m", "applications.casework", "runserver", "--noreload"),
             f"127.0.0.1:{port}"],
            env=environment, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_for(f"{url}/anmelden/", seconds=60)
        yield running
    finally:
        server.terminate()
        server.wait(20)
