"""The plain texts of an offer, for searches that know nothing of our tokens."""

import html
import re
from dataclasses import dataclass

from catalogue.offer import Offer

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Searchable:
    """`place` holds towns and postal codes of all venues."""

    id: str
    title: str
    provider: str
    description: str
    place: str

    def fields(self) -> dict[str, str]:
        return {
            "title": self.title,
            "provider": self.provider,
            "description": self.description,
            "place": self.place,
        }


def searchable(offer: Offer) -> Searchable:
    return Searchable(
        id=offer.id,
        title=offer.title,
        provider=offer.provider,
        description="\n".join(
            (offer.summary, html.unescape(_TAG.sub(" ", offer.description)), offer.conditions)
        ),
        place=" ".join(f"{venue.postal_code} {venue.place}" for venue in offer.venues),
    )
