"""Who may publish an offer: its own town, but statewide scope is the chancellery's to approve."""

from typing import Any

from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy

from catalogue.offer import Scope


def latest_scope(page: Page) -> str:
    """Scope in the newest draft, which is what publishing would make public."""
    revision = page.latest_revision
    if revision is not None and "scope" in revision.content:
        return str(revision.content["scope"])
    return str(getattr(page.specific, "scope", Scope.LOCAL))


def may_publish_scope(user: Any, scope: str) -> bool:
    return scope != Scope.STATEWIDE or user.is_chancellery


def may_approve(user: Any, page: Page) -> bool:
    """True when `user` may decide about the newest draft of this offer."""
    return may_publish_scope(
        user, latest_scope(page)
    ) and page_permission_policy.user_has_permission_for_instance(user, "publish", page)


class OfferPermissionTester(PagePermissionTester):
    def can_publish(self) -> bool:
        return super().can_publish() and may_publish_scope(self.user, latest_scope(self.page))

    def can_copy(self) -> bool:
        return super().can_copy() and may_publish_scope(self.user, latest_scope(self.page))

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """As Wagtail decides, but without a query: an offer has no pages below it."""
        if not self.user.is_active or self.user.is_superuser:
            return bool(self.user.is_active)
        may_change = "change" in self.permissions
        is_own = "add" in self.permissions and self.page.owner_id == self.user.pk
        return (may_change or is_own) and ("publish" in self.permissions or not self.page.live)

    def can_set_view_restrictions(self) -> bool:
        return False
