"""Who is let in, before anything is read: method, kind and length of the body, and from where.

There is no cookie to steal here; the checks of the origin keep other websites from sending forms in
the name of people who look at them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LARGEST_BODY = 64 * 1024
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
FROM_HERE = frozenset({"same-origin", "same-site", "none", ""})
"""Sec-Fetch-Site of our own pages, of an address typed in, and of browsers that do not send it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that needs nothing of what was sent; `detail` says in German what to do."""

    status: int
    title: str
    detail: str


TOO_LARGE = Refusal(
    413, "Zu viel gesendet", f"Ein Antrag hat höchstens {LARGEST_BODY // 1024} Kilobyte."
)
_FOREIGN = Refusal(
    403,
    "Nicht von unserer Seite gesendet",
    "Bitte öffnen Sie das Formular auf unserer Seite und senden Sie es von dort.",
)
_TYPE = Refusal(
    415, "Unbekannte Form", f"Angenommen werden Formulare ({FORM}) und JSON ({JSON}), in UTF-8."
)
_LENGTH = Refusal(400, "Länge unklar", "Die Angabe der Länge ist keine Zahl.")


def refusal_of(headers: Mapping[str, str], *, origins: Collection[str]) -> Refusal | None:
    """Why a POST with these headers (lower-case names) is not read, or nothing.

    `origins` are those of the pages with the form, like "https://angebote.example".
    """
    if not _is_from_here(headers.get("origin", ""), headers.get("sec-fetch-site", ""), origins):
        return _FOREIGN
    if media_type(headers) not in (FORM, JSON) or "content-encoding" in headers:
        return _TYPE
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return _LENGTH
    return TOO_LARGE if len(length) > 9 or int(length) > LARGEST_BODY else None


def _is_from_here(origin: str, site: str, origins: Collection[str]) -> bool:
    """Browsers that keep the origin to themselves write "null"; where it comes from is then said by
    Sec-Fetch-Site alone, which no page can forge."""
    if origin == "null":
        return site in ("same-origin", "same-site")
    return site in FROM_HERE and (not origin or origin in origins)


def media_type(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()
