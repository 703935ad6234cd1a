"""Keys end, get lost and come back without an application being lost; somebody is told in time."""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from applications.casework.cases.models import Case
from applications.casework.intake.looking import look
from applications.casework.intake.pulling import REFUSED
from applications.casework.intake.watching import Lying, Seen, concerns
from applications.casework.mail.models import OutgoingMail
from applications.casework.offices.models import User
from applications.envelope import Header, seal
from applications.form import SCHEMA_VERSION
from applications.keys.directory import Directory, build_directory, sign_directory
from applications.keys.keypair import (
    PrivateKey,
    PublicKey,
    new_keypair,
    new_signing_key,
    read_private_keys,
    read_public_keys,
    read_signing_key,
    write_keypair,
)
from applications.references import build_reference
from applications.spool import Receipt, Spool, digest_of, with_receipt
from catalogue.codec import canonical_json, to_json
from tests.casework.conftest import FOREIGN, NOW, OWN, Receive
from tests.unit.applications.people import APPLICATION, RHEINE

DAY = timedelta(days=1)
TODAY = NOW.date()


class Place:
    """The folders of one desk, and the handler's side of them."""

    def __init__(self, folder: Path) -> None:
        self.keys, self.safe = folder / "office-keys", folder / "safe"
        for made in (self.keys, self.safe):
            made.mkdir()
        root = new_signing_key(folder / "root")
        (self.keys / "root.public").write_text(root)
        self.receipts = new_signing_key(folder / "receipts")
        self.folder, self.number = folder, 0
        self.spool = Spool(folder / "spool")
        self.spool.prepare()

    def make_key(self, day: date, *, office: str = OWN, recovery: bool = False) -> PrivateKey:
        """A recovery key's private half goes into the safe."""
        private, public = new_keypair(office, day, recovery=recovery)
        write_keypair(self.keys, private, public)
        if recovery:
            self.file(private).rename(self.safe / self.file(private).name)
        return private

    def file(self, key: PrivateKey) -> Path:
        return self.keys / f"{key.kid}.private.json"

    def publish(self, day: date) -> Directory:
        public = read_public_keys(self.keys)
        directory = build_directory(public, version=1, receipts=self.receipts, on=day)
        signed = sign_directory(directory, read_signing_key(self.folder / "root"))
        (self.keys / "directory.json").write_text(signed)
        return directory

    def apply(self, directory: Directory, day: date) -> str:
        """As the handler does it on that day; returns the name."""
        self.number += 1
        key = directory.key_for(OWN, on=day)
        second = directory.recovery_for(OWN, on=day)
        assert key is not None
        header = Header(RHEINE, SCHEMA_VERSION, build_reference(self.number))
        text = canonical_json(to_json(APPLICATION)).encode()
        envelope = seal(text, key=key, header=header)
        recovery = "" if second is None or second == key else self._sealed(text, second, header)
        digest = digest_of(envelope, recovery)
        receipt = Receipt(header.receipt, OWN, RHEINE, key.kid, "2026-11-24T09", digest)
        signing = read_signing_key(self.folder / "receipts")
        name = f"{self.number:064x}"
        self.spool.put(name, with_receipt(envelope, receipt, "", signing, recovery))
        return name

    @staticmethod
    def _sealed(text: bytes, key: PublicKey, header: Header) -> str:
        return seal(text, key=key, header=header)


@pytest.fixture
def place(tmp_path: Path, worker: User) -> Place:
    return Place(tmp_path)


def test_a_rotation_loses_nothing_also_when_the_old_key_goes_too_early(place: Place) -> None:
    old = place.make_key(TODAY)
    place.apply(place.publish(TODAY), TODAY)
    next_year = TODAY + 370 * DAY
    new = place.make_key(next_year)
    later = place.publish(next_year)
    place.apply(later, next_year)
    place.file(old).rename(place.safe / "old")
    call_command("pull")
    assert Case.objects.count() == 1
    assert [kid for lying in look(now=NOW).waiting.values() for kid in lying.missing] == [old.kid]
    (place.safe / "old").rename(place.file(old))
    call_command("pull")
    assert Case.objects.count() == 2
    assert set(read_private_keys(place.keys)) == {old.kid, new.kid}


