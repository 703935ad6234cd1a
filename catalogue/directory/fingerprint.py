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


class Fingerprints:
    """Fingerprints of many pages of one snapshot: an offer or a town on many pages is hashed once.

    What was hashed is remembered, and kept in memory, as long as this object lives.
    """

    def __init__(self) -> None:
        self._remembered: dict[int, tuple[Any, bytes]] = {}

    def of(self, page: Any) -> str:
        """Hex digest of a page's whole content; equal content gives an equal digest."""
        return self._digest(page).hex()

    def _digest(self, value: Any) -> bytes:
        remembered = self._remembered.get(id(value))
        if remembered is not None:
            return remembered[1]
        state = hashlib.blake2b(type(value).__name__.encode(), digest_size=16)
        for field in fields(value):
            self._feed(state, getattr(value, field.name))
        digest = state.digest()
        if isinstance(value, _SHARED):
            self._remembered[id(value)] = (value, digest)  # kept alive: its id stays its own
        return digest

    def _feed(self, state: "hashlib.blake2b", value: Any) -> None:
        if isinstance(value, tuple):
            state.update(b"(")
            for item in value:
                self._feed(state, item)
            state.update(b")")
        elif is_dataclass(value):
            state.update(self._digest(value))
        else:
            data = repr(value).encode()
            state.update(b"%d:" % len(data))
            state.update(data)


def fingerprint(page: Any) -> str:
    """The fingerprint of a single page; for many pages ask `Directory.fingerprint`."""
    return Fingerprints().of(page)
