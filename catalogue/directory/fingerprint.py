"""One hash over everything a page shows, so that a builder knows which pages to write."""

import hashlib
from dataclasses import fields, is_dataclass
from typing import Any

from catalogue.categories import Category
from catalogue.directory.pages import OfferCard
from catalogue.editorial import EditorialPage
from catalogue.offer import Offer
from catalogue.offices import IssuingOffice
from catalogue.regions import District, Municipality

_SHARED = (Offer, OfferCard, Category, Municipality, District, IssuingOffice, EditorialPage)
"""What stands on many pages and is therefore worth remembering."""

_memo: dict[int, tuple[Any, bytes]] = {}


def fingerprint(page: Any) -> str:
    """Hex digest of a page's whole content; equal content gives an equal digest.

    Objects that stand on many pages (an offer, a town) are hashed once.
    """
    return _digest(page).hex()


def forget() -> None:
    """Drop the remembered digests, e.g. between two snapshots in one process."""
    _memo.clear()


def _digest(value: Any) -> bytes:
    remembered = _memo.get(id(value))
    if remembered is not None and remembered[0] is value:
        return remembered[1]
    state = hashlib.blake2b(type(value).__name__.encode(), digest_size=16)
    for field in fields(value):
        _feed(state, getattr(value, field.name))
    digest = state.digest()
    if isinstance(value, _SHARED):
        _memo[id(value)] = (value, digest)
    return digest


def _feed(state: "hashlib.blake2b", value: Any) -> None:
    if isinstance(value, tuple):
        state.update(b"(")
        for item in value:
            _feed(state, item)
        state.update(b")")
    elif is_dataclass(value):
        state.update(_digest(value))
    else:
        data = repr(value).encode()
        state.update(b"%d:" % len(data))
        state.update(data)
