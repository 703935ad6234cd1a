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
def user_create(*, username: str, password: str, office: Office, role: Role, name: str) -> User:
    """An account at one office."""
    first, _, last = name.partition(" ")
    return User.objects.create_user(
        username, password=password, office=office, role=role, first_name=first, last_name=last
    )
