"""That somebody read a case is part of its trail."""

from datetime import datetime

from django.db import transaction

from applications.casework.cases.audit import record
from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import actor_of
from applications.casework.offices.models import User


@transaction.atomic
def case_note_reading(*, case: Case, by: User, now: datetime) -> None:
    record(case=case, actor=actor_of(by), by=by, action="read", now=now)
