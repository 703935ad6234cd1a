"""The directory over a snapshot: every page that exists, in a fixed order."""

from collections.abc import Iterator
from itertools import chain

from catalogue.directory import listings, places, single
from catalogue.directory.fingerprint import Fingerprints
from catalogue.directory.groups import OfferGroups
from catalogue.directory.pages import OfferCard, Page
from catalogue.snapshot import Snapshot
from catalogue.texts import Text


class Directory:
    """Pages of a snapshot and the standing texts beside it. The same input gives the same pages
    in the same order."""

    def __init__(self, snapshot: Snapshot, texts: tuple[Text, ...] = ()) -> None:
        self.snapshot = snapshot
        self.texts = texts
        self.groups = OfferGroups(snapshot)
        checksums = snapshot.checksums
        self._fingerprints = Fingerprints(
            (offer, checksums[offer.id]) for offer in snapshot.offers if offer.id in checksums
        )

    def pages(self) -> Iterator[Page]:
        """All pages, each address once; built one at a time, so that memory stays flat."""
        return self.share(0, 1)

    def share(self, number: int, total: int) -> Iterator[Page]:
        """One of `total` shares of the pages, for one of as many processes. A town and its offers
        are in the same share, so that each offer is looked at once."""
        towns = self.snapshot.regions.municipalities[number::total]
        shares = (
            places.municipality_pages(towns, self.snapshot, self.groups),
            (
                single.offer_page(card, self.snapshot, self.groups)
                for card in self._cards(number, total)
            ),
        )
        return chain(*shares) if number else chain(self._few(), *shares)

    def offer_page(self, offer_id: str) -> Page:
        """The page of one offer, as the preview shows it. Raises KeyError when it is not there."""
        return single.offer_page(self.groups.cards[offer_id], self.snapshot, self.groups)

    def fingerprint(self, page: Page) -> str:
        """One hash over everything the page shows; equal content gives an equal fingerprint."""
        return self._fingerprints.of(page)

    def _few(self) -> Iterator[Page]:
        """The pages of which there are not many."""
        return chain(
            listings.listing_pages(self.snapshot, self.groups),
            places.district_pages(self.snapshot, self.groups),
            single.ended_pages(self.snapshot, self.groups),
            single.editorial_pages(self.snapshot),
            single.text_pages(self.texts),
        )

    def _cards(self, number: int, total: int) -> Iterator[OfferCard]:
        towns = self.snapshot.regions.municipalities
        share_of = {town.ags: index % total for index, town in enumerate(towns)}
        return (
            card
            for card in self.groups.cards.values()
            if share_of.get(card.offer.municipality, 0) == number
        )
