"""What a field of an application may hold, said at the field itself.

The markers stand in `Annotated[...]` of `applications.form`; the JSON Schema and the check of every
submission read them there. Lengths count code points of the NFC form.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: at most `longest` code points; `pattern` must match it whole, if given."""

    longest: int
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A number from `least` to `most`, both included."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Count:
    """A list of `least` to `most` items."""

    least: int
    most: int


Limit = Text | Span | Count


def limits_of(cls: type[Any]) -> Iterator[tuple[str, Limit]]:
    """Field name and limit of every limited field of a dataclass, in the order of its fields."""
    hints = get_type_hints(cls, include_extras=True)
    for field in fields(cls):
        limit = limit_of(hints[field.name])
        if limit is not None:
            yield field.name, limit


def limit_of(annotation: Any) -> Limit | None:
    """The marker of `Annotated[X, marker]` or of `Annotated[X, marker] | None`."""
    for part in (annotation, *getattr(annotation, "__args__", ())):
        for marker in getattr(part, "__metadata__", ()):
            if isinstance(marker, Text | Span | Count):
                return marker
    return None


@cache
def limit_at(cls: type[Any], path: str) -> Limit | None:
    """The limit of the field at a path like "engagements.0.contact.name"; numbers are positions."""
    annotation: Any = cls
    for name in path.split("."):
        if name.isdigit():
            annotation = get_args(_bare(annotation))[0]
        else:
            annotation = get_type_hints(_bare(annotation), include_extras=True)[name]
    return limit_of(annotation)


def _bare(annotation: Any) -> Any:
    """Without markers and without `| None`."""
    if isinstance(annotation, UnionType) or get_origin(annotation) is Union:
        return _bare(next(arg for arg in get_args(annotation) if arg is not type(None)))
    return get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation


def fits(text: str, limit: Text) -> bool:
    """Whether the text keeps to the limit and is one line of what keyboards write."""
    matches = not limit.pattern or re.fullmatch(limit.pattern, text) is not None
    return matches and len(text) <= limit.longest and not has_control_characters(text)


def normalised(text: str) -> str:
    """NFC without spaces at the ends; runs of spaces become one, as people paste them."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def has_control_characters(text: str) -> bool:
    """Whether the text holds what no keyboard writes: control, format, surrogate or private use.

    Line breaks count: they would let a name write lines of its own into a mail.
    """
    return any(unicodedata.category(letter) in _REFUSED for letter in text)


_REFUSED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
