"""The cards of the hits in chunks, so that a page of hits loads a few and a change touches one.

They stay in the order of sort keys: alike titles beside each other compress to half of what they
weigh in the order of towns.
"""

from base64 import urlsafe_b64encode
from dataclasses import fields
from operator import attrgetter
from typing import Any
from uuid import UUID
from zlib import crc32

from search.cards import HitCard, hit_cards
from search.index import SearchIndex

USUAL_CHUNK = 24
"""Offers in a chunk on average."""
_OF_CARD = tuple(field.name for field in fields(HitCard))
CARD_FIELDS = ("id", *_OF_CARD)


def card_chunks(index: SearchIndex) -> list[tuple[int, list[list[Any]]]]:
    """(number of the first document, rows of CARD_FIELDS) in the order of sort keys.

    The ids decide where a chunk begins, so a new offer changes its own chunk and no other.
    """
    cards, values = hit_cards(index.snapshot), attrgetter(*_OF_CARD)
    chunks: list[tuple[int, list[list[Any]]]] = []
    for number, document in enumerate(index.documents):
        if not chunks or crc32(document.id.encode()) % USUAL_CHUNK == 0:
            chunks.append((number, []))
        chunks[-1][1].append([_short(document.id), *values(cards[document.id])])
    return chunks


def _short(id_: str) -> str:
    """An id in 22 characters of base64url: ids are a third of what cards weigh. One that is no UUID
    stands as it is behind "=", which no short id has."""
    try:
        value = UUID(id_)
    except ValueError:
        return f"={id_}"
    return urlsafe_b64encode(value.bytes).decode().rstrip("=") if str(value) == id_ else f"={id_}"
