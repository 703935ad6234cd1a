"""Pages of the register come and go with the register, never by a click."""

from wagtail.models import PagePermissionTester


class RegisterPagePermissionTester(PagePermissionTester):
    """May be edited (introduction, participation), but stays where the register puts it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False
