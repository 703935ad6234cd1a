"""Everything that changes the published state asks for a publication; the snapshot decides."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms.editorial.models import NewsArticle
from cms.municipalities.models import CardPolicy, IssuingOffice
from cms.offers.models import Category, Kind
from cms.offers.services import offer_confirmed
from cms.publishing.services import publication_request

_VOCABULARY = (Category, Kind, IssuingOffice, CardPolicy)


@receiver([page_published, page_unpublished, post_page_move])
def on_page_change(instance: Page, **kwargs: Any) -> None:
    publication_request(reason=f"Seite „{instance.title}“")


@receiver(offer_confirmed)
def on_offer_confirmed(instance: Page, **kwargs: Any) -> None:
    publication_request(reason=f"„{instance.title}“ bestätigt")


@receiver(published, sender=NewsArticle)
@receiver(unpublished, sender=NewsArticle)
@receiver(post_delete, sender=NewsArticle)
def on_news_change(instance: NewsArticle, **kwargs: Any) -> None:
    publication_request(reason=f"Nachricht „{instance.title}“")


def on_vocabulary_change(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    publication_request(reason=f"{sender._meta.verbose_name} „{instance}“")


for _model in _VOCABULARY:
    post_save.connect(on_vocabulary_change, sender=_model)
    post_delete.connect(on_vocabulary_change, sender=_model)
