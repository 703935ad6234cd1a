"""What leaves the service: bodies with the headers that tell browsers how to treat them."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response as Reply

SECONDS_FRESH = 60
JSON, PROBLEM, HTML = "application/json", "application/problem+json", "text/html; charset=utf-8"
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SHARED = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
"""Every website may read the interface."""


def json_body(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def etag_of(*parts: str) -> str:
    """The same for the same question to the same state by the same program. Weak: it may be sent
    compressed, and every engine answers alike."""
    text = "\0".join((_program(), *parts))
    return f'W/"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the browser has this already, by its If-None-Match header."""
    held = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return "*" in held or etag.removeprefix("W/") in held


def cache_control(*, personal: bool) -> str:
    """`personal`: the address holds where somebody is, which no cache between may keep."""
    return f"{'private' if personal else 'public'}, max-age={SECONDS_FRESH}"


def refusal(data: dict[str, Any], **headers: str) -> Reply:
    """A problem+json reply; nobody keeps it."""
    more = {"Cache-Control": "no-store", **SHARED, **headers}
    return Reply(json_body(data), int(data["status"]), more, PROBLEM)


@cache
def _program() -> str:
    """Digest of the code and word lists that answer."""
    root = Path(__file__).parents[2]
    files = [*root.glob("search/**/*.py"), *root.glob("search/data/*"), *root.glob("themes/**/*")]
    state = hashlib.blake2b(digest_size=12)
    for file in sorted(file for file in files if file.is_file() and "__pycache__" not in str(file)):
        state.update(file.read_bytes())
    return state.hexdigest()
