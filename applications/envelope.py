"""An application sealed for one office, as a JWE that everybody may carry and nobody else can read.

ECDH-ES+A256KW over X25519 with A256GCM, in the compact form. The header is readable and
authenticated: it says where the envelope belongs, nothing about the person. The length tells
nothing but steps of 4 KiB. One application has one spelling: whatever differs in a bit is refused.
"""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from joserfc.registry import HeaderParameter

from applications.keys.keypair import PrivateKey, PublicKey

STEP = 4096
LARGEST = 48 * 1024 - 1
"""Bytes of an application; the longest the form can hold is about half of it."""

_ALGORITHM, _ENCRYPTION, _TYPE = "ECDH-ES+A256KW", "A256GCM", "application-v1+jwe"
_PARTS: dict[str, type] = {
    **dict.fromkeys(("alg", "enc", "typ", "kid", "ags", "receipt"), str),
    "schema": int,
    "epk": dict,
}
_PADDING = b"\x80"
_REGISTRY = jwe.JWERegistry(
    header_registry={
        "ags": HeaderParameter("Area of the office", "str", True),
        "schema": HeaderParameter("Version of the application's schema", "int", True),
        "receipt": HeaderParameter("Reference number", "str", True),
    },
    algorithms=[_ALGORITHM, _ENCRYPTION],
)


class BrokenEnvelopeError(ValueError):
    """The envelope was changed, cut short, or sealed with something else than this program."""


class UnknownKeyError(ValueError):
    """None of the private keys opens the envelope; the text names the key that would."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is written on the envelope: the area of the office (an AGS, or the beginning that all
    its towns share), the schema's version, and the reference number on the receipt."""

    ags: str
    schema: int
    receipt: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What came out of an envelope, and with which key."""

    application: bytes
    header: Header
    kid: str


def seal(application: bytes, *, key: PublicKey, header: Header) -> str:
    """The envelope. Raises ValueError if the application is larger than LARGEST."""
    if len(application) > LARGEST:
        raise ValueError(f"An application has at most {LARGEST} bytes, not {len(application)}")
    protected = {
        "alg": _ALGORITHM,
        "enc": _ENCRYPTION,
        "typ": _TYPE,
        "kid": key.kid,
        "ags": header.ags,
        "schema": header.schema,
        "receipt": header.receipt,
    }
    return jwe.encrypt_compact(protected, _padded(application), _jwk(key.x), registry=_REGISTRY)


def header_of(token: str) -> tuple[Header, str]:
    """The header and the key's id as written on the envelope, not yet authenticated.

    Raises BrokenEnvelopeError.
    """
    first = token.partition(".")[0]
    try:
        protected = json.loads(_decoded(first))
    except ValueError:
        raise BrokenEnvelopeError("Der Kopf des Umschlags ist nicht lesbar.") from None
    if not isinstance(protected, dict) or not _is_ours(protected):
        raise BrokenEnvelopeError("Der Umschlag ist nicht von der erwarteten Art.")
    header = Header(protected["ags"], protected["schema"], protected["receipt"])
    return header, protected["kid"]


def open_sealed(token: str, private_keys: Iterable[PrivateKey]) -> Opened:
    """What is in the envelope. Raises BrokenEnvelopeError and UnknownKeyError."""
    header, kid = header_of(token)
    parts = token.split(".")
    if len(parts) != 5 or any(_encoded(_decoded(part)) != part for part in parts):
        raise BrokenEnvelopeError("Der Umschlag ist nicht so geschrieben, wie wir ihn schreiben.")
    key = next((key for key in private_keys if key.kid == kid), None)
    if key is None:
        raise UnknownKeyError(f"Zum Schlüssel {kid} fehlt hier der private Schlüssel.")
    try:
        opened = jwe.decrypt_compact(token, _jwk(key.x, key.d), registry=_REGISTRY)
    except (JoseError, ValueError):
        raise BrokenEnvelopeError("Der Umschlag wurde verändert oder beschädigt.") from None
    return Opened(_unpadded(opened.plaintext or b""), header, kid)


def _is_ours(protected: dict[str, Any]) -> bool:
    """Whether the header has the parts that `seal` writes and no others. The library that opens
    envelopes does not expect a stranger's."""
    types = {name: type(value) for name, value in protected.items()}
    epk = protected.get("epk")
    return (
        types == _PARTS
        and (protected["alg"], protected["enc"], protected["typ"])
        == (_ALGORITHM, _ENCRYPTION, _TYPE)
        and isinstance(epk, dict)
        and epk.keys() == {"kty", "crv", "x"}
        and (epk["kty"], epk["crv"], type(epk["x"])) == ("OKP", "X25519", str)
    )


def _padded(application: bytes) -> bytes:
    length = len(application) + 1
    return application + _PADDING + bytes(-length % STEP)


def _unpadded(padded: bytes) -> bytes:
    application, mark, rest = padded.rpartition(_PADDING)
    if not mark or rest.strip(b"\0"):
        raise BrokenEnvelopeError("Der Inhalt des Umschlags hat nicht die erwartete Länge.")
    return application


def _decoded(part: str) -> bytes:
    """Raises BrokenEnvelopeError for what is not base64url."""
    try:
        return base64.b64decode(f"{part}{'=' * (-len(part) % 4)}", altchars=b"-_", validate=True)
    except ValueError:
        raise BrokenEnvelopeError("Der Umschlag enthält fremde Zeichen.") from None


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


@lru_cache(maxsize=1024)
def _jwk(x: str, d: str = "") -> OKPKey:
    """Kept, because reading a key takes longer than using it."""
    values: dict[str, Any] = {"kty": "OKP", "crv": "X25519", "x": x}
    return OKPKey.import_key(values | {"d": d} if d else values)
