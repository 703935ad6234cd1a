"""News of the database as pages of the catalogue: the one translation, for site and preview."""

from datetime import date, timedelta

from django.utils import timezone

from catalogue.directory import editorial_page
from catalogue.editorial import EditorialPage
from cms.editorial.models import NewsArticle, WithdrawnArticle
from cms.municipalities.preview import page_html
from cms.municipalities.richtext import sanitised_html

GONE_DAYS = 365
"""Withdrawn news keep a page that says so for twelve months."""


def published_pages(*, today: date) -> list[EditorialPage]:
    """Every article citizens may read today, sorted by its address."""
    articles = NewsArticle.objects.filter(live=True, public_path__isnull=False)
    return sorted(
        (page_of(article) for article in articles if article.is_visible(today)),
        key=lambda page: page.path,
    )


def withdrawn_pages(*, today: date) -> list[EditorialPage]:
    """What was public within the last twelve months and is no more, sorted by its address."""
    since = today - timedelta(days=GONE_DAYS)
    taken_back = WithdrawnArticle.objects.filter(withdrawn_on__gte=since).values_list(
        "public_path", "published_on", "withdrawn_on"
    )
    run_out = NewsArticle.objects.filter(
        live=True, public_path__isnull=False, visible_until__gte=since, visible_until__lt=today
    ).values_list("public_path", "published_on", "visible_until")
    return [
        EditorialPage(
            path=path,
            title="",
            summary="",
            body="",
            published_on=published_on,
            changed_on=last_day,
            withdrawn_on=last_day,
        )
        for path, published_on, last_day in sorted([*taken_back, *run_out])
    ]


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
