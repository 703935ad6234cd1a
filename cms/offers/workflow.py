"""One approval step for all offers, attached once at the Land and inherited by every town."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Task, TaskState

from cms.offers.permissions import may_approve


class OfferApproval(Task):
    """Local offers: anyone who may publish in that town. Statewide ones: the chancellery."""

    class Meta:
        verbose_name = "Freigabe eines Angebots"
        verbose_name_plural = "Freigaben"

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return may_approve(user, obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not may_approve(user, obj)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        if not may_approve(user, obj):
            return []
        return [
            ("reject", "Zurückgeben mit Hinweis", True),
            ("approve", "Freigeben und veröffentlichen", False),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if user.is_chancellery:
            return states
        pages = {
            state.pk: state.revision.content_object for state in states.select_related("revision")
        }
        return states.filter(pk__in=[key for key, page in pages.items() if may_approve(user, page)])

    @classmethod
    def get_description(cls) -> str:
        return "Örtliche Angebote gibt die Redaktion frei, landesweite die Staatskanzlei."
