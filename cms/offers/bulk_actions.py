""" "Gilt noch" for many offers at once, from the list."""

from typing import Any

from django.utils.timezone import localdate
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from cms.offers.models import OfferPage
from cms.offers.services import offer_confirm


class ConfirmBulkAction(PageBulkAction):
    display_name = "Gilt noch"
    aria_label = "Ausgewählte Angebote heute bestätigen"
    action_type = "confirm"
    template_name = "offers/confirm_bulk.html"
    action_priority = 5

    def check_perm(self, page: Page) -> bool:
        offer = page.specific
        return (
            isinstance(offer, OfferPage)
            and offer.permissions_for_user(self.request.user).can_edit()
        )

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return f"{num_parent_objects} Angebote sind bestätigt, Stand heute."

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        for page in objects:
            offer_confirm(offer=page.specific, by=user, today=localdate())
        return len(objects), 0
