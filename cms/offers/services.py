"""What changes offers beside the form. One function, one transaction, one entry in the history."""

from datetime import date

from django.db import transaction
from django.dispatch import Signal
from django.utils.timezone import localdate
from wagtail.log_actions import log

from cms.accounts.models import User
from cms.offers.models import EndedOfferRecord, OfferPage

offer_confirmed = Signal()
"""Sent with `instance` when an offer was confirmed; the site shows the day."""


@transaction.atomic
def offer_confirm(*, offer: OfferPage, by: User, today: date) -> None:
    """Record that this offer was looked at today and still holds."""
    offer.verified_on = today
    OfferPage.objects.filter(pk=offer.pk).update(verified_on=today)
    log(instance=offer, action="offers.confirm", user=by)
    offer_confirmed.send(sender=OfferPage, instance=offer)


@transaction.atomic
def offer_end(*, offer: OfferPage, today: date) -> None:
    """Keep the public trace of an offer that is taken off the site."""
    if not offer.public_path:
        return
    EndedOfferRecord.objects.update_or_create(
        offer_uuid=offer.uuid,
        defaults={
            "public_path": offer.public_path,
            "title": offer.title,
            "provider": offer.provider,
            "category": offer.category.slug if offer.category else "",
            "municipality": offer.owner_ags,
            "ended_on": today,
        },
    )


def offer_return(*, offer: OfferPage) -> None:
    """The offer is public (again): its trace goes, and publishing counts as a look at it."""
    EndedOfferRecord.objects.filter(offer_uuid=offer.uuid).delete()
    OfferPage.objects.filter(pk=offer.pk).update(verified_on=localdate())
    offer.verified_on = localdate()
