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
    """Fingerprints of the pages of one build. Objects that stand on many pages are hashed once."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, page: Any) -> str:
        """Hex digest of a page's whole content; equal content gives an equal digest."""
        return self._digest(page).hex()

    def _digest(self, value: Any) -> bytes:
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        state = hashlib.blake2b(type(value).__name__.encode(), digest_size=16)
        for field in fields(value):
            self._feed(state, getattr(value, field.name))
        digest = state.digest()
        if isinstance(value, _SHARED):
            # The object is kept with its digest, so that its id is not given to another one.
            self._known[id(value)] = (value, digest)
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
