"""What the roles change in Wagtail's menus, and how the history names what befell an account."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("construct_reports_menu")
def hide_chancellery_reports(request: HttpRequest, menu_items: list[Any]) -> None:
    if not request.user.is_chancellery:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    for action, label in (
        ("invite", "Eingeladen"),
        ("resend", "Noch einmal eingeladen"),
        ("move", "Rolle oder Gebiet geändert"),
        ("block", "Gesperrt"),
        ("unblock", "Sperre aufgehoben"),
    ):
        actions.register_action(f"accounts.{action}", label, label)
