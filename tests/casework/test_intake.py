"""Each sealed file becomes one case, wherever the intake is killed."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from applications.casework.cases.models import AuditEvent, Case
from applications.casework.intake import pulling
from applications.casework.intake.pulling import Pulled, pull
from applications.casework.mail.models import OutgoingMail
from applications.casework.offices.models import User
from applications.envelope import Header, seal
from applications.form import SCHEMA_VERSION, CardApplication
from applications.keys.keypair import PrivateKey, PublicKey, new_keypair
from applications.references import build_reference
from catalogue.codec import canonical_json, to_json
from tests.casework.conftest import FOREIGN, NOW, OWN
from tests.unit.applications.people import APPLICATION, RHEINE

Keys = tuple[PrivateKey, PublicKey]
NAME = "a" * 64


class Killed(BaseException):
    """Stands for a process that ends here."""


@pytest.fixture
def keys() -> Keys:
    return new_keypair(OWN, date(2026, 11, 1))


def put(spool: Path, keys: Keys, application: CardApplication = APPLICATION, number: int = 7,
        name: str = NAME) -> Path:  # fmt: skip
    folder = spool / "new"
    folder.mkdir(parents=True, exist_ok=True)
    header = Header(RHEINE, SCHEMA_VERSION, build_reference(number))
    data = canonical_json(to_json(application)).encode()
    (folder / name).write_text(seal(data, key=keys[1], header=header), encoding="ascii")
    (folder / f"{name}.json").write_text(json.dumps({"receipt": header.receipt}))
    return folder / name


def files(spool: Path) -> set[str]:
    return {str(path.relative_to(spool)) for path in spool.rglob("*") if path.is_file()}


@pytest.fixture
def kid(keys: Keys) -> dict[str, PrivateKey]:
    return {keys[0].kid: keys[0]}


def test_a_sealed_application_becomes_a_case(
    tmp_path: Path, keys: Keys, kid: dict[str, PrivateKey], worker: User
) -> None:
    put(tmp_path, keys)
    assert pull(tmp_path, kid, now=NOW) == Pulled(filed=1)
    assert Case.objects.get().reference == build_reference(7)
    assert files(tmp_path) == {f"done/{NAME}", f"done/{NAME}.json"}
    assert pull(tmp_path, kid, now=NOW) == Pulled()


STEPS = [
    "case_receive",
    "after_commit",
    "move_receipt",
    "move_envelope",
]


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    def arm(step: str) -> None:
        receive, rename = pulling.case_receive, Path.rename

        def dying_receive(**values: object) -> Case | None:
            if step == "case_receive":
                with transaction.atomic():
                    receive(**values)  # type: ignore[arg-type]
                    raise Killed
            case = receive(**values)  # type: ignore[arg-type]
            if step == "after_commit":
                raise Killed
            return case

        def dying_rename(path: Path, target: Path) -> Path:
            wanted = {"move_receipt": ".json", "move_envelope": ""}.get(step)
            if wanted == path.suffix:
                raise Killed
            return rename(path, target)

        monkeypatch.setattr(pulling, "case_receive", dying_receive)
        monkeypatch.setattr(Path, "rename", dying_rename)

    return arm  # type: ignore[return-value]


@pytest.mark.parametrize("step", STEPS)
def test_killed_anywhere_the_next_run_repairs_it(
    tmp_path: Path, keys: Keys, kid: dict[str, PrivateKey], worker: User, killed_at: object,
    monkeypatch: pytest.MonkeyPatch, step: str,
) -> None:  # fmt: skip
    put(tmp_path, keys)
    killed_at(step)  # type: ignore[operator]
    with pytest.raises(Killed):
        pull(tmp_path, kid, now=NOW)
    monkeypatch.undo()
    pull(tmp_path, kid, now=NOW)
    assert Case.objects.count() == 1
    assert OutgoingMail.objects.count() == 1
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["file", "ask_email"]
    assert files(tmp_path) == {f"done/{NAME}", f"done/{NAME}.json"}


def test_what_cannot_be_opened_yet_waits(tmp_path: Path, keys: Keys, worker: User) -> None:
    put(tmp_path, keys)
    assert pull(tmp_path, {}, now=NOW) == Pulled(waiting=1)
    assert files(tmp_path) == {f"new/{NAME}", f"new/{NAME}.json"}


def test_an_office_that_is_not_loaded_lets_its_applications_wait(
    tmp_path: Path, keys: Keys, kid: dict[str, PrivateKey], db: None
) -> None:
    put(tmp_path, keys)
    assert pull(tmp_path, kid, now=NOW) == Pulled(waiting=1)


@pytest.mark.parametrize("spoil", ["changed", "foreign", "malformed", "taken"])
def test_what_can_never_be_a_case_is_set_aside(
    tmp_path: Path, keys: Keys, kid: dict[str, PrivateKey], worker: User, spoil: str
) -> None:
    application = replace(APPLICATION, office=FOREIGN) if spoil == "foreign" else APPLICATION
    file = put(tmp_path, keys, application)
    if spoil == "changed":
        text = file.read_text()
        file.write_text(text[:-4] + ("AAAA" if text[-4:] != "AAAA" else "BBBB"))
    elif spoil == "malformed":
        header = Header(RHEINE, SCHEMA_VERSION, build_reference(7))
        file.write_text(seal(b'{"kind":"first"}', key=keys[1], header=header))
    elif spoil == "taken":
        put(tmp_path, keys, name="b" * 64)
    pulled = pull(tmp_path, kid, now=NOW)
    assert pulled.refused == 1
    assert len(files(tmp_path) & {f"refused/{NAME}", f"refused/{'b' * 64}"}) == 1
    assert Case.objects.count() == (1 if spoil == "taken" else 0)
