"""An accepted application reaches another system once, whole, and in the agreed shape."""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from joserfc import jwe
from joserfc.jwk import RSAKey
from jsonschema import Draft202012Validator

from applications.contract import parse_application
from applications.transfer.adapter import Accepted, NotHandedOnError, document
from applications.transfer.choosing import BadTransfersError, adapter_for
from applications.transfer.file_drop import TAKEN, FileDrop
from applications.transfer.fit_connect import (
    BadDestinationError,
    FitConnectDrop,
    read_destination,
    submission,
)
from catalogue import durable
from tests.unit.applications.people import APPLICATION

ACCEPTED = Accepted("7K3M9QX2VB4T", 1, "stadt-rheine", date(2026, 11, 24), APPLICATION)
NAME = f"{ACCEPTED.submission_id}.json"


class Killed(BaseException):
    """Stands for a process that ends here."""


def files(folder: Path) -> list[str]:
    """What a reader sees; names with a dot in front are not finished."""
    return sorted(f.name for f in folder.rglob("*.json") if not f.name.startswith("."))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / TAKEN).mkdir()
    return tmp_path


def test_a_file_says_what_was_accepted(folder: Path) -> None:
    FileDrop(folder).hand_on(ACCEPTED)
    said = json.loads((folder / NAME).read_text())
    assert said == document(ACCEPTED)
    assert parse_application(said["application"]) == APPLICATION
    assert said["grantedOn"] == "2026-11-24"


STEPS = ["before writing", "half written", "before renaming", "after renaming", "after all"]


def kill_at(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write, rename, sync = durable.write_synced, Path.replace, durable.sync_directory

    def dying_write(file: Path, text: str) -> None:
        if step == "before writing":
            raise Killed
        if step == "half written":
            file.write_text(text[:100], encoding="utf-8")
            raise Killed
        write(file, text)

    def dying_rename(path: Path, target: Path) -> Path:
        if step == "before renaming":
            raise Killed
        moved = rename(path, target)
        if step == "after renaming":
            raise Killed
        return moved

    def dying_sync(path: Path) -> None:
        sync(path)
        if step == "after all":
            raise Killed

    monkeypatch.setattr(durable, "write_synced", dying_write)
    monkeypatch.setattr(Path, "replace", dying_rename)
    monkeypatch.setattr(durable, "sync_directory", dying_sync)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("read_meanwhile", [False, True])
def test_killed_anywhere_it_is_handed_on_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, read_meanwhile: bool
) -> None:
    with monkeypatch.context() as patched:
        kill_at(step, patched)
        with pytest.raises(Killed):
            FileDrop(folder).hand_on(ACCEPTED)
    assert all(json.loads((folder / name).read_text()) for name in files(folder)), "never half"
    if read_meanwhile and (folder / NAME).exists():
        (folder / NAME).rename(folder / TAKEN / NAME)
    FileDrop(folder).hand_on(ACCEPTED)
    FileDrop(folder).hand_on(ACCEPTED)
    assert files(folder) == [NAME]


def test_a_grant_that_was_given_again_is_handed_on_again(folder: Path) -> None:
    FileDrop(folder).hand_on(ACCEPTED)
    FileDrop(folder).hand_on(replace(ACCEPTED, round=2))
    assert len(files(folder)) == 2
    assert ACCEPTED.case_id == replace(ACCEPTED, round=2).case_id


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotHandedOnError, match="Bitte anlegen"):
        FileDrop(tmp_path / "fehlt").hand_on(ACCEPTED)
    assert not (tmp_path / "fehlt").exists()


def test_names_of_files_name_nobody(folder: Path) -> None:
    FileDrop(folder).hand_on(ACCEPTED)
    assert re.fullmatch(r"[0-9a-f-]{36}\.json", files(folder)[0])


