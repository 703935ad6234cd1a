"""Each sealed file becomes one case, wherever the intake is killed."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from applications.casework.cases.models import AuditEvent, Case
from applications.casework.intake import pulling
from applications.casework.intake.pulling import Pulled, pull
from applications.casework.intake.retention import remove_taken
from applications.casework.mail.models import OutgoingMail
from applications.casework.offices.models import User
from applications.envelope import Header, seal
from applications.form import SCHEMA_VERSION, CardApplication
from applications.keys.keypair import PrivateKey, PublicKey, new_keypair, public_half
from applications.references import build_reference
from applications.retention import PERIODS
from applications.spool import Receipt, Spool, digest_of, with_receipt
from catalogue.codec import canonical_json, to_json
from tests.casework.conftest import FOREIGN, NOW, OWN
from tests.unit.applications.people import APPLICATION, RHEINE

Keys = tuple[PrivateKey, PublicKey]
NAME = "a" * 64
SIGNING = Ed25519PrivateKey.generate()
RECEIPTS = public_half(SIGNING)


class Killed(BaseException):
    """Stands for a process that ends here."""


@pytest.fixture
def keys() -> Keys:
    return new_keypair(OWN, date(2026, 11, 1))


def put(
    spool: Spool, keys: Keys, *, application: CardApplication = APPLICATION, number: int = 7,
    name: str = NAME, data: bytes = b"", signing: Ed25519PrivateKey = SIGNING,
) -> None:  # fmt: skip
    """As the handler does it."""
    header = Header(RHEINE, SCHEMA_VERSION, build_reference(number))
    data = data or canonical_json(to_json(application)).encode()
    envelope = seal(data, key=keys[1], header=header)
    receipt = Receipt(
        header.receipt, OWN, RHEINE, keys[1].kid, "2026-11-24T09", digest_of(envelope)
    )
    spool.put(name, with_receipt(envelope, receipt, "", signing))


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    made = Spool(tmp_path / "spool")
    made.prepare()
    return made


def files(spool: Spool) -> set[str]:
    everything = spool.folder.rglob("*")
    return {str(path.relative_to(spool.folder)) for path in everything if path.is_file()}


@pytest.fixture
def kid(keys: Keys) -> dict[str, PrivateKey]:
    return {keys[0].kid: keys[0]}


def test_a_sealed_application_becomes_a_case(
    spool: Spool, keys: Keys, kid: dict[str, PrivateKey], worker: User
) -> None:
    put(spool, keys)
    assert pull(spool, kid, receipts=RECEIPTS, now=NOW) == Pulled(filed=1)
    assert Case.objects.get().reference == build_reference(7)
    assert files(spool) == {f"done/{NAME}"}
    assert pull(spool, kid, receipts=RECEIPTS, now=NOW) == Pulled()


STEPS = ["while filing", "after commit", "while moving", "after moving"]


def kill_at(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    receive, replace_file = pulling.case_receive, Path.replace

    def dying_receive(**values: Any) -> Case | None:
        if step != "while filing":
            case = receive(**values)
            if step == "after commit":
                raise Killed
            return case
        with transaction.atomic():
            receive(**values)
            raise Killed

    def dying_replace(path: Path, target: Path) -> Path:
        if step == "while moving":
            raise Killed
        moved = replace_file(path, target)
        if step == "after moving":
            raise Killed
        return moved

    monkeypatch.setattr(pulling, "case_receive", dying_receive)
    monkeypatch.setattr(Path, "replace", dying_replace)


@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_the_next_run_repairs_it(
    spool: Spool, keys: Keys, kid: dict[str, PrivateKey], worker: User,
    monkeypatch: pytest.MonkeyPatch, step: str,
) -> None:  # fmt: skip
    put(spool, keys)
    with monkeypatch.context() as patched:
        kill_at(step, patched)
        with pytest.raises(Killed):
            pull(spool, kid, receipts=RECEIPTS, now=NOW)
    pull(spool, kid, receipts=RECEIPTS, now=NOW)
    assert Case.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["file", "ask_email"]
    assert files(spool) == {f"done/{NAME}"}


def test_what_cannot_be_opened_yet_waits(spool: Spool, keys: Keys, worker: User) -> None:
    put(spool, keys)
    assert pull(spool, {}, receipts=RECEIPTS, now=NOW) == Pulled(waiting=1)
    assert files(spool) == {f"new/{NAME}"}


def test_an_office_that_is_not_loaded_lets_its_applications_wait(
    spool: Spool, keys: Keys, kid: dict[str, PrivateKey], db: None
) -> None:
    put(spool, keys)
    assert pull(spool, kid, receipts=RECEIPTS, now=NOW) == Pulled(waiting=1)


@pytest.mark.parametrize(
    "spoil", ["changed", "forged", "foreign", "malformed", "taken", "unreadable"]
)
def test_what_can_never_be_a_case_is_set_aside(
    spool: Spool, keys: Keys, kid: dict[str, PrivateKey], worker: User, spoil: str
) -> None:
    application = replace(APPLICATION, office=FOREIGN) if spoil == "foreign" else APPLICATION
    data = b'{"kind":"first"}' if spoil == "malformed" else b""
    signing = Ed25519PrivateKey.generate() if spoil == "forged" else SIGNING
    put(spool, keys, application=application, data=data, signing=signing)
    file = spool.folder / "new" / NAME
    if spoil == "changed":
        stored = json.loads(file.read_text())
        stored["envelope"] = stored["envelope"][:-8] + "AAAAAAAA"
        file.write_text(json.dumps(stored))
    elif spoil == "unreadable":
        file.write_text("{")
    elif spoil == "taken":
        put(spool, keys, name="b" * 64)
    assert pull(spool, kid, receipts=RECEIPTS, now=NOW).refused == 1
    assert len(files(spool) & {f"refused/{NAME}", f"refused/{'b' * 64}"}) == 1
    assert Case.objects.count() == (1 if spoil == "taken" else 0)
    assert pull(spool, kid, receipts=RECEIPTS, now=NOW) == Pulled(), "the others are not held up"


def test_envelopes_are_removed_a_week_after_they_became_cases(
    spool: Spool, keys: Keys, kid: dict[str, PrivateKey], worker: User
) -> None:
    put(spool, keys)
    pull(spool, kid, receipts=RECEIPTS, now=NOW)
    orphan = spool.folder / "done" / ("c" * 64)
    orphan.write_text("nothing knows it")
    assert remove_taken(spool, PERIODS, now=NOW + timedelta(days=6)) == 0
    assert remove_taken(spool, PERIODS, now=NOW + timedelta(days=7)) == 1
    assert files(spool) == {f"done/{'c' * 64}"}, "what no case was made of stays"
