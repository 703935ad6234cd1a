"""Offers of the database as offers of the catalogue: the one translation, for site and preview.

Streams rows instead of building pages, so that 46,000 offers need little memory and seconds.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from heapq import merge
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from catalogue.categories import Category as PublishedCategory
from catalogue.categories import Kind as PublishedKind
from catalogue.offer import (
    STATE_KEY,
    Accessibility,
    Benefit,
    BenefitKind,
    CardType,
    Contact,
    EndedOffer,
    Languages,
    Offer,
    Scope,
    Venue,
)
from cms.municipalities.models import MunicipalityPage
from cms.municipalities.richtext import sanitised_html
from cms.offers.labels import LocationState
from cms.offers.models import Category, EndedOfferRecord, OfferPage, OfferVenue

CHUNK = 2000
GONE_DAYS = 365
"""Ended offers keep a page that says so for twelve months."""

_TRUSTED = {LocationState.EXACT, LocationState.APPROXIMATE}
_OFFER_FIELDS = (
    "uuid", "public_path", "path", "title", "provider", "summary", "description", "benefit_kind",
    "benefit_value", "benefit_applies_to", "benefit_companion", "conditions", "redemption",
    "scope", "valid_from", "valid_until", "standard_card", "jubilee_card",
    "digital_card_accepted", "phone", "email", "website", "easy_language", "english",
    "verified_on", "first_published_at", "last_published_at", "demo",
)  # fmt: skip
_VENUE_FIELDS = (
    "name", "street", "postal_code", "place", "ags", "lat", "lon", "location_state",
    "accessibility", "public_transport",
)  # fmt: skip


def live_offers(*, today: date) -> Iterator[Offer]:
    """Every offer citizens may use today, sorted by id. Call it inside one transaction."""
    pages = _live(today)
    owners = _owners()
    venues = _grouped(
        OfferVenue.objects.filter(offer__in=pages)
        .order_by("offer__uuid", "sort_order", "pk")
        .values("offer__uuid", *_VENUE_FIELDS),
        "offer__uuid",
    )
    kinds = _grouped(
        OfferPage.kinds.through.objects.filter(offerpage__in=pages)
        .order_by("offerpage__uuid", "kind__slug")
        .values("offerpage__uuid", "kind__slug"),
        "offerpage__uuid",
    )
    rows = pages.order_by("uuid").values(*_OFFER_FIELDS, "category__slug")
    for row in rows.iterator(CHUNK):
        yield _offer(
            row,
            category=row["category__slug"],
            venues=venues.of(row["uuid"]),
            kinds=[kind["kind__slug"] for kind in kinds.of(row["uuid"])],
            owner=owners[row["path"][: -OfferPage.steplen]],
        )


def offer_of(page: OfferPage) -> Offer:
    """The offer as `page` holds it now, published or not, for the preview."""
    row = {name: getattr(page, name) for name in _OFFER_FIELDS}
    venues = [{name: getattr(v, name) for name in _VENUE_FIELDS} for v in page.venues.all()]
    return _offer(
        row,
        category=page.category.slug if page.category else "",
        venues=venues,
        kinds=sorted(kind.slug for kind in page.kinds.all()),
        owner=page.owner_ags,
    )


def ended_offers(*, today: date) -> Iterator[EndedOffer]:
    """Offers that ended within the last twelve months, sorted by id."""
    since = today - timedelta(days=GONE_DAYS)
    return merge(_taken_off(since), _run_out(since, today), key=lambda offer: offer.id)


def categories() -> list[PublishedCategory]:
    return [
        PublishedCategory(
            slug=category.slug,
            label=category.label,
            description=category.description,
            kinds=tuple(PublishedKind(kind.slug, kind.label) for kind in category.kinds.all()),
        )
        for category in Category.objects.prefetch_related("kinds")
    ]


def _live(today: date) -> QuerySet[OfferPage]:
    return OfferPage.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today),
        Q(valid_until=None) | Q(valid_until__gte=today),
        live=True,
        category__isnull=False,
        public_path__isnull=False,
    )


def _owners() -> dict[str, str]:
    """AGS of the owner by the tree path of the page that holds the offers."""

    class Owners(dict[str, str]):
        def __missing__(self, path: str) -> str:
            return STATE_KEY

    return Owners(MunicipalityPage.objects.values_list("path", "ags"))


class _grouped:  # noqa: N801 - used like a function over a query
    """Walks rows sorted by `key` once, beside another query in the same order."""

    def __init__(self, rows: QuerySet[Any], key: str) -> None:
        self._groups = groupby(rows.iterator(CHUNK), key=lambda row: row[key])
        self._next = next(self._groups, None)

    def of(self, wanted: Any) -> list[dict[str, Any]]:
        if self._next is None or self._next[0] != wanted:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def _offer(
    row: Mapping[str, Any],
    *,
    category: str,
    venues: Iterable[Mapping[str, Any]],
    kinds: Iterable[str],
    owner: str,
) -> Offer:
    first, changed = row["first_published_at"], row["last_published_at"]
    return Offer(
        id=str(row["uuid"]),
        path=row["public_path"] or f"/angebote/vorschau/{row['uuid']}/",
        provider=row["provider"],
        title=row["title"],
        summary=row["summary"],
        description=sanitised_html(row["description"]),
        benefit=_benefit(row),
        conditions=row["conditions"],
        redemption=row["redemption"],
        category=category,
        kinds=tuple(kinds),
        scope=Scope(row["scope"]),
        venues=tuple(_venue(venue) for venue in venues),
        valid_from=row["valid_from"],
        valid_until=row["valid_until"],
        card_types=_card_types(row),
        digital_card_accepted=row["digital_card_accepted"],
        contact=Contact(row["phone"], row["email"], row["website"]),
        languages=Languages(row["easy_language"], row["english"]),
        verified_on=row["verified_on"],
        first_published_on=_day(first),
        changed_on=_day(changed or first),
        municipality=owner,
        demo=row["demo"],
    )


def _benefit(row: Mapping[str, Any]) -> Benefit:
    value = row["benefit_value"]
    return Benefit(
        kind=BenefitKind(row["benefit_kind"] or BenefitKind.OTHER),
        value=None if value is None else _plain(value),
        applies_to=row["benefit_applies_to"],
        companion=row["benefit_companion"],
    )


def _plain(value: Decimal) -> Decimal:
    """One spelling for each number, whatever the database's: 10 and 1.50."""
    whole = value == value.to_integral_value()
    return value.quantize(Decimal(1) if whole else Decimal("0.01"))


