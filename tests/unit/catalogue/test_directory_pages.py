"""What stands on the pages of a small Land: lists, neighbours, whole-Land, ended and long lists."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from catalogue.categories import Category
from catalogue.directory import Directory, Page, PageKind
from catalogue.directory.fingerprint import fingerprint
from catalogue.directory.paging import PART_LENGTH
from catalogue.directory.single import RELATED
from catalogue.offer import EndedOffer, Offer, Scope
from catalogue.regions import District, DistrictKind, Municipality, MunicipalityKind
from catalogue.snapshot import Snapshot, read_snapshot
from tests.world import AACHEN, CATEGORIES, OFFER, REGIONS, TELGTE, written

COLOGNE = "05315000"
KULTUR = Category("kultur", "Kultur", "Bühne und Bild.", ())
DAY = date(2026, 11, 20)


@pytest.fixture
def empty(tmp_path: Path) -> Snapshot:
    return read_snapshot(written(tmp_path / "s"))


def directory(snapshot: Snapshot, *offers: Offer, **changes: object) -> Directory:
    return Directory(replace(snapshot, offers=offers, **changes))


def page(pages: Directory, address: str) -> Page:
    (found,) = [p for p in pages.pages() if p.address == address]
    return found


def numbered(number: int, **changes: object) -> Offer:
    key = f"{number:04}"
    return replace(OFFER, id=key, path=f"/angebote/x/{key}/", title=f"Titel {key}", **changes)


def ids(cards: Iterable[object]) -> list[str]:
    return [card.offer.id for card in cards]


STATEWIDE = numbered(1, scope=Scope.STATEWIDE, municipality="05", venues=())
ONLINE = numbered(2, scope=Scope.ONLINE, municipality=AACHEN, venues=())


def test_offers_of_the_whole_land_stand_on_their_own_page_and_in_no_town(empty: Snapshot) -> None:
    pages = directory(empty, STATEWIDE, ONLINE, numbered(3))
    assert ids(page(pages, "/landesweit/").view.offers) == ["0001", "0002"]
    town = page(pages, "/orte/aachen/").view
    assert ids(town.offers) == ["0003"]
    assert town.statewide == 2
    assert {card.offer.id: card.place for card in page(pages, "/neu/").view.offers} == {
        "0001": "landesweit",
        "0002": "online",
        "0003": "Aachen",
    }


@pytest.mark.parametrize(
    ("offer", "trail"),
    [
        (STATEWIDE, ["/", "/landesweit/"]),
        (ONLINE, ["/", "/kreise/staedteregion-aachen/", "/orte/aachen/"]),
        (numbered(3), ["/", "/kreise/staedteregion-aachen/", "/orte/aachen/"]),
        (numbered(3, municipality="05999999"), ["/", "/landesweit/"]),
    ],
)
def test_breadcrumbs_lead_to_the_page_above(
    empty: Snapshot, offer: Offer, trail: list[str]
) -> None:
    found = directory(empty, offer).offer_page(offer.id)
    assert [crumb.address for crumb in found.breadcrumbs] == trail


def test_a_kreisfreie_stadt_has_no_kreis_above_and_no_page_of_a_kreis(empty: Snapshot) -> None:
    city = MunicipalityKind.KREISFREIE_STADT
    regions = replace(
        REGIONS,
        districts=(
            *REGIONS.districts,
            District("05315", "Köln", "koeln", DistrictKind.KREISFREIE_STADT, "053", 50.9, 7.0),
        ),
        municipalities=(
            *REGIONS.municipalities,
            Municipality(COLOGNE, "Köln", "koeln", city, "05315", 50.9, 7.0, True),
        ),
    )
    pages = directory(empty, numbered(1, municipality=COLOGNE), regions=regions)
    crumbs = page(pages, "/angebote/x/0001/").breadcrumbs
    assert [crumb.address for crumb in crumbs] == ["/", "/orte/koeln/"]
    addresses = {p.address for p in pages.pages()}
    assert "/kreise/koeln/" not in addresses
    assert "/kreise/warendorf/" in addresses


def test_an_offer_with_venues_in_two_towns_stands_in_both(empty: Snapshot) -> None:
    venue = replace(OFFER.venues[0], ags=TELGTE)
    pages = directory(empty, numbered(1, venues=(*OFFER.venues, venue)))
    for address in ("/orte/aachen/", "/orte/telgte/", "/orte/telgte/freizeit-sport/"):
        assert ids(page(pages, address).view.offers) == ["0001"]
    owned_by_the_land = numbered(2, municipality="05", venues=(venue,))
    assert ids(page(directory(empty, owned_by_the_land), "/orte/telgte/").view.offers) == ["0002"]


def test_a_venue_outside_the_register_is_left_out_of_lists(empty: Snapshot) -> None:
    venue = replace(OFFER.venues[0], ags="09162000")
    pages = directory(empty, numbered(1, venues=(venue,)))
    assert ids(page(pages, "/orte/aachen/").view.offers) == ["0001"]


@pytest.mark.parametrize(("count", "parts"), [(0, 1), (60, 1), (61, 2), (121, 3)])
def test_a_long_list_is_cut_into_pages(empty: Snapshot, count: int, parts: int) -> None:
    assert PART_LENGTH == 60
    pages = directory(empty, *(numbered(n) for n in range(count)))
    found = [p for p in pages.pages() if p.kind is PageKind.MUNICIPALITY and "aachen" in p.address]
    expected = ["/orte/aachen/", *(f"/orte/aachen/seite-{n}/" for n in range(2, parts + 1))]
    assert [p.address for p in found] == expected
    assert sum(len(p.view.offers) for p in found) == count
    assert all(p.view.total == count for p in found)
    if parts > 1:
        assert found[1].title == f"Ehrenamtskarte in Aachen (Seite 2 von {parts})"


def test_large_counts_are_readable_everywhere(empty: Snapshot) -> None:
    pages = directory(empty, *(numbered(n) for n in range(1200)))
    for address in ("/", "/orte/aachen/", "/orte/aachen/freizeit-sport/"):
        assert "1.200 Angebote" in page(pages, address).description
    assert "1.200 Angebote" in page(pages, "/kreise/staedteregion-aachen/").description


def test_related_offers_are_of_the_same_category_first_and_never_the_offer(empty: Snapshot) -> None:
    categories = (*CATEGORIES, KULTUR)
    offers = [numbered(n, category="kultur" if n % 2 else "freizeit-sport") for n in range(8)]
    pages = directory(empty, *offers, categories=categories)
    related = ids(pages.offer_page("0003").view.related)
    assert related == ["0005", "0007", "0001", "0004", "0006", "0000"]
    assert len(related) == RELATED


def test_every_offer_is_related_to_from_another(empty: Snapshot) -> None:
    pages = directory(empty, *(numbered(n) for n in range(20)))
    offers = [page for page in pages.pages() if page.kind is PageKind.OFFER]
    linked = {key for page in offers for key in ids(page.view.related)}
    assert len(linked) == 20


def test_a_single_offer_has_no_related_ones(empty: Snapshot) -> None:
    assert directory(empty, numbered(1)).offer_page("0001").view.related == ()
    with pytest.raises(KeyError):
        directory(empty).offer_page("0001")


ENDED = EndedOffer("9", "/angebote/x/alt/", "Alt", "Bad", "kultur", AACHEN, DAY)


def test_the_page_of_an_ended_offer_leads_to_others_of_its_place(empty: Snapshot) -> None:
    offers = (numbered(1), numbered(2, category="kultur"))
    pages = directory(empty, *offers, gone=(ENDED,), categories=(*CATEGORIES, KULTUR))
    found = page(pages, ENDED.path)
    assert not found.indexable
    assert [crumb.address for crumb in found.breadcrumbs] == ["/", "/orte/aachen/"]
    assert ids(found.view.alternatives) == ["0002", "0001"]


def test_an_ended_offer_of_the_whole_land_leads_to_such_offers(empty: Snapshot) -> None:
    gone = (replace(ENDED, municipality="05"),)
    found = page(directory(empty, STATEWIDE, numbered(3), gone=gone), ENDED.path)
    assert found.view.place.address == "/landesweit/"
    assert ids(found.view.alternatives) == ["0001"]


def test_a_live_offer_at_the_address_of_an_ended_one_wins(empty: Snapshot) -> None:
    live = replace(numbered(1), path=ENDED.path)
    assert page(directory(empty, live, gone=(ENDED,)), ENDED.path).kind is PageKind.OFFER


def test_new_offers_stand_newest_first(empty: Snapshot) -> None:
    days = [date(2026, 1, 5), date(2026, 3, 1), date(2026, 1, 5), date(2025, 12, 31)]
    offers = [numbered(n, first_published_on=day) for n, day in enumerate(days)]
    pages = directory(empty, *offers)
    expected = ["0001", "0000", "0002", "0003"]
    assert ids(page(pages, "/neu/").view.offers) == expected
    assert ids(page(pages, "/").view.newest) == expected
    assert ids(page(pages, "/kreise/staedteregion-aachen/").view.newest) == expected


def test_a_category_says_where_it_has_offers(empty: Snapshot) -> None:
    pages = directory(empty, STATEWIDE, numbered(3), categories=(*CATEGORIES, KULTUR))
    view = page(pages, "/kategorien/freizeit-sport/").view
    assert view.total == 2
    assert [(d.district.key, [p.address for p in d.places]) for d in view.districts] == [
        ("05334", ["/orte/aachen/freizeit-sport/"])
    ]
    assert ids(view.statewide) == ["0001"]
    assert ids(view.newest) == ["0003"]
    assert page(pages, "/kategorien/kultur/").view.total == 0
    counts = [(row.category.slug, row.count) for row in page(pages, "/kategorien/").view.categories]
    assert counts == [("freizeit-sport", 2), ("kultur", 0)]


def test_an_offer_of_an_unknown_category_is_still_shown(empty: Snapshot) -> None:
    stray = numbered(1, category="verschwunden")
    assert directory(empty, stray).offer_page("0001").view.category is not None
    without = directory(empty, stray, categories=())
    assert without.offer_page("0001").view.category.label == "Sonstiges"


def test_one_hash_whether_asked_once_or_by_the_directory(empty: Snapshot) -> None:
    one, other = directory(empty, numbered(1)), directory(empty, numbered(1, summary="Neu"))
    for found in one.pages():
        assert one.fingerprint(found) == one.fingerprint(found) == fingerprint(found)
    changed = [
        p.address
        for p, q in zip(one.pages(), other.pages(), strict=True)
        if one.fingerprint(p) != other.fingerprint(q)
    ]
    assert "/angebote/x/0001/" in changed
    assert "/orte/telgte/" not in changed


def test_values_that_move_to_the_next_field_change_the_hash(empty: Snapshot) -> None:
    start = page(directory(empty), "/")
    crumbs = start.view.letters

    def other(**changes: object) -> str:
        return fingerprint(replace(start, view=replace(start.view, **changes)))

    assert other(offers=1, participating=23) != other(offers=12, participating=3)
    moved = other(letters=crumbs[:1], postal_prefixes=crumbs[1:])
    assert moved != other(letters=crumbs, postal_prefixes=())
