"""The demo world into the database; interrupted and started again, it finishes."""

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from catalogue.offer import STATE_KEY
from catalogue.offices import CardPolicy as PublishedPolicy
from catalogue.offices import Offices
from cms.accounts.models import User
from cms.accounts.roles import Role
from cms.accounts.services import user_assign_role
from cms.municipalities.models import (
    CardPolicy,
    DistrictPage,
    HomePage,
    IssuingOffice,
    MunicipalityPage,
    StatewidePage,
)
from cms.offers.bulk import NewOffer, offers_insert
from cms.offers.demo.world import DemoOffer, DemoVenue, Life
from cms.offers.labels import LocationState
from cms.offers.models import Category, Kind, OfferPage, OfferVenue

BATCH = 500
PASSWORD = "beispiel-2026"  # noqa: S105 - printed by `make demo`, worthless elsewhere
DISTRICT, TOWN = "05566", "05566076"
LOGINS = (
    ("staatskanzlei", Role.STATE_EDITOR),
    ("kreis", Role.DISTRICT_EDITOR),
    ("redaktion", Role.MUNICIPAL_EDITOR),
    ("autor", Role.MUNICIPAL_AUTHOR),
)
INTRO = (
    "<p>Beispieldaten: Angebote und Teilnahme sind für diese Vorführung erfunden und sagen nichts "
    "über den wirklichen Ort.</p>"
)


def participation_load(participants: frozenset[str]) -> None:
    """Let these towns take part, and say on every town's page that this is an example."""
    MunicipalityPage.objects.update(participating=False, intro=INTRO)
    MunicipalityPage.objects.filter(ags__in=participants).update(participating=True)


def demo_is_complete(*, offers: int) -> bool:
    """Whether the demo world was loaded to its end: the logins come last."""
    names = [name for name, _ in LOGINS]
    return (
        User.objects.filter(username__in=names).count() == len(names)
        and OfferPage.objects.filter(demo=True).count() >= offers
    )


@transaction.atomic
def offices_load(offices: Offices) -> None:
    """Insert the example's offices and rules that are not there yet; others stay as they are."""
    IssuingOffice.objects.bulk_create(
        [
            IssuingOffice(
                key=office.key,
                name=office.name,
                street=office.street,
                postal_code=office.postal_code,
                place=office.place,
                phone=office.phone,
                email=office.email,
                website=office.website,
            )
            for office in offices.offices
        ],
        ignore_conflicts=True,
    )
    keys = dict(IssuingOffice.objects.values_list("key", "pk"))
    pages = dict(MunicipalityPage.objects.values_list("ags", "pk"))
    serves = IssuingOffice.municipalities.through
    serves.objects.bulk_create(
        [
            serves(issuingoffice_id=keys[office.key], municipalitypage_id=pages[ags])
            for office in offices.offices
            for ags in office.municipalities
        ],
        ignore_conflicts=True,
    )
    CardPolicy.objects.bulk_create(
        [
            CardPolicy(office_id=keys[policy.office], **_terms(policy))
            for policy in offices.policies
        ],
        ignore_conflicts=True,
    )


def _terms(policy: PublishedPolicy) -> dict[str, Any]:
    """The columns of a policy but its office; a rule that is left open is an empty choice."""
    terms = {field.name: getattr(policy, field.name) for field in fields(policy)}
    del terms["office"]
    return {**terms, "territorial_rule": policy.territorial_rule or ""}


@transaction.atomic
def logins_load() -> None:
    """One login per role; known ones keep their password."""
    pages = {
        Role.STATE_EDITOR: HomePage.objects.get(),
        Role.DISTRICT_EDITOR: DistrictPage.objects.get(key=DISTRICT),
        Role.MUNICIPAL_EDITOR: MunicipalityPage.objects.get(ags=TOWN),
        Role.MUNICIPAL_AUTHOR: MunicipalityPage.objects.get(ags=TOWN),
    }
    for name, role in LOGINS:
        user = User.objects.filter(username=name).first()
        if user is None:
            user = User.objects.create_user(name, f"{name}@verzeichnis.example", PASSWORD)
        user_assign_role(user=user, role=role, page=pages[role])


def offers_load(offers: Iterable[DemoOffer], *, advance: Callable[[int], None]) -> int:
    """Insert the offers that are not there yet, in batches; returns how many were new."""
    rows = _Rows()
    known = set(OfferPage.objects.filter(demo=True).values_list("uuid", flat=True))
    created = 0
    for batch in _batches(offers):
        fresh = [rows.new(offer) for offer in batch if offer.id not in known]
        if fresh:
            offers_insert(offers=fresh)
        created += len(fresh)
        advance(len(batch))
    return created


def _batches(offers: Iterable[DemoOffer]) -> Iterator[list[DemoOffer]]:
    iterator = iter(offers)
    while batch := list(islice(iterator, BATCH)):
        yield batch


class _Rows:
    """Demo offers as unsaved rows, with the keys of this database."""

    def __init__(self) -> None:
        self._parents = dict(MunicipalityPage.objects.values_list("ags", "path"))
        self._parents[STATE_KEY] = StatewidePage.objects.get().path
        self._categories = dict(Category.objects.values_list("slug", "pk"))
        self._kinds = dict(Kind.objects.values_list("slug", "pk"))

    def new(self, offer: DemoOffer) -> NewOffer:
        return NewOffer(
            page=self._page(offer),
            parent_path=self._parents[offer.owner],
            venues=[_venue(venue, order) for order, venue in enumerate(offer.venues)],
            kind_ids=[self._kinds[slug] for slug in offer.text.kinds],
        )

    def _page(self, offer: DemoOffer) -> OfferPage:
        text, published = offer.text, _noon(offer.published_on)
        is_draft = offer.life is Life.DRAFT
        return OfferPage(
            uuid=offer.id,
            public_path=offer.path,
            title=text.title,
            slug=_slug(offer.id),
            live=not is_draft,
            first_published_at=None if is_draft else published,
            last_published_at=None if is_draft else published,
            provider=text.provider,
            summary=text.summary,
            description=_paragraphs(text.description),
            benefit_kind=text.benefit,
            benefit_value=text.value,
            benefit_applies_to=text.applies_to,
            benefit_companion=text.companion,
            conditions=text.conditions,
            redemption=offer.redemption,
            category_id=self._categories[text.category],
            scope=offer.scope,
            valid_from=offer.valid_from,
            valid_until=offer.valid_until,
            digital_card_accepted=offer.digital_card_accepted,
            phone=offer.phone,
            email="kontakt@partner.example",
            website="https://partner.example/",
            verified_on=offer.verified_on,
            demo=True,
        )


def _venue(venue: DemoVenue, order: int) -> OfferVenue:
    exact = venue.state != LocationState.APPROXIMATE
    return OfferVenue(
        sort_order=order,
        name=venue.name,
        street=venue.street,
        postal_code=venue.postal_code,
        place=venue.place,
        ags=venue.ags,
        lat=venue.lat,
        lon=venue.lon,
        location=f"SRID=4326;POINT({venue.lon} {venue.lat})" if exact else "",
        location_state=venue.state,
        accessibility=venue.accessibility,
        public_transport=venue.public_transport,
    )


def _slug(identity: UUID) -> str:
    return f"angebot-{identity.hex[:12]}"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{html.escape(part.strip())}</p>" for part in text.split("\n\n") if part)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
