"""Many offers at once: rows instead of pages, for the demo world and imports.

Sends no signals, writes no revisions; the caller rebuilds the search index once at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page

from cms.offers.models import OfferPage, OfferVenue


@dataclass
class NewOffer:
    """`page` is an unsaved offer with title, slug and dates; `parent_path` its town's tree path."""

    page: OfferPage
    parent_path: str
    venues: list[OfferVenue] = field(default_factory=list)
    kind_ids: list[int] = field(default_factory=list)


@transaction.atomic
def offers_insert(*, offers: Sequence[NewOffer]) -> None:
    """Insert all or none, as last children of their towns."""
    parents = _parents(offers)
    content_type = ContentType.objects.get_for_model(OfferPage)
    locale = Locale.objects.get()
    numbers = dict(_last_numbers(parents))
    bases = []
    for offer in offers:
        parent = parents[offer.parent_path]
        numbers[parent.path] += 1
        bases.append(_base(offer.page, parent, numbers[parent.path], content_type, locale))
    Page.objects.bulk_create(bases)
    _insert_offer_rows(offers, bases)
    OfferVenue.objects.bulk_create([venue for offer in offers for venue in offer.venues])
    through = OfferPage.kinds.through
    through.objects.bulk_create(
        through(offerpage_id=offer.page.pk, kind_id=kind)
        for offer in offers
        for kind in offer.kind_ids
    )
    _count_children(offers)


def _parents(offers: Sequence[NewOffer]) -> dict[str, Page]:
    paths = {offer.parent_path for offer in offers}
    return {page.path: page for page in Page.objects.filter(path__in=paths)}


def _last_numbers(parents: dict[str, Page]) -> list[tuple[str, int]]:
    """The number of each parent's last child, whatever `numchild` says."""
    found = []
    for path, parent in parents.items():
        last = parent.get_last_child()
        found.append((path, Page._str2int(last.path[-Page.steplen :]) if last else 0))
    return found


def _base(
    offer: OfferPage, parent: Page, number: int, content_type: ContentType, locale: Locale
) -> Page:
    return Page(
        path=Page._get_path(parent.path, parent.depth + 1, number),
        depth=parent.depth + 1,
        numchild=0,
        title=offer.title,
        draft_title=offer.title,
        slug=offer.slug,
        url_path=f"{parent.url_path}{offer.slug}/",
        content_type=content_type,
        locale=locale,
        translation_key=offer.uuid,
        live=offer.live,
        has_unpublished_changes=not offer.live,
        first_published_at=offer.first_published_at,
        last_published_at=offer.last_published_at,
    )


def _insert_offer_rows(offers: Sequence[NewOffer], bases: list[Page]) -> None:
    for offer, base in zip(offers, bases, strict=True):
        offer.page.pk = offer.page.page_ptr_id = base.pk
        for venue in offer.venues:
            venue.offer_id = base.pk
    # Django refuses bulk_create for models with a parent table; the rows themselves are plain.
    OfferPage._base_manager.all()._batched_insert(
        [offer.page for offer in offers], OfferPage._meta.local_concrete_fields, batch_size=500
    )


def _count_children(offers: Sequence[NewOffer]) -> None:
    for path in {offer.parent_path for offer in offers}:
        children = Page.objects.filter(
            path__startswith=path, depth=len(path) // Page.steplen + 1
        ).count()
        Page.objects.filter(path=path).update(numchild=children)
