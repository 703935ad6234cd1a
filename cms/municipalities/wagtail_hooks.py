"""Issuing offices and card rules in the chancellery's part of the menu; the register stays put."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

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
