"""The list for an award ceremony, and who was handed a card there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.casework.cases.handing_over import listed, waiting_for_card
from applications.casework.cases.models import AuditEvent, Case
from applications.casework.cases.services.deciding import case_grant
from applications.casework.cases.services.handing_over import cases_hand_over
from applications.casework.mail.models import OutgoingLetter, OutgoingMail
from applications.casework.offices.models import User
from applications.form import Consents
from applications.states import RefusedActionError, State
from tests.casework.conftest import FOREIGN, NOW, Receive
from tests.unit.applications.people import APPLICATION

SignIn = Callable[[str], Client]
CEREMONY = {"day": "05.12.2026", "place": "Ratssaal"}


@pytest.fixture(autouse=True)
def on_the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


@pytest.fixture
def grant(receive: Receive, users: dict[str, User]) -> Callable[..., Case]:
    def do(
        last_name: str, *, office: str = "stadt-rheine", days: int = 0, press: bool = False
    ) -> Case:
        now = NOW + timedelta(days=days)
        application = replace(
            APPLICATION,
            person=replace(APPLICATION.person, last_name=last_name),
            engagements=(),
            consents=Consents(press_at_ceremony=press),
        )
        case = receive(application, office, now=now)
        by = users["rheine" if office == "stadt-rheine" else "muenster"]
        case_grant(case=case, by=by, now=now)
        case.refresh_from_db()
        return case

    return do


Grant = Callable[..., Case]


def states() -> list[str]:
    return list(Case.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_names_who_waits_in_the_order_of_family_names(
    grant: Grant, as_user: SignIn
) -> None:
    grant("Zeisig", press=True)
    grant("Amsel")
    grant("Fremd", office=FOREIGN)
    shown = as_user("rheine").get(reverse("handing_over")).content.decode()
    assert shown.index("Ada Amsel") < shown.index("Ada Zeisig")
    assert "Fremd" not in shown
    assert AuditEvent.objects.filter(action="read").count() == 2


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({}, ["Ada Amsel", "Ada Meise", "Ada Star"]),
        ({"von": "25.11.2026"}, ["Ada Meise", "Ada Star"]),
        ({"von": "25112026", "bis": "25.11.26"}, ["Ada Meise"]),
        ({"bis": "24.11.2026"}, ["Ada Amsel"]),
        ({"bis": "gestern"}, ["Ada Amsel", "Ada Meise", "Ada Star"]),
    ],
)
def test_a_range_of_days(
    grant: Grant, as_user: SignIn, typed: dict[str, str], names: list[str]
) -> None:
    for days, name in enumerate(("Amsel", "Meise", "Star")):
        grant(name, days=days)
    shown = as_user("rheine").get(reverse("handing_over"), typed)
    assert [row.name for row, _ in shown.context["rows"]] == names
    assert ("gültiges Datum" in shown.content.decode()) == ("gestern" in typed.values())


def test_a_printed_list_to_sign(grant: Grant, as_user: SignIn) -> None:
    case, client = grant("Amsel", press=True), as_user("rheine")
    file = client.post(reverse("handing_over_list"), {"vorgang": case.reference, **CEREMONY})
    assert (file.headers["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert "Amsel" not in str(file.headers)
    assert states() == [State.GRANTED.value], "printing hands nothing over"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"day": "05.12.2026", "place": ""}, "Ort der Übergabe"),
        ({"day": "", "place": "Ratssaal"}, "Tag der Übergabe"),
        ({**CEREMONY, "vorgang": ""}, "mindestens eine Person"),
    ],
)
def test_what_is_missing_for_a_list(
    grant: Grant, as_user: SignIn, form: dict[str, str], said: str
) -> None:
    case = grant("Amsel")
    url = reverse("handing_over_list")
    answer = as_user("rheine").post(url, {"vorgang": case.reference, **form})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_several_at_once_and_back(grant: Grant, as_user: SignIn) -> None:
    cases = [grant(name) for name in ("Amsel", "Meise", "Star")]
    OutgoingMail.objects.all().delete()
    chosen = {"vorgang": [case.reference for case in cases[:2]]}
    done = as_user("rheine").post(reverse("handing_over_mark"), chosen, follow=True)
    assert "Als übergeben eingetragen: 2 Karten." in done.content.decode()
    assert states() == ["issued", "issued", "granted"]
    assert "Zurücknehmen kann das die Leitung." in done.content.decode()
    assert not OutgoingMail.objects.exists()
    assert not OutgoingLetter.objects.exists()
    as_user("rheine").post(reverse("handing_over_take_back"), chosen)
    assert states() == ["issued", "issued", "granted"]
    back = as_user("rheine-leitung").post(reverse("handing_over_take_back"), chosen, follow=True)
    assert "Wartet wieder auf die Übergabe: 2 Karten." in back.content.decode()
    assert states() == ["granted"] * 3
    assert AuditEvent.objects.filter(action="issue").count() == 2
    assert AuditEvent.objects.filter(action="take_back_issue").count() == 2


def test_all_or_none(grant: Grant, receive: Receive, worker: User) -> None:
    granted, waiting = grant("Amsel"), receive()
    with pytest.raises(RefusedActionError, match=str(waiting)):
        cases_hand_over(cases=[granted, waiting], by=worker, now=NOW)
    granted.refresh_from_db()
    assert granted.current is State.GRANTED


@pytest.mark.parametrize("name", ["handing_over_mark", "handing_over_take_back"])
@pytest.mark.parametrize("login", ["muenster", "rheine-revision"])
def test_others_hand_over_nothing(grant: Grant, as_user: SignIn, name: str, login: str) -> None:
    case = grant("Amsel")
    as_user(login).post(reverse(name), {"vorgang": case.reference})
    assert states() == [State.GRANTED.value]


def test_a_name_is_text_in_the_list(grant: Grant, worker: User) -> None:
    grant("<b>Amsel")
    [row] = listed(waiting_for_card(worker, since=None, until=None))
    assert row.name == "Ada <b>Amsel"
