"""Telling a person what is stored about them (Art. 15 GDPR); that it was told is in the trail."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from applications.casework.cases.audit import record
from applications.casework.cases.disclosure import Disclosure, disclosure_of
from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import actor_of
from applications.casework.offices.models import User


@transaction.atomic
def cases_disclose(*, cases: Iterable[Case], by: User, now: datetime) -> tuple[Disclosure, ...]:
    """Everything stored about these cases, with who looked at them until now."""
    told = []
    for case in cases:
        told.append(disclosure_of(case))
        record(case=case, actor=actor_of(by), by=by, action="disclose", now=now)
    return tuple(told)
