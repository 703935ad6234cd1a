"""An offer as the search sees it: where each token stands, and what it can be narrowed by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import floor

from catalogue.directory.groups import NEWEST, OfferGroups
from catalogue.offer import Accessibility, BenefitKind, Offer, Scope
from catalogue.regions import RegionTree
from catalogue.slugs import slugify
from catalogue.snapshot import Snapshot
from search.contract import YES, Facet, Point
from search.plan import EVERYWHERE
from search.ranking import Tier

LAT_STEP = 180 / 2**32
LON_STEP = 360 / 2**32
_PLACES = 4
"""Decimals of a coordinate: 11 metres, enough to find the door and small to send."""


@dataclass(frozen=True, slots=True)
class Document:
    """`sort_key` orders by title and is unique; `tokens` maps each token to the best tier it stands
    in; `sequences` are the tokens of title, provider and summary in order, for phrases; `regions`
    are all ancestors of the venues; `values` are what facets count (regions: EVERYWHERE alone for
    offers that hold everywhere). Points are rounded the way Elasticsearch stores them."""

    id: str
    sort_key: str
    tokens: dict[str, Tier]
    sequences: tuple[tuple[str, ...], ...]
    regions: tuple[str, ...]
    postal_codes: tuple[str, ...]
    points: tuple[Point, ...]
    values: dict[Facet, tuple[str, ...]]
    valid_from: date | None
    valid_until: date | None
    first_published_on: date


Tokens = Callable[[Offer], tuple[dict[str, Tier], tuple[tuple[str, ...], ...]]]


def documents_of(snapshot: Snapshot, tokens: Tokens) -> tuple[Document, ...]:
    """All offers of a snapshot in the order of their sort keys."""
    newest = {card.offer.id for card in OfferGroups(snapshot).newest_first[:NEWEST]}
    found = (
        _document(offer, snapshot.regions, tokens, is_new=offer.id in newest)
        for offer in snapshot.offers
    )
    return tuple(sorted(found, key=lambda document: document.sort_key))


def _document(offer: Offer, regions: RegionTree, tokens: Tokens, *, is_new: bool) -> Document:
    ancestors = tuple(sorted(_ancestors(offer, regions)))
    where, sequences = tokens(offer)
    return Document(
        id=offer.id,
        sort_key=f"{slugify(offer.title)} {slugify(offer.provider)} {offer.id}",
        tokens=where,
        sequences=sequences,
        regions=ancestors,
        postal_codes=tuple(sorted({venue.postal_code for venue in offer.venues} - {""})),
        points=tuple(_points(offer)),
        values=_values(offer, ancestors, is_new=is_new),
        valid_from=offer.valid_from,
        valid_until=offer.valid_until,
        first_published_on=offer.first_published_on,
    )


def _ancestors(offer: Offer, regions: RegionTree) -> set[str]:
    known = [venue.ags for venue in offer.venues if regions.knows(venue.ags)]
    if not known and regions.knows(offer.municipality):
        known = [offer.municipality]
    return {key for ags in known for key in regions.path(ags)}


def _values(
    offer: Offer, ancestors: tuple[str, ...], *, is_new: bool
) -> dict[Facet, tuple[str, ...]]:
    accessible = any(
        venue.accessibility in (Accessibility.FULL, Accessibility.PARTIAL) for venue in offer.venues
    )
    flags = {
        Facet.FREE: offer.benefit.kind is BenefitKind.FREE,
        Facet.DIGITAL: offer.digital_card_accepted,
        Facet.ACCESSIBLE: accessible,
        Facet.NEW: is_new,
    }
    return {
        Facet.CATEGORY: (offer.category,),
        Facet.KIND: tuple(sorted(offer.kinds)),
        Facet.REGION: ancestors if offer.scope is Scope.LOCAL else (EVERYWHERE,),
        Facet.BENEFIT: (offer.benefit.kind.value,),
        Facet.SCOPE: (offer.scope.value,),
        Facet.CARD: tuple(sorted(card.value for card in offer.card_types)),
        **{flag: (YES,) if holds else () for flag, holds in flags.items()},
    }


def _points(offer: Offer) -> Iterable[Point]:
    seen = set()
    for venue in offer.venues:
        if venue.lat is None or venue.lon is None:
            continue
        point = stored(round(venue.lat, _PLACES), round(venue.lon, _PLACES))
        if point not in seen:
            seen.add(point)
            yield point


def stored(lat: float, lon: float) -> Point:
    """A point as Elasticsearch stores it, in steps of 180 and 360 degrees by 2**32 (under a
    centimetre): distances then come out alike everywhere, and so does their order."""
    return Point(floor(lat / LAT_STEP) * LAT_STEP, floor(lon / LON_STEP) * LON_STEP)