def test_an_old_key_is_needed_until_its_last_envelope_is_gone(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    old = place.make_key(TODAY - 400 * DAY)
    directory = Directory(1, TODAY, TODAY, "r", read_public_keys(place.keys))
    name = place.apply(directory, TODAY - 10 * DAY)
    place.make_key(TODAY)
    place.publish(TODAY)
    assert look(now=NOW).old_keys == ()
    call_command("pull")
    assert look(now=NOW).old_keys == (), "it may have to be taken over again for a week"
    (place.spool.folder / "done" / name).unlink()
    assert look(now=NOW).old_keys == (old.kid,)


def test_a_lost_key_is_replaced_by_the_one_in_the_safe(place: Place) -> None:
    lost = place.make_key(TODAY)
    spare = place.make_key(TODAY, recovery=True)
    name = place.apply(place.publish(TODAY), TODAY)
    place.file(lost).unlink()
    call_command("pull")
    assert list(place.spool.waiting()) == [name]
    (place.safe / place.file(spare).name).rename(place.file(spare))
    call_command("pull")
    assert Case.objects.get().reference == build_reference(1)


def test_an_office_whose_key_ended_is_sealed_for_by_its_deputy(place: Place) -> None:
    place.make_key(TODAY - 400 * DAY)
    spare = place.make_key(TODAY, recovery=True)
    directory = place.publish(TODAY)
    assert OWN in directory.online(on=TODAY)
    key = directory.key_for(OWN, on=TODAY)
    assert key is not None
    assert (key.kid, key.recovery) == (spare.kid, True)
    place.apply(directory, TODAY)
    call_command("pull")
    assert Case.objects.count() == 0
    (place.safe / place.file(spare).name).rename(place.file(spare))
    call_command("pull")
    assert Case.objects.count() == 1


def test_the_second_envelope_is_under_the_receipt_too(place: Place) -> None:
    place.make_key(TODAY)
    place.make_key(TODAY, recovery=True)
    name = place.apply(place.publish(TODAY), TODAY)
    stored = place.spool.find(name)
    assert stored is not None
    assert stored.is_genuine(place.receipts)
    assert not replace(stored, recovery=stored.recovery[:-2] + "AA").is_genuine(place.receipts)
    assert not replace(stored, recovery="").is_genuine(place.receipts)


def test_what_was_set_aside_can_be_taken_again(
    place: Place, as_user: Callable[..., Client]
) -> None:
    place.make_key(TODAY)
    directory = place.publish(TODAY)
    good = place.receipts
    place.receipts = new_signing_key(place.folder / "other")
    place.publish(TODAY)
    name = place.apply(directory, TODAY)
    call_command("pull")
    why = place.spool.folder / REFUSED / f"{name}.grund"
    assert "nicht von der Annahme unterschrieben" in why.read_text()
    assert "1 beiseitegelegt" in as_user("rheine-leitung").get(reverse("intake")).content.decode()
    place.receipts = good
    place.publish(TODAY)
    call_command("pull", "--again", name)
    assert Case.objects.count() == 1
    assert list((place.spool.folder / REFUSED).iterdir()) == []
    with pytest.raises(CommandError, match="gibt es nicht"):
        call_command("pull", "--again", "f" * 64)


def test_without_the_root_nothing_is_pulled(place: Place) -> None:
    place.make_key(TODAY)
    name = place.apply(place.publish(TODAY), TODAY)
    (place.keys / "root.public").write_text(new_signing_key(place.folder / "stranger"))
    with pytest.raises(CommandError, match="Unterschrift der Wurzel"):
        call_command("pull")
    (place.keys / "root.public").unlink()
    with pytest.raises(CommandError, match="ROOT_KEY_FILE"):
        call_command("pull")
    assert list(place.spool.waiting()) == [name]


def directory_until(expires: date, *, key_until: date = TODAY + 300 * DAY) -> Directory:
    key = PublicKey(f"{OWN}.k", OWN, "x", TODAY, key_until)
    return Directory(1, TODAY, expires, "r", (key,))


QUIET = Seen({}, {}, directory_until(TODAY + 20 * DAY), "", 2**40, 0, NOW)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, None),
        ({"waiting": {OWN: Lying(2, NOW - timedelta(hours=24))}}, None),
        ({"waiting": {OWN: Lying(2, NOW - timedelta(hours=25))}}, "2 Anträge warten, der älteste"),
        ({"waiting": {OWN: Lying(1, NOW - 9 * DAY)}}, "seit 9 Tagen"),
        ({"waiting": {OWN: Lying(1, NOW, frozenset({"k"}))}}, "fehlt der private Schlüssel k"),
        ({"refused": {"": 3}}, "3 beiseitegelegt"),
        ({"directory": directory_until(TODAY + 7 * DAY)}, "endet in 7 Tagen"),
        ({"directory": directory_until(TODAY - DAY)}, "nimmt nichts an"),
        (
            {"directory": directory_until(TODAY + 20 * DAY, key_until=TODAY + 30 * DAY)},
            "Schlüssel gilt nur bis 24.12.2026",
        ),
        ({"directory": None, "directory_fault": "Es fehlt"}, "Es fehlt"),
        ({"free_bytes": 2**29}, "512 MiB"),
        ({"unsent": 1}, "Mailserver"),
        ({"anchored": NOW - 3 * DAY}, "jobs"),
    ],
)
def test_who_has_to_be_told_what(change: dict[str, Any], said: str | None) -> None:
    found = [text for _, text in concerns(replace(QUIET, **change), now=NOW, hours=24)]
    assert len(found) == (said is not None)
    assert all(said in text for text in found if said)


