"""What a browser or a program sent: the answers, and beside them what the protocol needs.

A form and a JSON object carry the same names: the paths of the questions, and the names below.
"""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from applications.form import ApplicationKind
from applications.handler.gate import JSON
from applications.limits import normalised
from catalogue.codec import canonical_json

KIND = "kind"
KEY = "key"
"""A UUID the page makes; whoever sends again sends the same."""

PROOF = "altcha"
"""The solved challenge, as the ALTCHA widget writes it."""

WAITED = "waited"
"""The signed time of a page that was looked at; stands in for the proof without JavaScript."""

TRAP = "website"
"""A field no human sees."""

MOST_FIELDS = 600
"""Five engagements with every field filled in have about 130."""


class UnreadableBodyError(ValueError):
    """The body is no form and no JSON object of texts; says in German what is expected."""


@dataclass(frozen=True, slots=True)
class Sent:
    """`key` is empty where the sender had none; all others are empty where they are absent."""

    kind: ApplicationKind
    answers: Mapping[str, tuple[str, ...]]
    key: str = ""
    proof: str = ""
    waited: str = ""
    trapped: bool = False

    def canonical(self) -> str:
        """The one spelling of what was answered: order, spaces and empty fields do not count."""
        given = {
            name: [text for text in map(normalised, values) if text]
            for name, values in self.answers.items()
        }
        filled = {name: values for name, values in given.items() if values}
        return canonical_json([self.kind.value, filled])


def read_sent(body: bytes, media: str) -> Sent:
    """Raises UnreadableBodyError."""
    fields: dict[str, list[str]] = {}
    for name, value in _json_pairs(body) if media == JSON else _form_pairs(body):
        fields.setdefault(name, []).append(value)
    key = _first(fields, KEY)
    if key and not _is_uuid(key):
        raise UnreadableBodyError(f"„{KEY}“ ist keine UUID.")
    try:
        kind = ApplicationKind(_first(fields, KIND))
    except ValueError:
        allowed = ", ".join(ApplicationKind)
        raise UnreadableBodyError(f"„{KIND}“ fehlt oder ist keines von: {allowed}.") from None
    controls = {KIND, KEY, PROOF, WAITED, TRAP}
    answers = {name: tuple(v) for name, v in fields.items() if name not in controls}
    trapped = bool(_first(fields, TRAP).strip())
    return Sent(kind, answers, key, _first(fields, PROOF), _first(fields, WAITED), trapped)


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _form_pairs(body: bytes) -> Iterable[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise UnreadableBodyError(
            f"Das Formular ist nicht lesbar: erwartet werden bis zu {MOST_FIELDS} Felder in UTF-8."
        ) from None


def _json_pairs(body: bytes) -> Iterable[tuple[str, str]]:
    """An object whose values are texts or lists of texts."""
    try:
        data = json.loads(body.decode("utf-8"))
        pairs = [
            (name, text)
            for name, value in data.items()
            for text in (value if isinstance(value, list) else [value])
        ]
    except (ValueError, AttributeError, RecursionError):
        raise UnreadableBodyError("Erwartet wird ein JSON-Objekt in UTF-8.") from None
    if len(pairs) > MOST_FIELDS or not all(_is_text(text) for _, text in pairs):
        raise UnreadableBodyError(
            f"Das JSON-Objekt hat höchstens {MOST_FIELDS} Werte; jeder ist ein Text oder eine "
            "Liste von Texten."
        )
    return pairs


def _is_text(value: object) -> bool:
    """JSON can write halves of characters that no text can hold."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False
