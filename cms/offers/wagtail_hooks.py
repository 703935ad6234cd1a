"""What the offers add to Wagtail's admin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.offers import views
from cms.offers.bulk_actions import ConfirmBulkAction
from cms.offers.listing import offer_viewset
from cms.offers.models import OfferPage
from cms.offers.selectors import offers_like
from cms.offers.vocabulary_views import VocabularyGroup

register_snippet(VocabularyGroup)
hooks.register("register_bulk_action", ConfirmBulkAction)


@hooks.register("register_admin_urls")
def offer_urls() -> list[Any]:
    return [
        path("angebote/<int:pk>/bestaetigen/", views.confirm_view, name="offer_confirm"),
        path("geocode/", views.geocode_view, name="geocode"),
        path("verguenstigung/", views.benefit_sentence_view, name="benefit_sentence"),
    ]


@hooks.register("register_admin_viewset")
def offer_listing() -> Any:
    return offer_viewset


@hooks.register("insert_editor_js")
def editor_script() -> str:
    return format_html('<script defer src="{}"></script>', static("offers/benefit_sentence.js"))


@hooks.register("construct_page_action_menu")
def publish_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Whoever may publish an offer mostly means to."""
    page = context.get("page")
    if page is None or isinstance(page, OfferPage):
        menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("offers.confirm", "Bestätigt: gilt noch", "Bestätigt: gilt noch")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def warn_of_duplicates(request: HttpRequest, page: Page) -> None:
    """Two entries of the same benefit confuse citizens; only the editor can tell."""
    if not isinstance(page, OfferPage):
        return
    for other in offers_like(page)[:3]:
        messages.warning(
            request,
            f"Von „{other.provider}“ gibt es hier schon „{other.title}“. Ist es dasselbe Angebot? "
            "Dann löschen Sie eines der beiden.",
        )