# The shape of FIT-Connect, as we understand its published descriptions.

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
SERVICE = {
    "type": "object",
    "required": ["name", "identifier"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "minLength": 1},
        "identifier": {"type": "string", "pattern": r"^urn:[a-z0-9.]+:fim:leika:leistung:[0-9]+$"},
    },
}
SUBMISSION = {
    "type": "object",
    "required": ["submissionId", "caseId", "announcement", "encryptedMetadata", "encryptedData"],
    "additionalProperties": False,
    "properties": {
        "submissionId": {"type": "string", "pattern": UUID},
        "caseId": {"type": "string", "pattern": UUID},
        "announcement": {
            "type": "object",
            "required": ["destinationId", "announcedAttachments", "publicService"],
            "additionalProperties": False,
            "properties": {
                "destinationId": {"type": "string", "pattern": UUID},
                "announcedAttachments": {"type": "array", "items": {"pattern": UUID}},
                "publicService": SERVICE,
            },
        },
        "encryptedMetadata": {"type": "string", "pattern": r"^[\w-]+(\.[\w-]+){4}$"},
        "encryptedData": {"type": "string", "pattern": r"^[\w-]+(\.[\w-]+){4}$"},
    },
}
METADATA = {
    "type": "object",
    "required": ["$schema", "contentStructure"],
    "properties": {
        "$schema": {"type": "string", "pattern": "^https://schema.fitko.de/fit-connect/metadata/"},
        "contentStructure": {
            "type": "object",
            "required": ["data", "attachments"],
            "properties": {
                "attachments": {"type": "array"},
                "data": {
                    "type": "object",
                    "required": ["hash", "submissionSchema"],
                    "properties": {
                        "hash": {
                            "type": "object",
                            "required": ["type", "content"],
                            "properties": {
                                "type": {"const": "sha512"},
                                "content": {"type": "string", "pattern": "^[0-9a-f]{128}$"},
                            },
                        },
                        "submissionSchema": {
                            "type": "object",
                            "required": ["schemaUri", "mimeType"],
                            "properties": {
                                "schemaUri": {"type": "string", "pattern": "^(https|urn):"},
                                "mimeType": {"enum": ["application/json", "application/xml"]},
                            },
                        },
                    },
                },
            },
        },
        "publicServiceType": SERVICE,
        "additionalReferenceInfo": {
            "type": "object",
            "properties": {
                "senderReference": {"type": "string"},
                "applicationDate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
            },
        },
    },
}


@pytest.fixture(scope="module")
def private() -> RSAPrivateKey:
    return generate_private_key(65537, 4096)


@pytest.fixture
def described(private: RSAPrivateKey) -> dict[str, Any]:
    jwk = RSAKey.import_key(private.public_key()).as_dict(private=False)  # type: ignore[arg-type]
    marks = {"kid": "ziel-1", "alg": "RSA-OAEP-256", "key_ops": ["wrapKey"]}
    return {
        "destinationId": "92f2f581-c89d-44a5-b834-1fe3f6fa48d5",
        "serviceName": "Ehrenamtskarte",
        "serviceIdentifier": "urn:de:fim:leika:leistung:99000000000000",
        "schemaUri": "https://ehrenamt.example/schema/application-v1.json",
        "key": {**jwk, **marks},
    }


def opened(token: str, private: RSAPrivateKey) -> tuple[dict[str, Any], bytes]:
    registry = jwe.JWERegistry(algorithms=["RSA-OAEP-256", "A256GCM"])
    key = RSAKey.import_key(private)  # type: ignore[arg-type]
    found = jwe.decrypt_compact(token, key, registry=registry)
    return found.headers(), bytes(found.plaintext or b"")


def test_a_submission_has_the_published_shape(
    described: dict[str, Any], private: RSAPrivateKey
) -> None:
    made = submission(ACCEPTED, read_destination(described))
    Draft202012Validator(SUBMISSION).validate(made)
    header, metadata = opened(made["encryptedMetadata"], private)
    assert header == {
        "alg": "RSA-OAEP-256", "enc": "A256GCM", "cty": "application/json", "kid": "ziel-1",
    }  # fmt: skip
    said = json.loads(metadata)
    Draft202012Validator(METADATA).validate(said)
    _, data = opened(made["encryptedData"], private)
    assert said["contentStructure"]["data"]["hash"]["content"] == hashlib.sha512(data).hexdigest()
    assert json.loads(data) == document(ACCEPTED)


