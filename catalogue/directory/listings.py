"""Pages that lead on: start, towns, postal codes, Kreise, statewide, new, 404."""

from collections import defaultdict
from collections.abc import Iterator

from catalogue import addresses
from catalogue.directory.by_category import (
    categories_page,
    category_counts,
    category_pages,
    districts_by_name,
)
from catalogue.directory.groups import NEWEST, OfferGroups, youngest
from catalogue.directory.pages import (
    Crumb,
    DistrictCount,
    DistrictsView,
    GovernmentRegionGroup,
    LetterGroup,
    MunicipalitiesView,
    MunicipalityCount,
    NewsView,
    NewView,
    NotFoundView,
    Page,
    PageKind,
    PostalCodeAreaView,
    PostalCodePlaces,
    PostalCodesView,
    SearchView,
    StartView,
    StatewideView,
)
from catalogue.directory.paging import paged
from catalogue.directory.places import municipality_count
from catalogue.directory.single import START
from catalogue.editorial import EditorialPage
from catalogue.german import number_of_offers
from catalogue.regions import District, RegionTree
from catalogue.snapshot import Snapshot

NEWEST_ON_START = 6
NEWS_ON_START = 3


def listing_pages(snapshot: Snapshot, groups: OfferGroups) -> Iterator[Page]:
    yield _start(snapshot, groups)
    yield _municipalities(snapshot, groups)
    yield from _postal_codes(snapshot, groups)
    yield _districts(snapshot, groups)
    yield categories_page(snapshot, groups)
    yield from category_pages(snapshot, groups)
    yield from _statewide(groups)
    yield _new(groups)
    yield from _news(snapshot)
    yield _search(snapshot, groups)
    yield _not_found(snapshot, groups)


def _start(snapshot: Snapshot, groups: OfferGroups) -> Page:
    towns = snapshot.regions.municipalities
    participating = sum(town.participating for town in towns)
    total = len(snapshot.offers)
    return Page(
        kind=PageKind.START,
        address=addresses.START,
        title="Angebote zur Ehrenamtskarte in Nordrhein-Westfalen",
        description=f"{number_of_offers(total)} in {participating} Städten und Gemeinden: "
        "Vergünstigungen für Menschen mit Ehrenamtskarte.",
        breadcrumbs=(),
        view=StartView(
            offers=total,
            participating=participating,
            statewide=len(groups.statewide),
            categories=category_counts(snapshot, groups),
            letters=tuple(
                Crumb(letter, f"{addresses.MUNICIPALITIES}#{letter.lower()}")
                for letter in _letters(snapshot.regions)
            ),
            postal_prefixes=_prefixes(snapshot.regions),
            districts=tuple(
                district_count(d, snapshot, groups) for d in districts_by_name(snapshot)
            ),
            newest=groups.newest_first[:NEWEST_ON_START],
            news=_news_of(snapshot)[:NEWS_ON_START],
        ),
        changed_on=youngest(groups.newest_first),
    )


def _news_of(snapshot: Snapshot) -> tuple[EditorialPage, ...]:
    """What may be read, newest first."""
    public = (page for page in snapshot.pages if page.withdrawn_on is None)
    return tuple(sorted(public, key=lambda p: (p.published_on, p.path), reverse=True))


def _letter(slug: str) -> str:
    return slug[:1].upper()


def _letters(regions: RegionTree) -> tuple[str, ...]:
    return tuple(sorted({_letter(town.slug) for town in regions.municipalities}))


def _municipalities(snapshot: Snapshot, groups: OfferGroups) -> Page:
    by_letter: defaultdict[str, list[MunicipalityCount]] = defaultdict(list)
    for town in sorted(snapshot.regions.municipalities, key=lambda m: m.slug):
        by_letter[_letter(town.slug)].append(municipality_count(town, groups))
    letters = tuple(LetterGroup(letter, tuple(rows)) for letter, rows in sorted(by_letter.items()))
    return Page(
        kind=PageKind.MUNICIPALITIES,
        address=addresses.MUNICIPALITIES,
        title="Alle Städte und Gemeinden von A bis Z",
        description="Angebote zur Ehrenamtskarte in Ihrem Ort: alle Städte und Gemeinden.",
        breadcrumbs=(START,),
        view=MunicipalitiesView(letters),
    )


def _prefixes(regions: RegionTree) -> tuple[Crumb, ...]:
    prefixes = sorted({postal_code.code[:2] for postal_code in regions.postal_codes})
    return tuple(Crumb(f"{p}…", addresses.postal_codes_address(p)) for p in prefixes)


