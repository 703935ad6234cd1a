"""How a hit earns its points. Constants and small sums, so that every engine agrees to the point.

Each word of the question earns the points of the best place where it stands; what holds near the
place asked for comes first. Ties: the nearer venue where a place is known, then title.
"""

from enum import IntEnum
from types import MappingProxyType


class Tier(IntEnum):
    """Where a word stands in an offer, the best first. The value is the column of the index."""

    TITLE = 0
    """A whole word of the title, or of the kind's label where title or provider say it too."""
    HEAD = 1
    """A word of the kind's label, or the main part of a compound in the title: "Museum" in
    "Stadtmuseum"."""
    PROVIDER = 2
    """A word of the provider's name, or the main part of a compound there."""
    CATEGORY = 3
    """A word of the category's label."""
    MODIFIER = 4
    """Another part of a compound in title, kind or provider: "Museum" in "Museumsbahn"."""
    PLACE = 5
    """The town of a venue, for names that are also words ("Essen")."""
    BODY = 6
    """A word of summary, description or conditions."""
    PART = 7
    """Part of a compound there."""


POINTS = MappingProxyType(
    {
        Tier.TITLE: 80,
        Tier.HEAD: 60,
        Tier.PROVIDER: 50,
        Tier.CATEGORY: 30,
        Tier.MODIFIER: 20,
        Tier.PLACE: 20,
        Tier.BODY: 10,
        Tier.PART: 5,
    }
)
HOME = 1000
"""For offers with a venue in the region or circle asked for: what holds everywhere comes after."""
SAME_POSTAL_CODE = 500
"""For a venue with exactly the postal code asked for."""
WHOLE, SYNONYM, BROADER = 10, 6, 4
"""Tenths of the points: for the word itself, a synonym, the main part of a compound asked for."""

LEAST_NEARBY = 25
"""Points for each word asked for, from which hits at a place are an answer: what only mentions the
words keeps nobody from the library of the next town."""
TOWN, TOWN_ALONE = 20, 50
"""Tenths for the town of a name that is also a word. Beside other words: more than title before
kind, less than a kind, so that it orders equals and lifts nothing that only mentions the word.
Alone: before what is called so."""


def points(tier: Tier, tenths: int) -> int:
    """Whole points of a word found in `tier` by an alternative worth `tenths`."""
    return POINTS[tier] * tenths // 10