def test_nothing_personal_is_readable_on_the_way(folder: Path, described: dict[str, Any]) -> None:
    FitConnectDrop(folder, read_destination(described)).hand_on(ACCEPTED)
    text = (folder / NAME).read_text()
    assert not [word for word in ("Ada", "Muster", "Lesewelt", ACCEPTED.reference) if word in text]
    FitConnectDrop(folder, read_destination(described)).hand_on(ACCEPTED)
    assert (folder / NAME).read_text() == text, "an encryption anew would be another submission"


def without(name: str) -> Callable[[dict[str, Any]], Any]:
    return lambda d: {k: v for k, v in d.items() if k != name}


def with_key(**changed: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda d: {**d, "key": {**d["key"], **changed}}


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda d: [d], "JSON-Objekt"),
        (without("schemaUri"), "schemaUri"),
        (without("serviceIdentifier"), "serviceIdentifier"),
        (lambda d: {**d, "destinationId": "rheine"}, "UUID"),
        (without("key"), "RSA"),
        (with_key(alg="RSA1_5"), "RSA-OAEP-256"),
        (with_key(kid=""), "kid"),
        (with_key(key_ops=["verify"]), "wrapKey"),
        (with_key(d="AAAA"), "privaten Teil"),
        (with_key(n="!"), "lesbar"),
    ],
)
def test_a_destination_that_cannot_be_used(
    described: dict[str, Any], spoil: Callable[[dict[str, Any]], Any], said: str
) -> None:
    with pytest.raises(BadDestinationError, match=said):
        read_destination(spoil(described))


def test_a_short_key_is_refused(described: dict[str, Any]) -> None:
    short = RSAKey.generate_key(2048, private=False).as_dict(private=False)
    with pytest.raises(BadDestinationError, match="4096 Bit"):
        read_destination({**described, "key": {**described["key"], "n": short["n"]}})


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "Objekt mit Stellen"),
        ({"stadt-rheine": {"adapter": "files"}}, "folder"),
        ({"stadt-rheine": {"adapter": "post", "folder": "x"}}, "files, fit-connect"),
        ({"stadt-rheine": {"adapter": "fit-connect", "folder": "x"}}, "nicht lesbar"),
    ],
)
def test_a_choice_that_cannot_be_used(tmp_path: Path, chosen: object, said: str) -> None:
    file = tmp_path / "transfers.json"
    file.write_text(json.dumps(chosen))
    with pytest.raises(BadTransfersError, match=said):
        adapter_for("stadt-rheine", file)


def test_each_office_chooses(tmp_path: Path, described: dict[str, Any]) -> None:
    (tmp_path / "ziel.json").write_text(json.dumps(described))
    (tmp_path / "schlecht.json").write_text("{}")
    file = tmp_path / "transfers.json"
    fit = {"adapter": "fit-connect", "folder": "m"}
    file.write_text(
        json.dumps(
            {
                "stadt-rheine": {"adapter": "files", "folder": "r"},
                "stadt-muenster": {**fit, "destination": "ziel.json"},
                "stadt-emsdetten": {**fit, "destination": "schlecht.json"},
            }
        )
    )
    assert adapter_for("stadt-rheine", file) == FileDrop(tmp_path / "r")
    chosen = adapter_for("stadt-muenster", file)
    assert isinstance(chosen, FitConnectDrop)
    assert chosen.folder == tmp_path / "m"
    assert adapter_for("kreis-steinfurt", file) is None
    with pytest.raises(BadTransfersError, match="destinationId"):
        adapter_for("stadt-emsdetten", file)
    with pytest.raises(BadTransfersError, match="nicht lesbar"):
        adapter_for("stadt-rheine", tmp_path / "fehlt.json")
