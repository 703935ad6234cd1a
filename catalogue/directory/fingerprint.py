"""One hash over everything a page shows, so that a builder knows which pages to write."""

import hashlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, cast, get_args, get_origin

from catalogue.categories import Category, Kind
from catalogue.codec import annotations_of, is_optional, optional_item
from catalogue.directory.pages import CategoryCount, OfferCard
from catalogue.editorial import EditorialPage
from catalogue.offer import Offer
from catalogue.offices import IssuingOffice
from catalogue.regions import District, Municipality

_SHARED = frozenset(
    {
        Offer,
        OfferCard,
        Category,
        CategoryCount,
        Kind,
        Municipality,
        District,
        IssuingOffice,
        EditorialPage,
    }
)
"""What stands on many pages and is therefore worth remembering."""

_PLAIN = frozenset({str, int, bool, float, date, Decimal})


class Fingerprints:
    """Fingerprints of many pages of one snapshot: an offer or a town on many pages is hashed once.

    What was hashed is remembered, and kept in memory, as long as this object lives. `known`:
    what has a hash of its whole content already.
    """

    def __init__(self, known: Iterable[tuple[Any, str]] = ()) -> None:
        self._remembered: dict[int, tuple[Any, str]] = {id(row[0]): row for row in known}

    def of(self, page: Any) -> str:
        """Hex digest of a page's whole content; equal content gives an equal digest."""
        return _hash(self._content(page))

    def _content(self, value: Any) -> Any:
        """The value as tuples of strings, numbers and dates, whose repr says all there is; what is
        shared by many pages as the hash of its own content."""
        kind: Any = type(value)
        if kind is tuple:
            return tuple(map(self._content, value))
        remembered = self._remembered.get(id(value))
        if remembered is not None:
            return remembered[1]
        readers = _readers(kind)
        if readers is None:
            return value
        name, plain, nested = readers
        content = (name, plain(value), *map(self._content, nested(value)))
        if kind not in _SHARED:
            return content
        digest = _hash(content)
        self._remembered[id(value)] = (value, digest)  # kept alive: its id stays its own
        return digest


Reader = Callable[[Any], Any]


@cache
def _readers(kind: Hashable) -> tuple[str, Reader, Reader] | None:
    """Of a dataclass its name, and how to read the fields that are their own content, and the
    others. None for what is no dataclass and its own content."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind.__name__, attrgetter("value"), _reader([])
    if not is_dataclass(kind):
        return None
    plain: list[str] = []
    nested: list[str] = []
    for name, annotation in annotations_of(cast(Hashable, kind)).items():
        (plain if _is_plain(annotation) else nested).append(name)
    return kind.__name__, _reader(plain), _reader(nested)


def _reader(names: list[str]) -> Reader:
    """The values of these fields, always as a tuple."""
    if not names:
        return lambda value: ()
    read = attrgetter(*names)
    return read if len(names) > 1 else lambda value: (read(value),)


def _is_plain(annotation: Any) -> bool:
    """Whether the repr of such a value says all there is."""
    if is_optional(annotation):
        return _is_plain(optional_item(annotation))
    if get_origin(annotation) is tuple:
        return _is_plain(get_args(annotation)[0])
    return annotation in _PLAIN


def _hash(content: Any) -> str:
    return hashlib.blake2b(repr(content).encode(), digest_size=16).hexdigest()


def fingerprint(page: Any) -> str:
    """The fingerprint of a single page; for many pages ask `Directory.fingerprint`."""
    return Fingerprints().of(page)
