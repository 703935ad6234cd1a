"""Pages about places: towns, towns × categories, Kreise."""

from collections.abc import Iterator, Sequence

from catalogue import addresses
from catalogue.categories import Category
from catalogue.directory.groups import OfferGroups, youngest
from catalogue.directory.pages import (
    CategoryCount,
    Crumb,
    DatedRules,
    DistrictView,
    MunicipalityCategoryView,
    MunicipalityCount,
    MunicipalityView,
    Neighbour,
    OfferCard,
    Page,
    PageKind,
    Part,
)
from catalogue.directory.paging import paged
from catalogue.directory.single import START, place_crumbs
from catalogue.german import number_of_offers
from catalogue.offices import IssuingOffice
from catalogue.policy import latest_policies
from catalogue.policy_sentences import policy_sentences
from catalogue.regions import District, DistrictKind, Municipality
from catalogue.snapshot import Snapshot

NEIGHBOURS = 6
LATEST_RULES = 2
"""The rules of today and, near a change, those before or after it."""

NEWEST_IN_DISTRICT = 12


def municipality_pages(
    municipalities: Sequence[Municipality], snapshot: Snapshot, groups: OfferGroups
) -> Iterator[Page]:
    for municipality in municipalities:
        counts = category_counts(municipality, snapshot, groups)
        yield from _municipality(municipality, counts, snapshot, groups)
        for row in counts:
            yield from _municipality_category(municipality, row.category, counts, snapshot, groups)


def _municipality(
    town: Municipality,
    categories: tuple[CategoryCount, ...],
    snapshot: Snapshot,
    groups: OfferGroups,
) -> Iterator[Page]:
    cards = groups.by_municipality.get(town.ags, ())
    office = snapshot.offices.responsible_for(town.ags)
    rules = _rules(office, snapshot) if office else ()

    def view(offers: tuple[OfferCard, ...], part: Part) -> MunicipalityView:
        return MunicipalityView(
            municipality=town,
            district=snapshot.regions.district(town.district),
            office=office,
            rules=rules,
            postal_codes=snapshot.regions.postal_codes_of(town.ags),
            offers=offers,
            total=len(cards),
            part=part,
            categories=categories,
            neighbours=neighbours(town, None, snapshot, groups),
            statewide=len(groups.statewide),
        )

    return paged(
        cards,
        kind=PageKind.MUNICIPALITY,
        address=addresses.municipality_address(town),
        title=f"Ehrenamtskarte in {town.name}",
        description=_municipality_description(town, len(cards)),
        breadcrumbs=place_crumbs(town, snapshot.regions)[:-1],
        view=view,
        changed_on=youngest(cards),
    )


def _rules(office: IssuingOffice, snapshot: Snapshot) -> tuple[DatedRules, ...]:
    policies = latest_policies(snapshot.offices, office.key, LATEST_RULES)
    return tuple(DatedRules(policy.as_of, policy_sentences(policy)) for policy in policies)


def _municipality_description(town: Municipality, count: int) -> str:
    if not town.participating:
        return f"{town.name} gibt keine Ehrenamtskarte aus. Hier finden Sie Angebote in der Nähe."
    return f"{number_of_offers(count)} zur Ehrenamtskarte in {town.name}."


def _municipality_category(
    town: Municipality,
    category: Category,
    categories: tuple[CategoryCount, ...],
    snapshot: Snapshot,
    groups: OfferGroups,
) -> Iterator[Page]:
    cards = groups.by_municipality_category[town.ags][category.slug]

    def view(offers: tuple[OfferCard, ...], part: Part) -> MunicipalityCategoryView:
        return MunicipalityCategoryView(
            municipality=town,
            category=category,
            offers=offers,
            total=len(cards),
            part=part,
            categories=categories,
            neighbours=neighbours(town, category, snapshot, groups),
            statewide=len(groups.statewide),
        )

    return paged(
        cards,
        kind=PageKind.MUNICIPALITY_CATEGORY,
        address=addresses.municipality_category_address(town, category.slug),
        title=f"{category.label} in {town.name}",
        description=f"{number_of_offers(len(cards))}: {category.label} in {town.name}.",
        breadcrumbs=place_crumbs(town, snapshot.regions),
        view=view,
        changed_on=youngest(cards),
    )


def category_counts(
    town: Municipality, snapshot: Snapshot, groups: OfferGroups
) -> tuple[CategoryCount, ...]:
    by_category = groups.by_municipality_category.get(town.ags, {})
    return tuple(
        CategoryCount(
            category,
            len(by_category[category.slug]),
            addresses.municipality_category_address(town, category.slug),
        )
        for category in snapshot.categories
        if category.slug in by_category
    )


def neighbours(
    town: Municipality, category: Category | None, snapshot: Snapshot, groups: OfferGroups
) -> tuple[Neighbour, ...]:
    """The nearest towns that have offers (of this category), nearest first."""
    found: list[Neighbour] = []
    for other, km in snapshot.regions.nearest(town.ags):
        by_category = groups.by_municipality_category.get(other.ags, {})
        if category is None:
            count, address = groups.count(other.ags), addresses.municipality_address(other)
        else:
            count = len(by_category.get(category.slug, ()))
            address = addresses.municipality_category_address(other, category.slug)
        if count:
            found.append(Neighbour(other, count, max(1, round(km)), address))
            if len(found) == NEIGHBOURS:
                break
    return tuple(found)


def municipality_count(town: Municipality, groups: OfferGroups) -> MunicipalityCount:
    return MunicipalityCount(town, groups.count(town.ags), addresses.municipality_address(town))


def district_pages(snapshot: Snapshot, groups: OfferGroups) -> Iterator[Page]:
    regions = {region.key: region for region in snapshot.regions.government_regions}
    for district in snapshot.regions.districts:
        if district.kind is DistrictKind.KREISFREIE_STADT:
            continue
        cards = _offers_in(district, snapshot, groups)
        yield Page(
            kind=PageKind.DISTRICT,
            address=addresses.district_address(district, snapshot.regions),
            title=f"Ehrenamtskarte: {district.name}",
            description=f"{number_of_offers(len(cards))} in {district.name}, nach Ort und Rubrik.",
            breadcrumbs=(START, Crumb("Kreise und Städte", addresses.DISTRICTS)),
            view=DistrictView(
                district=district,
                region=regions[district.government_region],
                municipalities=tuple(
                    municipality_count(town, groups)
                    for town in snapshot.regions.in_district(district.key)
                ),
                total=len(cards),
                categories=_counts_of(cards, snapshot),
                newest=cards[:NEWEST_IN_DISTRICT],
                statewide=len(groups.statewide),
            ),
            changed_on=youngest(cards),
        )


def _offers_in(
    district: District, snapshot: Snapshot, groups: OfferGroups
) -> tuple[OfferCard, ...]:
    """All offers of a Kreis once, newest first."""
    towns = snapshot.regions.in_district(district.key)
    cards = {c.offer.id: c for t in towns for c in groups.by_municipality.get(t.ags, ())}
    ordered = sorted(cards.values(), key=lambda c: c.offer.id)
    ordered.sort(key=lambda c: c.offer.first_published_on, reverse=True)
    return tuple(ordered)


def _counts_of(cards: Sequence[OfferCard], snapshot: Snapshot) -> tuple[CategoryCount, ...]:
    counts = {category.slug: 0 for category in snapshot.categories}
    for card in cards:
        counts[card.category.slug] += 1
    return tuple(
        CategoryCount(c, counts[c.slug], addresses.category_address(c.slug))
        for c in snapshot.categories
        if counts[c.slug]
    )
