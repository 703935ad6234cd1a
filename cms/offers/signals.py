"""What Wagtail tells us about offers. Deleting a live page sends `page_unpublished` first."""

from typing import Any

from django.dispatch import receiver
from django.utils.timezone import localdate
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from cms.offers.models import OfferPage
from cms.offers.services import offer_end, offer_return


@receiver(page_published)
def on_page_published(instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, OfferPage):
        offer_return(offer=instance)


@receiver(page_unpublished)
def on_page_unpublished(instance: Page, **kwargs: Any) -> None:
    # The scheduler sends the bare Page.
    offer = instance.specific
    if isinstance(offer, OfferPage):
        offer_end(offer=offer, today=localdate())
