"""The offers of a snapshot sorted into the groups that pages show."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from catalogue.categories import Category
from catalogue.directory.pages import OfferCard
from catalogue.offer import STATE_KEY, Offer, Scope
from catalogue.regions import RegionTree
from catalogue.snapshot import Snapshot

NEWEST = 100
"""How many offers the page of new offers lists."""


class OfferGroups:
    """Offers by town, category and newness. An offer with venues in several towns is listed in
    each of them; offers for the whole Land are a group of their own."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._regions = snapshot.regions
        self.categories = {category.slug: category for category in snapshot.categories}
        self._fallback = (*snapshot.categories, Category("", "Sonstiges", "", ()))[0]
        self.cards = {offer.id: self._card(offer) for offer in snapshot.offers}

    def _card(self, offer: Offer) -> OfferCard:
        category = self.categories.get(offer.category, self._fallback)
        return OfferCard(offer, place_of(offer, self._regions), category)

    @cached_property
    def by_municipality(self) -> dict[str, tuple[OfferCard, ...]]:
        groups: defaultdict[str, list[OfferCard]] = defaultdict(list)
        for card in self.cards.values():
            for ags in municipalities_of(card.offer):
                if self._regions.knows(ags):
                    groups[ags].append(card)
        return {ags: by_title(group) for ags, group in groups.items()}

    @cached_property
    def by_municipality_category(self) -> dict[str, dict[str, tuple[OfferCard, ...]]]:
        return {ags: _by_category(group) for ags, group in self.by_municipality.items()}

    @cached_property
    def by_category(self) -> dict[str, tuple[OfferCard, ...]]:
        return _by_category(self.newest_first)

    @cached_property
    def statewide(self) -> tuple[OfferCard, ...]:
        return by_title(c for c in self.cards.values() if c.offer.scope is not Scope.LOCAL)

    @cached_property
    def newest_first(self) -> tuple[OfferCard, ...]:
        cards = sorted(self.cards.values(), key=lambda c: c.offer.id)
        cards.sort(key=lambda c: c.offer.first_published_on, reverse=True)
        return tuple(cards)

    def count(self, ags: str) -> int:
        return len(self.by_municipality.get(ags, ()))


def municipalities_of(offer: Offer) -> tuple[str, ...]:
    """AGS of the towns on whose pages the offer stands; none for the whole Land's offers."""
    if offer.scope is not Scope.LOCAL:
        return ()
    towns = {venue.ags for venue in offer.venues}
    if offer.municipality != STATE_KEY:
        towns.add(offer.municipality)
    return tuple(sorted(towns))


def place_of(offer: Offer, regions: RegionTree) -> str:
    """The place as a list shows it: a town, "landesweit" or "online"."""
    if offer.scope is Scope.ONLINE:
        return "online"
    if offer.scope is Scope.STATEWIDE or not regions.knows(offer.municipality):
        return "landesweit"
    return regions.municipality(offer.municipality).name


def by_title(cards: Iterable[OfferCard]) -> tuple[OfferCard, ...]:
    return tuple(
        sorted(cards, key=lambda c: (c.offer.provider.lower(), c.offer.title.lower(), c.offer.id))
    )


def youngest(cards: Sequence[OfferCard]) -> date | None:
    """The day the list last changed, as far as its offers tell."""
    return max((card.offer.changed_on for card in cards), default=None)


def _by_category(cards: Iterable[OfferCard]) -> dict[str, tuple[OfferCard, ...]]:
    groups: defaultdict[str, list[OfferCard]] = defaultdict(list)
    for card in cards:
        groups[card.category.slug].append(card)
    return {slug: tuple(group) for slug, group in groups.items()}
