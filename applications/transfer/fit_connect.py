"""An accepted application in the shape of FIT-Connect, the federal way between authorities.

What a sender would post there is put into a folder as one file: the announcement, and the encrypted
metadata and data. Nothing is sent; who has an account there sends the file's parts as they are.
The content is a JWE for the destination's public key (RSA-OAEP-256, A256GCM); only what the service
needs to deliver stays readable.
"""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from applications.transfer.adapter import Accepted, NotHandedOnError, document
from applications.transfer.file_drop import put_once
from catalogue.codec import canonical_json

METADATA_SCHEMA = "https://schema.fitko.de/fit-connect/metadata/2.0.0/metadata.schema.json"
SMALLEST_KEY = 4096  # bits

_ALGORITHM, _ENCRYPTION = "RSA-OAEP-256", "A256GCM"
_REGISTRY = jwe.JWERegistry(algorithms=[_ALGORITHM, _ENCRYPTION])


class BadDestinationError(ValueError):
    """The description of the destination cannot be used; the text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where it goes: the destination's id and public key, which service it is (name and LeiKa
    identifier), and the address of the schema the data follow."""

    id: str
    key: RSAKey
    service: str
    service_identifier: str
    schema_uri: str


@dataclass(frozen=True, slots=True)
class FitConnectDrop:
    """Submissions as files in a folder, written once as all files there."""

    folder: Path
    destination: Destination

    def hand_on(self, accepted: Accepted) -> None:
        put_once(
            self.folder, accepted, lambda: canonical_json(submission(accepted, self.destination))
        )


def read_destination(described: Any) -> Destination:
    """From the JSON of its description. Raises BadDestinationError."""
    if not isinstance(described, dict):
        raise BadDestinationError("Die Beschreibung des Ziels ist kein JSON-Objekt.")
    texts = {name: described.get(name) for name in _TEXTS}
    missing = [name for name, text in texts.items() if not isinstance(text, str) or not text]
    if missing:
        raise BadDestinationError(f"In der Beschreibung des Ziels fehlt: {', '.join(missing)}.")
    try:
        uuid.UUID(str(texts["destinationId"]))
    except ValueError:
        raise BadDestinationError("destinationId ist keine UUID.") from None
    return Destination(
        str(texts["destinationId"]),
        _public_key(described.get("key")),
        str(texts["serviceName"]),
        str(texts["serviceIdentifier"]),
        str(texts["schemaUri"]),
    )


def submission(accepted: Accepted, destination: Destination) -> dict[str, Any]:
    """What a sender would announce and then put. Raises NotHandedOnError."""
    data = canonical_json(document(accepted)).encode()
    metadata = canonical_json(_metadata(accepted, data, destination)).encode()
    return {
        "submissionId": str(accepted.submission_id),
        "caseId": str(accepted.case_id),
        "announcement": {
            "destinationId": destination.id,
            "announcedAttachments": [],
            "publicService": _service(destination),
        },
        "encryptedMetadata": _encrypted(metadata, destination.key),
        "encryptedData": _encrypted(data, destination.key),
    }


def _metadata(accepted: Accepted, data: bytes, destination: Destination) -> dict[str, Any]:
    return {
        "$schema": METADATA_SCHEMA,
        "contentStructure": {
            "data": {
                "hash": {"type": "sha512", "content": hashlib.sha512(data).hexdigest()},
                "submissionSchema": {
                    "schemaUri": destination.schema_uri,
                    "mimeType": "application/json",
                },
            },
            "attachments": [],
        },
        "publicServiceType": _service(destination),
        "additionalReferenceInfo": {
            "senderReference": accepted.reference,
            "applicationDate": accepted.granted_on.isoformat(),
        },
    }


def _service(destination: Destination) -> dict[str, str]:
    return {"name": destination.service, "identifier": destination.service_identifier}


def _encrypted(plain: bytes, key: RSAKey) -> str:
    protected = {
        "alg": _ALGORITHM,
        "enc": _ENCRYPTION,
        "cty": "application/json",
        "kid": key.kid,
    }
    try:
        return jwe.encrypt_compact(protected, plain, key, registry=_REGISTRY)
    except JoseError as problem:
        raise NotHandedOnError(
            f"Mit dem Schlüssel des Ziels lässt sich nicht verschlüsseln ({type(problem).__name__})"
        ) from None


def _public_key(jwk: Any) -> RSAKey:
    """A public key for wrapping keys, as FIT-Connect publishes it for a destination."""
    expected = {"kty": "RSA", "alg": _ALGORITHM}
    if not isinstance(jwk, dict) or any(jwk.get(k) != v for k, v in expected.items()):
        raise BadDestinationError(f"key ist kein JWK mit kty RSA und alg {_ALGORITHM}.")
    if "wrapKey" not in jwk.get("key_ops", ()) or not jwk.get("kid"):
        raise BadDestinationError("key braucht eine kid und key_ops mit wrapKey.")
    if "d" in jwk:
        raise BadDestinationError("key enthält den privaten Teil; er gehört nur dem Ziel.")
    try:
        # joserfc knows no wrapKey for RSA, so it gets the bare numbers; it is checked above.
        key = RSAKey.import_key({name: jwk[name] for name in ("kty", "n", "e", "kid")})
    except (JoseError, ValueError, KeyError):
        raise BadDestinationError("key ist kein lesbarer RSA-Schlüssel.") from None
    if key.public_key.key_size < SMALLEST_KEY:
        raise BadDestinationError(f"key hat weniger als {SMALLEST_KEY} Bit.")
    return key


_TEXTS = ("destinationId", "serviceName", "serviceIdentifier", "schemaUri")
