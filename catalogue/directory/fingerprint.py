"""One hash over everything a page shows, so that a builder knows which pages to write."""

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, cast

from catalogue.categories import Category
from catalogue.directory.pages import OfferCard
from catalogue.editorial import EditorialPage
from catalogue.offer import Offer
from catalogue.offices import IssuingOffice
from catalogue.regions import District, Municipality

_SHARED = {Offer, OfferCard, Category, Municipality, District, IssuingOffice, EditorialPage}
"""What stands on many pages and is therefore worth remembering."""

_memo: dict[int, tuple[Any, bytes]] = {}


def fingerprint(page: Any) -> str:
    """Hex digest of a page's whole content; equal content gives an equal digest.

    Objects that stand on many pages (an offer, a town) are hashed once.
    """
    return _hash(_spell(page)).hex()


def forget() -> None:
    """Drop the remembered digests, e.g. between two snapshots in one process."""
    _memo.clear()


def _hash(spelling: bytes) -> bytes:
    return hashlib.blake2b(spelling, digest_size=16).digest()


def _spell(value: Any) -> bytes:
    """A value as bytes, each part with its kind and length, so that no two values look alike."""
    kind = type(value)
    if kind is str:
        data = value.encode()
        return b"s%d:%b" % (len(data), data)
    if kind is tuple:
        return b"(%b)" % b"".join([_spell(item) for item in value])
    read = _reader(cast(Hashable, kind))
    if read is None:
        data = repr(value).encode()
        return b"r%d:%b" % (len(data), data)
    if kind in _SHARED:
        return _remembered(value, kind, read)
    return b"%b{%b}" % (kind.__name__.encode(), b"".join([_spell(part) for part in read(value)]))


def _remembered(value: Any, kind: type, read: Callable[[Any], tuple[Any, ...]]) -> bytes:
    known = _memo.get(id(value))
    if known is not None and known[0] is value:
        return known[1]
    name = kind.__name__.encode()
    digest = b"d%b" % _hash(name + b"".join([_spell(part) for part in read(value)]))
    _memo[id(value)] = (value, digest)
    return digest


@cache
def _reader(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """How to read all fields of a dataclass at once; None for any other type."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(cast(type[Any], kind))]
    if len(names) == 1:
        only = attrgetter(names[0])
        return lambda value: (only(value),)
    return attrgetter(*names)
