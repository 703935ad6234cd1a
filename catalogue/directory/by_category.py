"""Pages about categories: all of them, and where in the Land each one has offers."""

from collections.abc import Iterator

from catalogue import addresses
from catalogue.directory.groups import OfferGroups, youngest
from catalogue.directory.pages import (
    CategoriesView,
    CategoryCount,
    CategoryView,
    Crumb,
    DistrictPlaces,
    MunicipalityCount,
    Page,
    PageKind,
)
from catalogue.directory.single import START
from catalogue.offer import Scope
from catalogue.regions import District
from catalogue.snapshot import Snapshot

NEWEST_IN_CATEGORY = 24


def categories_page(snapshot: Snapshot, groups: OfferGroups) -> Page:
    return Page(
        kind=PageKind.CATEGORIES,
        address=addresses.CATEGORIES,
        title="Angebote nach Rubrik",
        description="Von Freizeit bis Versicherung: alle Rubriken der Angebote.",
        breadcrumbs=(START,),
        view=CategoriesView(category_counts(snapshot, groups)),
    )


def category_pages(snapshot: Snapshot, groups: OfferGroups) -> Iterator[Page]:
    for category in snapshot.categories:
        cards = groups.by_category.get(category.slug, ())
        yield Page(
            kind=PageKind.CATEGORY,
            address=addresses.category_address(category.slug),
            title=f"{category.label}: Angebote zur Ehrenamtskarte",
            description=category.description,
            breadcrumbs=(START, Crumb("Rubriken", addresses.CATEGORIES)),
            view=CategoryView(
                category=category,
                total=len(cards),
                districts=_places_with(category.slug, snapshot, groups),
                statewide=tuple(c for c in groups.statewide if c.category is category)[
                    :NEWEST_IN_CATEGORY
                ],
                newest=tuple(c for c in cards if c.offer.scope is Scope.LOCAL)[:NEWEST_IN_CATEGORY],
            ),
            changed_on=youngest(cards),
        )


def _places_with(
    category: str, snapshot: Snapshot, groups: OfferGroups
) -> tuple[DistrictPlaces, ...]:
    found = []
    for district in districts_by_name(snapshot):
        places = tuple(
            MunicipalityCount(
                town,
                len(groups.by_municipality_category[town.ags][category]),
                addresses.municipality_category_address(town, category),
            )
            for town in snapshot.regions.in_district(district.key)
            if category in groups.by_municipality_category.get(town.ags, {})
        )
        if places:
            found.append(DistrictPlaces(district, places))
    return tuple(found)


def category_counts(snapshot: Snapshot, groups: OfferGroups) -> tuple[CategoryCount, ...]:
    """All categories, also empty ones, with the number of offers in the Land."""
    return tuple(
        CategoryCount(
            category,
            len(groups.by_category.get(category.slug, ())),
            addresses.category_address(category.slug),
        )
        for category in snapshot.categories
    )


def districts_by_name(snapshot: Snapshot) -> list[District]:
    """The order in which every page lists Kreise."""
    return sorted(snapshot.regions.districts, key=lambda d: (d.slug, d.key))
