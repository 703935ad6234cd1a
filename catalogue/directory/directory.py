"""The directory over a snapshot: every page that exists, in a fixed order."""

from collections.abc import Iterator
from itertools import chain

from catalogue.directory import listings, places, single
from catalogue.directory.groups import OfferGroups
from catalogue.directory.pages import Page
from catalogue.snapshot import Snapshot
from catalogue.texts import Text


class Directory:
    """Pages of a snapshot and the standing texts beside it. The same input gives the same pages
    in the same order."""

    def __init__(self, snapshot: Snapshot, texts: tuple[Text, ...] = ()) -> None:
        self.snapshot = snapshot
        self.texts = texts
        self.groups = OfferGroups(snapshot)

    def pages(self) -> Iterator[Page]:
        """All pages, each address once; built one at a time, so that memory stays flat."""
        return chain(
            listings.listing_pages(self.snapshot, self.groups),
            places.municipality_pages(self.snapshot, self.groups),
            places.district_pages(self.snapshot, self.groups),
            self.offer_pages(),
            single.ended_pages(self.snapshot, self.groups),
            single.editorial_pages(self.snapshot),
            single.text_pages(self.texts),
        )

    def offer_pages(self) -> Iterator[Page]:
        return (
            single.offer_page(card, self.snapshot, self.groups)
            for card in self.groups.cards.values()
        )

    def offer_page(self, offer_id: str) -> Page:
        """The page of one offer, as the preview shows it. Raises KeyError when it is not there."""
        return single.offer_page(self.groups.cards[offer_id], self.snapshot, self.groups)
