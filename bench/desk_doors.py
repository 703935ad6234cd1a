"""What bench.wrong_links tries at the desk. Imported once Django is set up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from applications.casework.cases.links import confirmation_token
from applications.casework.cases.models import Answer, Case, Confirmation
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.filing import case_confirm_email, case_receive
from applications.casework.offices.models import Office
from applications.casework.offices.roles import Role
from applications.casework.offices.services import user_create
from applications.references import build_reference
from tests.unit.applications.people import APPLICATION

Try = Callable[[], Any]
UNKNOWN = "unbekannt"


def wrong_links() -> dict[str, Try]:
    """By what is wrong with them."""
    now, office, client = datetime.now(UTC), _office("stadt-rheine"), Client()
    expired, used = _receive(office, 1, now), _receive(office, 2, now)
    tokens = {
        UNKNOWN: "A" * 43,
        "abgelaufen": confirmation_token(expired.confirmations.get()),
        "verbraucht": confirmation_token(used.confirmations.get()),
        "verstümmelt": "x",
    }
    Confirmation.objects.filter(case=expired).update(asked_at=now - timedelta(days=29))
    confirmation_answer(
        confirmation=used.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio",
        hours=None, reason="", now=now,
    )  # fmt: skip

    def by(token: str) -> Try:
        return lambda: client.post(reverse("confirm"), {"token": token})

    return {kind: by(token) for kind, token in tokens.items()}


def wrong_numbers() -> dict[str, Try]:
    """As somebody signed in at one office, by what is wrong with them."""
    client, foreign = Client(), _receive(_office("stadt-muenster"), 3, datetime.now(UTC))
    client.force_login(
        user_create(
            username="bench", password=None, office=_office("stadt-rheine"),
            role=Role.CASE_WORKER, name="Bea Bench",
        )
    )  # fmt: skip

    def by(reference: str) -> Try:
        return lambda: client.get(reverse("case", args=[reference]))

    return {
        UNKNOWN: by(build_reference(987_654)),
        "einer anderen Stelle": by(foreign.reference),
        "keine Nummer": by("x"),
    }


def _office(key: str) -> Office:
    return Office.objects.get_or_create(key=key, defaults={"name": key})[0]


def _receive(office: Office, number: int, now: datetime) -> Case:
    case = case_receive(
        application=replace(APPLICATION, office=office.key), office=office,
        reference=build_reference(number), spool_name=f"{number:064x}", now=now,
    )  # fmt: skip
    if case is None:
        raise RuntimeError("Die Datenbank ist nicht leer.")
    case_confirm_email(case=case, now=now)
    return case