def test_the_command_warns_and_ends_with_1_and_names_nobody(
    place: Place, receive: Receive, caplog: pytest.LogCaptureFixture, time_machine: Any,
    settings: Any, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    time_machine.move_to(NOW)
    settings.INTAKE_WAITING_HOURS = 24
    place.make_key(TODAY)
    directory = place.publish(TODAY)
    call_command("watch")
    receive(confirmed=False)
    OutgoingMail.objects.update(queued_at=NOW - 2 * DAY)
    file = place.spool.folder / "new" / place.apply(directory, TODAY)
    old = (NOW - 2 * DAY).timestamp()
    os.utime(file, (old, old))
    with caplog.at_level(logging.WARNING), pytest.raises(CommandError, match="2 Hinweise"):
        call_command("watch")
    assert f"{OWN}: Ein Antrag wartet, der älteste seit 2 Tagen" in caplog.text
    assert "Muster" not in caplog.text + capsys.readouterr().out


def test_the_page_counts_no_envelopes_of_others(
    place: Place, as_user: Callable[..., Client], time_machine: Any
) -> None:
    time_machine.move_to(NOW + 3 * DAY)
    place.make_key(TODAY)
    place.make_key(TODAY, office=FOREIGN)
    file = place.spool.folder / "new" / place.apply(place.publish(TODAY), TODAY)
    old = datetime(2026, 11, 24, tzinfo=UTC).timestamp()
    os.utime(file, (old, old))
    client = as_user("rheine-leitung")
    assert "Ein Antrag wartet" in client.get(reverse("intake")).content.decode()
    User.objects.filter(username="rheine-leitung").update(
        office=User.objects.get(username="muenster").office
    )
    assert "Antrag wartet" not in client.get(reverse("intake")).content.decode()