def _card_types(row: Mapping[str, Any]) -> tuple[CardType, ...]:
    flags = ((CardType.STANDARD, "standard_card"), (CardType.JUBILEE, "jubilee_card"))
    return tuple(card for card, name in flags if row[name])


def _venue(row: Mapping[str, Any]) -> Venue:
    trusted = row["location_state"] in _TRUSTED
    return Venue(
        name=row["name"],
        street=row["street"],
        postal_code=row["postal_code"],
        place=row["place"],
        ags=row["ags"],
        lat=round(row["lat"], 6) if trusted else None,
        lon=round(row["lon"], 6) if trusted else None,
        accessibility=Accessibility(row["accessibility"]),
        public_transport=row["public_transport"],
    )


def _day(moment: datetime | None) -> date:
    """The day in the time zone of the Land."""
    return (moment or timezone.now()).astimezone(timezone.get_default_timezone()).date()


def _taken_off(since: date) -> Iterator[EndedOffer]:
    rows = EndedOfferRecord.objects.filter(ended_on__gte=since).order_by("offer_uuid")
    for row in rows.iterator(CHUNK):
        yield EndedOffer(
            id=str(row.offer_uuid),
            path=row.public_path,
            title=row.title,
            provider=row.provider,
            category=row.category,
            municipality=row.municipality,
            ended_on=row.ended_on,
        )


def _run_out(since: date, today: date) -> Iterator[EndedOffer]:
    owners = _owners()
    rows = (
        OfferPage.objects.filter(
            live=True, public_path__isnull=False, valid_until__gte=since, valid_until__lt=today
        )
        .order_by("uuid")
        .values("uuid", "public_path", "path", "title", "provider", "category__slug", "valid_until")
    )
    for row in rows.iterator(CHUNK):
        yield EndedOffer(
            id=str(row["uuid"]),
            path=row["public_path"],
            title=row["title"],
            provider=row["provider"],
            category=row["category__slug"] or "",
            municipality=owners[row["path"][: -OfferPage.steplen]],
            ended_on=row["valid_until"] + timedelta(days=1),
        )