def _postal_codes(snapshot: Snapshot, groups: OfferGroups) -> Iterator[Page]:
    prefixes = _prefixes(snapshot.regions)
    yield Page(
        kind=PageKind.POSTAL_CODES,
        address=addresses.POSTAL_CODES,
        title="Ort über die Postleitzahl finden",
        description="Wählen Sie die ersten zwei Ziffern Ihrer Postleitzahl.",
        breadcrumbs=(START, Crumb("Orte", addresses.MUNICIPALITIES)),
        view=PostalCodesView(prefixes),
    )
    for crumb in prefixes:
        prefix = crumb.label[:2]
        yield Page(
            kind=PageKind.POSTAL_CODE_AREA,
            address=crumb.address,
            title=f"Postleitzahlen, die mit {prefix} beginnen",
            description=f"Orte mit Postleitzahlen ab {prefix}000 und ihre Angebote.",
            breadcrumbs=(START, Crumb("Postleitzahlen", addresses.POSTAL_CODES)),
            view=_postal_code_area(prefix, snapshot, groups),
        )


def _postal_code_area(prefix: str, snapshot: Snapshot, groups: OfferGroups) -> PostalCodeAreaView:
    regions = snapshot.regions
    return PostalCodeAreaView(
        prefix,
        tuple(
            PostalCodePlaces(
                postal_code,
                tuple(
                    municipality_count(regions.municipality(ags), groups)
                    for ags in postal_code.municipalities
                ),
            )
            for postal_code in regions.postal_codes
            if postal_code.code.startswith(prefix)
        ),
    )


def district_count(district: District, snapshot: Snapshot, groups: OfferGroups) -> DistrictCount:
    towns = snapshot.regions.in_district(district.key)
    ids = {card.offer.id for town in towns for card in groups.by_municipality.get(town.ags, ())}
    return DistrictCount(district, len(ids), addresses.district_address(district, snapshot.regions))


def _districts(snapshot: Snapshot, groups: OfferGroups) -> Page:
    return Page(
        kind=PageKind.DISTRICTS,
        address=addresses.DISTRICTS,
        title="Kreise und kreisfreie Städte",
        description="Angebote zur Ehrenamtskarte nach Regierungsbezirk und Kreis.",
        breadcrumbs=(START,),
        view=DistrictsView(
            tuple(
                GovernmentRegionGroup(
                    region,
                    tuple(
                        district_count(district, snapshot, groups)
                        for district in districts_by_name(snapshot)
                        if district.government_region == region.key
                    ),
                )
                for region in snapshot.regions.government_regions
            )
        ),
    )


def _statewide(groups: OfferGroups) -> Iterator[Page]:
    cards = groups.statewide
    return paged(
        cards,
        kind=PageKind.STATEWIDE,
        address=addresses.STATEWIDE,
        title="Landesweite Angebote und Angebote im Internet",
        description=f"{number_of_offers(len(cards))}, die in ganz Nordrhein-Westfalen gelten.",
        breadcrumbs=(START,),
        view=lambda offers, part: StatewideView(offers, len(cards), part),
        changed_on=youngest(cards),
    )


def _new(groups: OfferGroups) -> Page:
    cards = groups.newest_first[:NEWEST]
    return Page(
        kind=PageKind.NEW,
        address=addresses.NEW,
        title="Neue Angebote",
        description="Die zuletzt hinzugekommenen Angebote zur Ehrenamtskarte.",
        breadcrumbs=(START,),
        view=NewView(cards),
        changed_on=youngest(cards),
    )


def _news(snapshot: Snapshot) -> Iterator[Page]:
    news = _news_of(snapshot)
    return paged(
        news,
        kind=PageKind.NEWS,
        address=addresses.NEWS,
        title="Aktuelles zur Ehrenamtskarte",
        description="Nachrichten der Staatskanzlei zur Ehrenamtskarte.",
        breadcrumbs=(START,),
        view=NewsView,
        changed_on=max((page.changed_on for page in news), default=None),
    )


def _search(snapshot: Snapshot, groups: OfferGroups) -> Page:
    return Page(
        kind=PageKind.SEARCH,
        address=addresses.SEARCH,
        title="Angebote suchen",
        description="Alle Angebote zur Ehrenamtskarte nach Stichwort, Ort und Umkreis durchsuchen.",
        breadcrumbs=(START,),
        view=SearchView(category_counts(snapshot, groups)),
    )


def _not_found(snapshot: Snapshot, groups: OfferGroups) -> Page:
    return Page(
        kind=PageKind.NOT_FOUND,
        address=addresses.NOT_FOUND,
        title="Diese Seite gibt es nicht",
        description="Die Adresse führt zu keiner Seite des Verzeichnisses.",
        breadcrumbs=(START,),
        view=NotFoundView(category_counts(snapshot, groups)),
        indexable=False,
    )
