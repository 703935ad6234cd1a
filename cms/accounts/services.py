"""Giving a person a role."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from cms.accounts.models import User
from cms.accounts.roles import PAGE_PERMISSIONS, Role

# Vocabularies and rules for the whole Land, kept by the chancellery alone.
CHANCELLERY_MODELS = ("category", "kind", "issuingoffice", "cardpolicy")


@transaction.atomic
def user_assign_role(*, user: User, role: Role, page: Page) -> None:
    """Give `user` this role for `page` and everything below it, and take any other away.

    One grant high in the tree: membership in many groups makes every view of the admin slow.
    """
    group, created = Group.objects.get_or_create(name=f"{role.label} – {page.title} ({page.pk})")
    if created:
        _grant(group, role, page)
    user.groups.set([group])
    user.role = role
    user.save(update_fields=["role"])


def _grant(group: Group, role: Role, page: Page) -> None:
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for codename in PAGE_PERMISSIONS[role]:
        GroupPagePermission.objects.create(
            group=group,
            page=page,
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    if role is Role.STATE_EDITOR:
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label__in=("offers", "municipalities"),
                content_type__model__in=CHANCELLERY_MODELS,
            )
        )
