"""What becomes of the address of an article that is taken off the site, or comes back."""

from datetime import date

from django.db import transaction

from cms.editorial.models import NewsArticle, WithdrawnArticle


@transaction.atomic
def article_withdraw(*, article: NewsArticle, today: date) -> None:
    """Keep the public trace of an article; one that no citizen could read yet leaves none."""
    if not article.public_path or article.published_on > today:
        return
    WithdrawnArticle.objects.get_or_create(
        public_path=article.public_path,
        defaults={
            "published_on": article.published_on,
            "withdrawn_on": min(today, article.visible_until or today),
        },
    )


def article_return(*, article: NewsArticle) -> None:
    WithdrawnArticle.objects.filter(public_path=article.public_path).delete()
