"""The chancellery's part of the menu: offices, card rules, editors; and the register stays put."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.municipalities.editors import views
from cms.municipalities.editors.listing import EditorIndexView
from cms.municipalities.models import CardPolicy, IssuingOffice, RegisterPage


class IssuingOfficeViewSet(SnippetViewSet):
    model = IssuingOffice
    icon = "group"
    menu_label = "Ausgabestellen"
    list_display = ["name", "key", "place"]
    search_fields = ["name", "key", "place"]
    panels = [
        FieldPanel(name)
        for name in (
            "name", "key", "municipalities", "street", "postal_code", "place", "phone", "email",
            "website",
        )
    ]  # fmt: skip


class CardPolicyViewSet(SnippetViewSet):
    model = CardPolicy
    icon = "calendar-check"
    menu_label = "Kartenregeln"
    list_display = ["__str__", "hours_per_year", "hours_per_week", "source"]
    list_filter = ["valid_from"]


class OfficesGroup(SnippetViewSetGroup):
    menu_label = "Karte"
    menu_icon = "clipboard-list"
    menu_order = 300
    items = (IssuingOfficeViewSet, CardPolicyViewSet)


register_snippet(OfficesGroup)


@hooks.register("register_admin_urls")
def editor_urls() -> list[Any]:
    return [
        path("redaktionen/", EditorIndexView.as_view(), name="editors"),
        path(
            "redaktionen/results/",
            EditorIndexView.as_view(results_only=True),
            name="editors_results",
        ),
        path("redaktionen/einladen/", views.invite_view, name="editor_invite"),
        path("redaktionen/<int:pk>/", views.editor_view, name="editor"),
        path("redaktionen/<int:pk>/einladung/", views.resend_view, name="editor_resend"),
        path("redaktionen/<int:pk>/sperren/", views.block_view, name="editor_block"),
        path("redaktionen/<int:pk>/entsperren/", views.unblock_view, name="editor_unblock"),
    ]


@hooks.register("insert_global_admin_css")
def phone_style() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("municipalities/phone.css"))


class ChancelleryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_chancellery


@hooks.register("register_admin_menu_item")
def editors_menu_item() -> MenuItem:
    return ChancelleryMenuItem("Redaktionen", reverse_lazy("editors"), icon_name="group", order=310)


def _refuse_for_register(request: HttpRequest, page: Page, *args: Any) -> None:
    """Wagtail asks some permissions of the bare Page, which does not know its specific rules."""
    if isinstance(page.specific, RegisterPage):
        raise PermissionDenied


for _hook in (
    "before_delete_page",
    "before_unpublish_page",
    "before_move_page",
    "before_copy_page",
):
    hooks.register(_hook, _refuse_for_register)


@hooks.register("before_bulk_action")
def refuse_bulk_for_register(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> None:
    if any(isinstance(page, Page) and isinstance(page.specific, RegisterPage) for page in objects):
        raise PermissionDenied
