"""News in the chancellery's part of the menu."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.editorial.models import NewsArticle
from cms.municipalities.tables import NamedCellColumn


def _day(name: str) -> Any:
    def text(article: NewsArticle) -> str:
        day = getattr(article, name)
        return f"{day:%d.%m.%Y}" if day else ""

    return text


class NewsArticleViewSet(SnippetViewSet):
    model = NewsArticle
    icon = "doc-full-inverse"
    menu_label = "Aktuelles"
    menu_order = 150
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "title",
        NamedCellColumn("published_on", label="Datum", accessor=_day("published_on")),
        NamedCellColumn("visible_until", label="sichtbar bis", accessor=_day("visible_until")),
        LiveStatusTagColumn(),
    ]
    search_fields = ["title", "summary"]
    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("visible_until")]),
    ]

    def register_chooser_viewset(self) -> None:
        """None: nothing refers to an article, and a chooser would show drafts to every editor."""


register_snippet(NewsArticleViewSet)


@hooks.register("construct_snippet_action_menu")
def publish_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever writes a piece of news mostly means to publish it."""
    menu_items.sort(key=lambda item: item.name != "action-publish")
