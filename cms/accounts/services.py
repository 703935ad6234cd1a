"""Accounts and their roles. One function, one transaction, one entry in the account's history.

`user_assign_role` and `grants_renew` write none: the others and the set-up are made of them.
"""

from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import GroupPagePermission, Page

from cms.accounts.mail import invitation_send
from cms.accounts.models import User
from cms.accounts.roles import PAGE_PERMISSIONS, Role

# Vocabularies, rules and news for the whole Land, kept by the chancellery alone.
CHANCELLERY_MODELS = ("category", "kind", "issuingoffice", "cardpolicy", "newsarticle")


class AddressTakenError(Exception):
    """There is an account with this e-mail address."""


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
    user.area_id = page.pk
    user.save(update_fields=["role", "area"])


@transaction.atomic
def grants_renew() -> None:
    """Give the chancellery what it may do in this version of the software, and maybe not before."""
    for group in Group.objects.filter(user__role=Role.STATE_EDITOR).distinct():
        _grant_land(group)


@transaction.atomic
def user_invite(
    *, by: User, first_name: str, last_name: str, email: str, role: Role, page: Page
) -> User:
    """An account without a password, and a mail whose link sets one.

    Raises AddressTakenError, or OSError when the mail cannot be sent; then there is no account.
    """
    address = email.lower()
    if User.objects.filter(email__iexact=address).exists():
        raise AddressTakenError(address)
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                address, address, first_name=first_name, last_name=last_name
            )
    except IntegrityError:  # somebody else invited this moment
        raise AddressTakenError(address) from None
    user_assign_role(user=user, role=role, page=page)
    log(instance=user, action="accounts.invite", user=by, data=_held(user))
    _send_invitation(user, by)
    return user


@transaction.atomic
def invitation_resend(*, user: User, by: User) -> None:
    """A fresh link; the ones sent before stop working. Raises OSError when the mail fails."""
    user.set_unusable_password()  # a new random mark, so that older links no longer fit
    user.save(update_fields=["password"])
    log(instance=user, action="accounts.resend", user=by)
    _send_invitation(user, by)


@transaction.atomic
def user_move(*, user: User, by: User, role: Role, page: Page) -> None:
    """Another role or another area, at once also for somebody who is signed in."""
    user_assign_role(user=user, role=role, page=page)
    log(instance=user, action="accounts.move", user=by, data=_held(user))


@transaction.atomic
def user_block(*, user: User, by: User) -> None:
    """No way in any more, also for somebody who is signed in; what was written stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    log(instance=user, action="accounts.block", user=by)


@transaction.atomic
def user_unblock(*, user: User, by: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])
    log(instance=user, action="accounts.unblock", user=by)


def _send_invitation(user: User, by: User) -> None:
    """Inside the transaction and last: an account nobody heard of would be worse than a dead
    link."""
    user.invited_at = timezone.now()
    user.save(update_fields=["invited_at"])
    invitation_send(user=user, by=by)


def _held(user: User) -> dict[str, str]:
    return {"role": Role(user.role).label, "area": user.area.title}


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
        _grant_land(group)


def _grant_land(group: Group) -> None:
    group.permissions.add(
        *Permission.objects.filter(
            content_type__app_label__in=("offers", "municipalities", "editorial"),
            content_type__model__in=CHANCELLERY_MODELS,
        )
    )
