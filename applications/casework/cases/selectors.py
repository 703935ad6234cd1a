"""Which cases an account sees, and in which order."""

from django.apps import apps
from django.db.models import Count, Model, Q, QuerySet

from applications.casework.cases.models import Case, Confirmation
from applications.casework.offices.models import User
from applications.references import parse_reference
from applications.states import CLOSED, State

VIEWS = {
    "pruefen": ("Zu prüfen", [State.IN_REVIEW, State.RECEIVED]),
    "ausstellen": ("Karte ausstellen", [State.GRANTED]),
    "warten": (
        "Warten auf andere",
        [State.AWAITING_EMAIL, State.AWAITING_CONFIRMATION, State.CLARIFICATION],
    ),
    "erledigt": ("Erledigt", sorted(CLOSED)),
}
"""The lists of the queue: address, title, states. Erased cases keep their number only."""


def cases_visible_to(user: User) -> QuerySet[Case]:
    """The cases of the user's own office; nothing without one. Every page starts here."""
    if user.office_id is None:
        return Case.objects.none()
    return Case.objects.select_related("office", "data_key").filter(office_id=user.office_id)


def confirmations_visible_to(user: User) -> QuerySet[Confirmation]:
    return Confirmation.objects.select_related("case__office", "case__data_key").filter(
        case__in=cases_visible_to(user)
    )


def queue(user: User, view: str, kind: str, typed: str) -> QuerySet[Case]:
    """One list of the queue, who waits longest first; nothing sealed is read for it.

    A reference typed into the search is looked for in all lists. Raises BadReferenceError.
    """
    cases = cases_visible_to(user).defer("content")
    if typed:
        return cases.filter(reference=parse_reference(typed))
    if kind:
        cases = cases.filter(kind=kind)
    return cases.filter(state__in=VIEWS[view][1]).order_by("entered_on", "pk")


def cases_nobody_could_ask(user: User) -> QuerySet[Case]:
    """Cases that wait for an organisation of which no address is known: a task for the office."""
    waiting = cases_visible_to(user).filter(state=State.AWAITING_CONFIRMATION.value)
    return waiting.filter(confirmations__answer="", confirmations__asked_at=None).distinct()


def numbers_of_views(user: User) -> dict[str, int]:
    """How many cases each list holds."""
    counts = {view: Count("pk", filter=Q(state__in=states)) for view, (_, states) in VIEWS.items()}
    return cases_visible_to(user).order_by().aggregate(**counts)


def same_person(case: Case) -> QuerySet[Case]:
    """Other cases of the same office with the same name and birth date."""
    same = Case.objects.filter(office_id=case.office_id, person_mark=case.person_mark)
    return same.exclude(person_mark="").exclude(pk=case.pk).order_by("-received_at")


def cases_of_person(user: User, mark: str) -> QuerySet[Case]:
    """Cases of the own office with this mark of name and birth date, the latest first; no content
    is opened for the search."""
    return cases_visible_to(user).filter(person_mark=mark).order_by("-received_at")


def sealed_about_cases() -> list[type[Model]]:
    """Every other table that keeps sealed content under the number of a case: queues of mail and
    whatever comes later, so that none is forgotten when a person is told or content is erased."""
    return [
        model
        for model in apps.get_models()
        if model is not Case
        and {"reference", "content", "data_key"} <= {field.name for field in model._meta.fields}
    ]
