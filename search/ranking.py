"""How a hit earns its points. Constants and small sums, so that every engine agrees to the point.

Each word of the question earns the points of the best place where it stands; what holds near the
place asked for comes first. Ties: the nearer venue where a place is known, then title.
"""

from enum import IntEnum
from types import MappingProxyType


class Tier(IntEnum):
    """Where a word stands in an offer, the best first. The value is the column of the index."""

    NAMED = 0
    """A word of the label of the only kind, where title or provider say it too: among all offers of
    a kind those that are called so are meant first."""
    KIND = 1
    """The label of the only kind when it is this one word ("Kletterhalle"), or a word of one of
    several kinds' labels that title or provider say too."""
    TITLE = 2
    """A whole word of the title."""
    HEAD = 3
    """Another word of a kind's label, or the main part of a compound in the title: "Museum" in
    "Stadtmuseum"."""
    PROVIDER = 4
    """A word of the provider's name, or the main part of a compound there."""
    CATEGORY = 5
    """A word of the category's label."""
    MODIFIER = 6
    """Another part of a compound in title, kind or provider: "Museum" in "Museumsbahn"."""
    PLACE = 7
    """The town of a venue, for names that are also words ("Essen")."""
    BODY = 8
    """A word of summary, description or conditions."""
    PART = 9
    """Part of a compound there."""


POINTS = MappingProxyType(
    {
        Tier.NAMED: 100,
        Tier.KIND: 80,
        Tier.TITLE: 70,
        Tier.HEAD: 60,
        Tier.PROVIDER: 65,
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
WHOLE, EQUAL, SYNONYM, BROADER = 10, 8, 6, 4
"""Tenths of the points: for the word itself, one that means the same, one that it includes, the
main part of a compound asked for."""

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
