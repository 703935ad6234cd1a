"""Offices and accounts, written here only."""

from collections.abc import Iterable

from django.db import transaction

from applications.casework.offices.models import Office, User
from applications.casework.offices.roles import Role
from catalogue.offices import IssuingOffice


@transaction.atomic
def offices_update(*, offices: Iterable[IssuingOffice]) -> int:
    """Add the offices of the published state and take over new names; returns how many there are.

    None is removed: an office that issues no longer still has cases to finish.
    """
    number = 0
    for office in offices:
        Office.objects.update_or_create(key=office.key, defaults={"name": office.name})
        number += 1
    return number


@transaction.atomic
def user_create(
    *,
    username: str,
    password: str | None,
    office: Office,
    role: Role,
    name: str,
    email: str = "",
) -> User:
    """An account at one office; without a password it signs in through the provider alone."""
    first, _, last = name.partition(" ")
    return User.objects.create_user(
        username, email, password,
        office=office, role=role, first_name=first, last_name=last,
    )  # fmt: skip


@transaction.atomic
def user_for_identity(*, subject: str, email: str) -> User | None:
    """The account of somebody the provider names; `email` only where it vouches for it.

    The first time it is found by e-mail address and bound to `subject`; from then on by that alone,
    so an address that is given to somebody else later opens nothing. None where there is no
    account, or more than one with this address.
    """
    if bound := User.objects.filter(subject=subject).first():
        return bound
    if not email:
        return None
    found = list(User.objects.select_for_update().filter(subject=None, email__iexact=email)[:2])
    if len(found) != 1:
        return None
    found[0].subject = subject
    found[0].save(update_fields=["subject"])
    return found[0]
