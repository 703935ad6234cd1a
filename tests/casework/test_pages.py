"""What the pages say and do: the desk, the organisation's link, the applicant's link, paper."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from applications.answers import answers_of
from applications.casework.cases.links import confirmation_token, status_token
from applications.casework.cases.models import Answer, Case
from applications.casework.cases.services.confirming import confirmation_answer
from applications.casework.cases.services.deciding import case_ask_back
from applications.casework.offices.models import User
from applications.form import CardMedium, Contact, Hours, HoursPer
from applications.reasons import RejectionReason
from applications.references import build_reference
from applications.states import State
from tests.casework.conftest import NOW, Receive
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def on_the_day_of_the_links(time_machine: object) -> None:
    """The links are asked for at NOW and are looked at on that day."""
    time_machine.move_to(NOW, tick=True)  # type: ignore[attr-defined]


def in_review(receive: Receive) -> Case:
    case = receive()
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.CORRECTED, answered_by="Mio Beispiel",
        hours=Hours(Decimal(2), HoursPer.WEEK), reason="", now=NOW,
    )  # fmt: skip
    case.refresh_from_db()
    return case


def page(client: Client, case: Case) -> str:
    return client.get(reverse("case", args=[case.reference])).content.decode()


def test_the_case_page_shows_what_differs(receive: Receive, as_user: SignIn) -> None:
    text = page(as_user("rheine"), in_review(receive))
    assert "Nach Antrag: 4,5 Stunden in der Woche" in text
    assert "Bestätigt: 2 Stunden in der Woche" in text
    assert "weicht ab" in text
    assert "Stunden: nicht erfüllt." in text
    assert "Ihre Angaben ergeben 2 Stunden in der Woche" in text


def test_the_same_person_twice_is_flagged(receive: Receive, as_user: SignIn) -> None:
    first = receive()
    person = replace(APPLICATION.person, first_names="ADA ", email="anders@muster.example")
    second = receive(replace(APPLICATION, person=person))
    assert "Vielleicht doppelt" in page(as_user("rheine"), second)
    assert str(first) in page(as_user("rheine"), second)


def test_grant_by_button(receive: Receive, as_user: SignIn) -> None:
    case = in_review(receive)
    answer = as_user("rheine").post(reverse("case_grant", args=[case.reference]), follow=True)
    assert "Bewilligt" in answer.content.decode()
    case.refresh_from_db()
    assert case.current is State.GRANTED


def test_a_step_that_is_not_allowed_says_why(receive: Receive, as_user: SignIn) -> None:
    case = receive()
    answer = as_user("rheine").post(reverse("case_grant", args=[case.reference]), follow=True)
    assert "geht nicht, solange der Antrag" in answer.content.decode()


def test_a_rejection_starts_from_its_text_module(receive: Receive, as_user: SignIn) -> None:
    case, client = in_review(receive), as_user("rheine")
    url = reverse("case_reject", args=[case.reference])
    assert "Ihr Engagement liegt unter der Zahl" in (
        client.get(url, {"grund": "hours_below"}).content.decode()
    )
    assert client.post(url, {"reason": "hours_below", "text": ""}).status_code == 422
    client.post(url, {"reason": "hours_below", "text": "Es fehlen Stunden."})
    case.refresh_from_db()
    assert case.current is State.REJECTED


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7K3M-9QX2", "hat 12 Zeichen"),
        (build_reference(999), "keinen Vorgang"),
        ("0000-0000-000Z", "stimmt ein Zeichen nicht"),
    ],
)
def test_searching_for_a_number(receive: Receive, as_user: SignIn, typed: str, said: str) -> None:
    answer = as_user("rheine").get(reverse("queue"), {"nummer": typed})
    assert said in answer.content.decode()


def test_a_number_opens_its_case(receive: Receive, as_user: SignIn) -> None:
    case = receive()
    answer = as_user("rheine").get(reverse("queue"), {"nummer": str(case).lower()})
    assert answer.headers["Location"] == reverse("case", args=[case.reference])


def test_overdue_cases_are_marked(receive: Receive, as_user: SignIn, time_machine: object) -> None:
    in_review(receive)
    time_machine.move_to(NOW.replace(month=12, day=20))  # type: ignore[attr-defined]
    assert "überfällig" in as_user("rheine").get(reverse("queue")).content.decode()


def test_an_organisation_confirms_by_its_link(client: Client, receive: Receive) -> None:
    case = receive()
    token = confirmation_token(case.confirmations.get())
    assert "Ada Muster" not in client.get(reverse("confirm")).content.decode()
    shown = client.post(reverse("confirm"), {"token": token}).content.decode()
    assert "Ada Muster" in shown
    assert "1970" not in shown, "the birth date is not the organisation's business"
    assert "Lindenstraße" not in shown
    case.refresh_from_db()
    assert case.current is State.AWAITING_CONFIRMATION, "looking changes nothing"
    done = client.post(
        reverse("confirm_answer"),
        {"token": token, "answer": "corrected", "amount": "3,5", "per": "week",
         "answered_by": "Mio Beispiel", "reason": ""},
    )  # fmt: skip
    assert "Danke" in done.content.decode()
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"answer": "corrected", "answered_by": "Mio"}, "die richtigen Stunden"),
        ({"answer": "objected", "answered_by": "Mio"}, "was nicht stimmt"),
        ({"answer": "confirmed", "answered_by": "Ada Muster"}, "selbst bestätigen"),
        ({"answered_by": "Mio"}, "Bitte prüfen Sie"),
    ],
)
def test_typical_mistakes_of_an_organisation(
    client: Client, receive: Receive, form: dict[str, str], said: str
) -> None:
    case = receive()
    token = confirmation_token(case.confirmations.get())
    answer = client.post(reverse("confirm_answer"), {"token": token, **form})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert case.confirmations.get().answer == ""


@pytest.mark.parametrize("name", ["confirm", "confirm_answer", "status", "status_withdraw"])
def test_wrong_links_all_look_the_same(client: Client, receive: Receive, name: str) -> None:
    case = receive()
    token = confirmation_token(case.confirmations.get())
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio",
        hours=None, reason="", now=NOW,
    )  # fmt: skip
    wrong = ["", "x", "A" * 43, status_token(case)[:-1], token]
    answers = {client.post(reverse(name), {"token": one}).content for one in wrong}
    codes = {client.post(reverse(name), {"token": one}).status_code for one in wrong}
    assert (len(answers), codes) == (1, {404})


def test_an_applicant_confirms_the_address_answers_and_withdraws(
    client: Client, receive: Receive, worker: User
) -> None:
    case = receive(confirmed=False)
    token = {"token": status_token(case)}
    assert "Meine E-Mail-Adresse stimmt" in client.post(reverse("status"), token).content.decode()
    client.post(reverse("status_email"), token)
    case.refresh_from_db()
    assert case.current is State.AWAITING_CONFIRMATION
    again = client.post(reverse("status_email"), token)
    assert "wartet auf die Organisation" in again.content.decode()
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio",
        hours=None, reason="", now=NOW,
    )  # fmt: skip
    case_ask_back(
        case=case, reason=RejectionReason.INCOMPLETE, text="Seit wann?", by=worker, now=NOW
    )
    assert "Seit wann?" in client.post(reverse("status"), token).content.decode()
    client.post(reverse("status_reply"), {**token, "text": "Seit 2020."})
    case.refresh_from_db()
    assert case.current is State.IN_REVIEW
    shown = client.post(reverse("status_withdraw"), token).content.decode()
    assert "zurückgezogen" in shown


def test_pages_stay_in_no_cache(client: Client, receive: Receive) -> None:
    assert client.get(reverse("confirm")).headers["Cache-Control"] == "no-store"


def test_paper_is_typed_in(as_user: SignIn) -> None:
    paper = replace(
        APPLICATION,
        card_media=(CardMedium.PLASTIC,),
        person=replace(APPLICATION.person, email=""),
        engagements=(replace(ENGAGEMENT, contact=Contact("Mio Beispiel", "Vorstand")),),
    )
    answers = answers_of(paper)
    client, url = as_user("rheine"), reverse("paper_form", args=["first"])
    missing = client.post(url, {**answers, "person.last_name": ""})
    assert missing.status_code == 422
    assert "Lindenstraße 3" in missing.content.decode(), "nothing typed is lost"
    more = client.post(url, {**answers, "bloecke": "1", "mehr": "1"}).content.decode()
    assert "engagements.1.organisation" in more
    done = client.post(url, answers)
    assert done.status_code == 302, done.context["problems"]
    assert Case.objects.get().current is State.AWAITING_CONFIRMATION


def test_paper_for_another_office_is_not_typed_in_here(as_user: SignIn) -> None:
    answers = answers_of(APPLICATION)
    answer = as_user("muenster").post(reverse("paper_form", args=["first"]), answers)
    assert answer.status_code == 422
    assert "Stadt Rheine" in answer.content.decode()
    assert not Case.objects.exists()
