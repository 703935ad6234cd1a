"""A wall in front of the admin: no address with a foreign page in it reaches any view.

Wagtail checks permissions view by view, and some views show a foreign page's title before they
refuse (bulk actions, confirming a move, the page chooser). Here the question is asked once.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

PAGE_ARGUMENTS = ("page_id", "page_to_move_id", "parent_page_id", "destination_id", "page_pk")
WALKS_DOWN = (
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_choose_page_child",
)
"""Views that also lead through the pages above one's own."""

CHANCELLERY_ONLY = (
    # Names the page of each type that was edited last, whoever's it is.
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
)


class PageWallMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        user, match = request.user, request.resolver_match
        if match is None or not user.is_authenticated or user.is_superuser:
            return None
        if match.view_name in CHANCELLERY_ONLY and not user.is_chancellery:
            return permission_denied(request)
        wanted = _page_ids(request, match.view_name, args, kwargs)
        if not wanted:
            return None
        own = _granted_paths(user)
        through = match.view_name in WALKS_DOWN
        paths = Page.objects.filter(pk__in=wanted).values_list("path", flat=True)
        if all(_is_own(path, own, through) for path in paths):
            return None
        return permission_denied(request)


def _is_own(path: str, own: list[str], through: bool) -> bool:
    return any(path.startswith(mine) or (through and mine.startswith(path)) for mine in own)


def _granted_paths(user: Any) -> list[str]:
    permissions = page_permission_policy.get_cached_permissions_for_user(user)
    return [permission.page.path for permission in permissions]


def _page_ids(
    request: HttpRequest, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> list[int]:
    ids = [kwargs[key] for key in PAGE_ARGUMENTS if key in kwargs]
    if name == "wagtailadmin_pages:revisions_compare":
        ids.extend(args[:1])
    if name.startswith("wagtailadmin_api:pages:") and "pk" in kwargs:
        ids.append(kwargs["pk"])
    if name == "wagtail_bulk_action":
        ids.extend(request.GET.getlist("id"))
    return [int(key) for key in ids if str(key).isdigit()]
