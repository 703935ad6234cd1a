"""The directory over a snapshot: every page that exists, in a fixed order."""

from collections.abc import Iterator
from itertools import chain

from catalogue.directory import listings, places, single
from catalogue.directory.fingerprint import Fingerprints
from catalogue.directory.groups import OfferGroups
from catalogue.directory.pages import Page, TextPage
from catalogue.snapshot import Snapshot


class Directory:
    """Pages of a snapshot. The same snapshot gives the same pages in the same order."""

    def __init__(self, snapshot: Snapshot, texts: tuple[TextPage, ...] = ()) -> None:
        self.snapshot, self.texts = snapshot, texts
        self.groups = OfferGroups(snapshot)
        self._fingerprints = Fingerprints()

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

    def fingerprint(self, page: Page) -> str:
        """One hash over everything the page shows; equal content gives an equal fingerprint."""
        return self._fingerprints.of(page)
