"""What the roles change in Wagtail's menus."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("construct_reports_menu")
def hide_chancellery_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    if not request.user.is_chancellery:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]
