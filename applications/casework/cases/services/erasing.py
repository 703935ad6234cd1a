"""Erasing what an application says: after its period, or earlier when the person asks."""

from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from applications.casework.cases.models import Case
from applications.casework.cases.services.proceeding import actor_of, advance, locked
from applications.casework.offices.models import User
from applications.states import Action, Actor


def erase(case: Case, *, actor: Actor, by: User | None, now: datetime) -> None:
    """Remove all content of a locked case; number, kind, state and trail stay.

    Raises RefusedActionError.
    """
    advance(case, Action.ERASE, actor=actor, by=by, now=now)
    case.content, case.person_mark, case.status_hash = b"", "", ""
    case.save()
    case.confirmations.all().delete()
    case.messages.all().delete()
    for model in sealed_about_cases():
        if model is not Case:
            model.objects.filter(reference=case.reference).update(content=b"")


def sealed_about_cases() -> list[type[Model]]:
    """Every table that keeps sealed content under the number of a case: queues of mail and
    whatever comes later, so that none is forgotten."""
    return [
        model
        for model in apps.get_models()
        if {"reference", "content", "data_key"} <= {field.name for field in model._meta.fields}
    ]


@transaction.atomic
def case_erase_on_request(*, case: Case, by: User, now: datetime) -> None:
    """The person asks for it (Art. 17 GDPR). Raises RefusedActionError where the office still
    decides, which is withdrawn first, or has to keep what it decided."""
    erase(locked(case), actor=actor_of(by), by=by, now=now)
