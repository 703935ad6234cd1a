"""Categories and kinds in the admin, for the chancellery."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.offers.models import Category, Kind


class CategoryViewSet(SnippetViewSet):
    model = Category
    icon = "folder-open-1"
    menu_label = "Rubriken"
    list_display = ["label", "slug", "position"]
    search_fields = ["label"]
    panels = [FieldPanel(name) for name in ("label", "slug", "description", "position")]


class KindViewSet(SnippetViewSet):
    model = Kind
    icon = "tag"
    menu_label = "Angebotsarten"
    list_display = ["label", "category", "position"]
    list_filter = ["category"]
    search_fields = ["label"]
    panels = [FieldPanel(name) for name in ("label", "slug", "category", "position")]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = "Rubriken"
    menu_icon = "folder-open-1"
    menu_order = 200
    items = (CategoryViewSet, KindViewSet)
