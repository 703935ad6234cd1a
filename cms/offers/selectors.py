"""Questions about offers in the database."""

from django.db.models import QuerySet

from cms.offers.models import OfferPage


def offers_like(offer: OfferPage) -> QuerySet[OfferPage]:
    """Other offers of the same town by the same provider with the same title."""
    return (
        OfferPage.objects.sibling_of(offer, inclusive=False)
        .filter(provider__iexact=offer.provider, title__iexact=offer.title)
        .order_by("pk")
    )
