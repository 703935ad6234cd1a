"""What Wagtail tells us about news."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.timezone import localdate
from wagtail.signals import published, unpublished

from cms.editorial.models import NewsArticle
from cms.editorial.services import article_return, article_withdraw


@receiver(published, sender=NewsArticle)
def on_published(instance: NewsArticle, **kwargs: Any) -> None:
    article_return(article=instance)


@receiver(unpublished, sender=NewsArticle)
def on_unpublished(instance: NewsArticle, **kwargs: Any) -> None:
    article_withdraw(article=instance, today=localdate())


@receiver(post_delete, sender=NewsArticle)
def on_deleted(instance: NewsArticle, **kwargs: Any) -> None:
    """Unlike a page, a live article is deleted without being unpublished first."""
    if instance.live:
        article_withdraw(article=instance, today=localdate())
