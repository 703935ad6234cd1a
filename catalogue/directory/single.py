"""Pages about one thing: an offer, an ended offer, a text."""

from collections.abc import Iterator
from datetime import date

from catalogue import addresses
from catalogue.directory.groups import OfferGroups, place_of
from catalogue.directory.pages import (
    Crumb,
    EditorialView,
    EndedOfferView,
    OfferCard,
    OfferView,
    Page,
    PageKind,
    TextView,
    WithdrawnView,
)
from catalogue.editorial import EditorialPage
from catalogue.offer import EndedOffer, Offer
from catalogue.regions import District, Municipality, RegionTree
from catalogue.snapshot import Snapshot
from catalogue.texts import Text

RELATED = 6
"""How many other offers an offer page shows."""

START = Crumb("Start", addresses.START)
_IN_NEWS = (START, Crumb("Aktuelles", addresses.NEWS))


def place_crumbs(municipality: Municipality, regions: RegionTree) -> tuple[Crumb, ...]:
    """Start › Kreis › town; a kreisfreie Stadt has no Kreis above it."""
    town = Crumb(municipality.name, addresses.municipality_address(municipality))
    if municipality.is_independent_city:
        return (START, town)
    district = regions.district(municipality.district)
    return (START, Crumb(district.name, addresses.district_address(district, regions)), town)


def offer_page(card: OfferCard, snapshot: Snapshot, groups: OfferGroups) -> Page:
    offer, regions = card.offer, snapshot.regions
    municipality, district = _home(offer, regions)
    if municipality:
        crumbs = place_crumbs(municipality, regions)
    else:
        crumbs = (START, Crumb("Landesweit", addresses.STATEWIDE))
    view = OfferView(
        offer=offer,
        category=card.category,
        kinds=tuple(kind for kind in card.category.kinds if kind.slug in offer.kinds),
        municipality=municipality,
        district=district,
        related=_related(card, groups),
    )
    return Page(
        kind=PageKind.OFFER,
        address=offer.path,
        title=f"{offer.provider}: {offer.title} – {place_of(offer, regions)}",
        description=offer.summary,
        breadcrumbs=crumbs,
        view=view,
        changed_on=offer.changed_on,
    )


def _home(offer: Offer, regions: RegionTree) -> tuple[Municipality | None, District | None]:
    if not regions.knows(offer.municipality):
        return None, None
    municipality = regions.municipality(offer.municipality)
    return municipality, regions.district(municipality.district)


def _related(card: OfferCard, groups: OfferGroups) -> tuple[OfferCard, ...]:
    """Other offers of the town, those of the same category first, beginning after this one."""
    town = groups.by_municipality.get(card.offer.municipality) or groups.statewide
    same = groups.by_municipality_category.get(card.offer.municipality, {}).get(
        card.category.slug, ()
    )
    chosen = _following(same, card, RELATED)
    if len(chosen) < RELATED:
        taken = {c.offer.id for c in chosen}
        others = [c for c in _following(town, card, 2 * RELATED) if c.offer.id not in taken]
        chosen += others[: RELATED - len(chosen)]
    return tuple(chosen)


def _following(cards: tuple[OfferCard, ...], card: OfferCard, count: int) -> list[OfferCard]:
    """Up to `count` cards after this one, round the end, so that no offer is left unlinked."""
    start = next((i for i, c in enumerate(cards) if c is card), -1) + 1
    ring = (cards[(start + step) % len(cards)] for step in range(min(count, len(cards))))
    return [c for c in ring if c is not card]


def ended_pages(snapshot: Snapshot, groups: OfferGroups) -> Iterator[Page]:
    live = {offer.path for offer in snapshot.offers}
    return (ended_page(e, snapshot, groups) for e in snapshot.gone if e.path not in live)


def ended_page(ended: EndedOffer, snapshot: Snapshot, groups: OfferGroups) -> Page:
    if snapshot.regions.knows(ended.municipality):
        town = snapshot.regions.municipality(ended.municipality)
        place = Crumb(town.name, addresses.municipality_address(town))
        nearby = groups.by_municipality.get(town.ags, ())
    else:
        place, nearby = Crumb("Landesweit", addresses.STATEWIDE), groups.statewide
    nearby = tuple(sorted(nearby, key=lambda c: c.category.slug != ended.category))
    return Page(
        kind=PageKind.ENDED_OFFER,
        address=ended.path,
        title=f"{ended.provider}: {ended.title} – beendet",
        description="Dieses Angebot gibt es nicht mehr. Hier finden Sie andere Angebote.",
        breadcrumbs=(START, place),
        view=EndedOfferView(ended, place, nearby[:RELATED]),
        indexable=False,
    )


def editorial_pages(snapshot: Snapshot) -> Iterator[Page]:
    return map(editorial_page, snapshot.pages)


def editorial_page(page: EditorialPage) -> Page:
    if page.withdrawn_on is not None:
        return _withdrawn_page(page.path, page.withdrawn_on)
    return Page(
        kind=PageKind.EDITORIAL,
        address=page.path,
        title=page.title,
        description=page.summary,
        breadcrumbs=_IN_NEWS,
        view=EditorialView(page),
        changed_on=page.changed_on,
    )


def _withdrawn_page(address: str, last_day: date) -> Page:
    """Says nothing of what was withdrawn: it may have been withdrawn because it was wrong."""
    return Page(
        kind=PageKind.WITHDRAWN,
        address=address,
        title="Diese Nachricht ist nicht mehr öffentlich",
        description="Hier stand eine Nachricht, die es nicht mehr gibt.",
        breadcrumbs=_IN_NEWS,
        view=WithdrawnView(last_day),
        indexable=False,
    )


def text_pages(texts: tuple[Text, ...]) -> Iterator[Page]:
    """The standing texts; one whose address lies below another's has that one above it."""
    for text in texts:
        above = [t for t in texts if text.path.startswith(t.path) and t is not text]
        above.sort(key=lambda t: len(t.path))
        yield Page(
            kind=PageKind.TEXT,
            address=text.path,
            title=text.title,
            description=text.summary,
            breadcrumbs=(START, *(Crumb(t.label, t.path) for t in above)),
            view=TextView(text),
            changed_on=text.changed_on,
            language=text.language,
        )
