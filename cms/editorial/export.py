"""News of the database as pages of the catalogue: the one translation, for site and preview."""

from datetime import date

from django.utils import timezone

from catalogue.directory import editorial_page
from catalogue.editorial import EditorialPage
from cms.editorial.models import NewsArticle
from cms.municipalities.preview import page_html
from cms.municipalities.richtext import sanitised_html


def published_pages(*, today: date) -> list[EditorialPage]:
    """Every article citizens may read today, sorted by its address."""
    articles = NewsArticle.objects.filter(live=True, public_path__isnull=False)
    return sorted(
        (page_of(article) for article in articles if article.is_visible(today)),
        key=lambda page: page.path,
    )


def page_of(article: NewsArticle) -> EditorialPage:
    """The article as it is now, published or not."""
    return EditorialPage(
        path=article.public_path or "/aktuelles/vorschau/",
        title=article.title,
        summary=article.summary,
        body=sanitised_html(article.body),
        published_on=article.published_on,
        changed_on=_changed_on(article),
        demo=article.demo,
    )


def preview_html(article: NewsArticle) -> str:
    return page_html(editorial_page(page_of(article)))


def _changed_on(article: NewsArticle) -> date:
    """The day of the article, or of a later correction."""
    first, last = article.first_published_at, article.last_published_at
    if first is None or last is None or first == last:
        return article.published_on
    return max(article.published_on, timezone.localdate(last))
