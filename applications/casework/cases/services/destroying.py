"""Destroying the data keys of months of which nothing is kept any more."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import local_date
from applications.casework.vault.models import DataKey
from applications.casework.vault.sealing import key_folder
from applications.states import State

_GRACE = timedelta(days=1)
"""A case that is being filed when a month ends still takes the key of that month."""


def keys_destroy_unneeded(*, now: datetime) -> int:
    """Destroy the keys of months that are over and whose cases are all erased; how many.

    From then on their content is unreadable in every copy of the database, however old. May be
    repeated, also after it was killed.
    """
    month = (local_date(now) - _GRACE).replace(day=1)
    kept = Case.objects.filter(data_key=OuterRef("pk")).exclude(state=State.ERASED.value)
    folder, number = key_folder(), 0
    for key in DataKey.objects.select_related("office").filter(~Exists(kept), month__lt=month):
        if not folder.is_destroyed(key.file_name):
            folder.destroy(key.file_name, on=local_date(now))
            number += 1
    return number
