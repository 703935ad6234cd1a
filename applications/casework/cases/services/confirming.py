"""The answer of an organisation, given by its link."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from applications.casework.cases import content
from applications.casework.cases.content import Said
from applications.casework.cases.links import CONFIRMATION_DAYS, code_hash, token_hash
from applications.casework.cases.models import Answer, Channel, Confirmation
from applications.casework.cases.services.proceeding import (
    advance,
    completed_by_answers,
    locked_confirmation,
)
from applications.form import Hours, Person
from applications.states import Action, Actor, RefusedActionError, State, allowed_actions

_STILL_ASKED = [s for s in State if Action.ANSWER in allowed_actions(s, Actor.ORGANISATION)]


def confirmation_for(token: str, now: datetime) -> Confirmation | None:
    """The open question a link or the code of a letter belongs to.

    Nothing for those that are wrong, old or used, nor once the case is decided: an organisation
    does not learn how.
    """
    return (
        Confirmation.objects.select_related("case", "case__office", "case__data_key")
        .filter(
            Q(token_hash=token_hash(token)) | Q(code_hash=code_hash(token)),
            answer="",
            case__state__in=_STILL_ASKED,
            asked_at__gt=now - timedelta(days=CONFIRMATION_DAYS),
        )
        .first()
    )


@transaction.atomic
def confirmation_answer(
    *,
    confirmation: Confirmation,
    answer: Answer,
    answered_by: str,
    hours: Hours | None,
    reason: str,
    now: datetime,
) -> None:
    """Note what the organisation says. Raises RefusedActionError when it was answered before, when
    applicant or other signatory confirm themselves, or when the case is closed."""
    confirmation = locked_confirmation(confirmation)
    if confirmation.answer:
        raise RefusedActionError("Diese Frage ist schon beantwortet. Danke!")
    said = replace(
        content.said_in(confirmation), answered_by=answered_by, hours=hours, reason=reason
    )
    note_answer(confirmation, answer, Channel.LINK, said, now)
    advance(confirmation.case, Action.ANSWER, actor=Actor.ORGANISATION, now=now)
    completed_by_answers(confirmation.case, now)


def note_answer(
    confirmation: Confirmation, answer: Answer, channel: Channel, said: Said, now: datetime
) -> None:
    """Write the answer down, within the transaction of who gives it. Raises RefusedActionError."""
    _refuse_self_confirmation(said.answered_by, content.application_of(confirmation.case).person)
    _refuse_the_other_signatory(said.answered_by, confirmation)
    content.seal_said(confirmation, said)
    confirmation.answer, confirmation.channel, confirmation.answered_at = answer, channel, now
    confirmation.token_hash = confirmation.code_hash = ""
    confirmation.save()


def _refuse_self_confirmation(answered_by: str, person: Person) -> None:
    if _spelled(answered_by) == _spelled(f"{person.first_names} {person.last_name}"):
        raise RefusedActionError(
            "Das eigene Engagement kann niemand selbst bestätigen. Bitte lassen Sie eine andere "
            "Person Ihrer Organisation antworten."
        )


def _refuse_the_other_signatory(answered_by: str, confirmation: Confirmation) -> None:
    others = confirmation.case.confirmations.filter(engagement=confirmation.engagement)
    for other in others.exclude(pk=confirmation.pk).exclude(answer=""):
        other.case = confirmation.case
        if _spelled(content.said_in(other).answered_by) == _spelled(answered_by):
            raise RefusedActionError(
                "Diese Stelle verlangt zwei Bestätigungen von verschiedenen Personen. Bitte lassen "
                "Sie eine andere Person antworten."
            )


def _spelled(name: str) -> str:
    return " ".join(name.casefold().split())
