"""Erasing what an application says: after its period, or earlier when the person asks."""

from datetime import datetime

from django.db import transaction

from applications.casework.cases.models import Case
from applications.casework.cases.selectors import sealed_about_cases
from applications.casework.cases.services.proceeding import actor_of, advance, locked
from applications.casework.offices.models import User
from applications.states import Action, Actor


def erase(case: Case, *, actor: Actor, by: User | None, now: datetime) -> None:
    """Remove all content of a locked case; number, kind, state and trail stay.

    Raises RefusedActionError.
    """
    advance(case, Action.ERASE, actor=actor, by=by, now=now)
    case.content, case.person_mark = b"", ""
    case.status_hash = case.status_code_hash = ""
    case.save()
    case.confirmations.all().delete()
    case.messages.all().delete()
    for model in sealed_about_cases():
        model.objects.filter(reference=case.reference).update(content=b"")


@transaction.atomic
def case_erase_on_request(*, case: Case, by: User, now: datetime) -> None:
    """The person asks for it (Art. 17 GDPR). Raises RefusedActionError where the office still
    decides, which is withdrawn first, or has to keep what it decided."""
    erase(locked(case), actor=actor_of(by), by=by, now=now)
