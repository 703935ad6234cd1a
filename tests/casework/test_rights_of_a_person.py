"""What a person may ask for: to be told everything, to have it corrected, to have it erased."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from applications.answers import answers_of
from applications.casework.cases import content
from applications.casework.cases.disclosure import disclosure_of
from applications.casework.cases.links import confirmation_token
from applications.casework.cases.models import Answer, AuditEvent, Case, Confirmation, Message
from applications.casework.cases.selectors import cases_of_person, same_person
from applications.casework.cases.services import deciding
from applications.casework.cases.services.confirming import confirmation_answer, confirmation_for
from applications.casework.cases.services.correcting import case_correct
from applications.casework.cases.services.erasing import case_erase_on_request
from applications.casework.cases.services.filing import mark_of
from applications.casework.mail.letters import content_of
from applications.casework.mail.models import OutgoingLetter, OutgoingMail
from applications.casework.offices.models import User
from applications.casework.transfers.models import Transfer
from applications.casework.vault.sealing import open_sealed_json
from applications.form import CardApplication, Contact, Hours, HoursPer
from applications.reasons import RejectionReason
from applications.states import RefusedActionError, State
from tests.casework.conftest import FOREIGN, NOW, OWN, Receive
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

SignIn = Callable[[str], Client]
NAMED = {"first_names": "ada", "last_name": "Muster", "birth_date": "17.05.1970"}
OTHER_HOURS = replace(ENGAGEMENT, hours=Hours(Decimal(6), HoursPer.WEEK))


@pytest.fixture
def lead(users: dict[str, User]) -> User:
    return users["rheine-leitung"]


def answered(receive: Receive) -> Case:
    case = receive()
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.OBJECTED, answered_by="Mio Beispiel",
        hours=None, reason="Seit Mai nicht mehr da", now=NOW,
    )  # fmt: skip
    case.refresh_from_db()
    return case


def corrected(case: Case, by: User, **changes: Any) -> Case:
    application: CardApplication = replace(content.application_of(case), **changes)
    case_correct(case=case, application=application, reason="Anruf", by=by, now=NOW)
    return Case.objects.select_related("office", "data_key__office").get(pk=case.pk)


def test_a_person_is_told_everything_and_who_looked(
    receive: Receive, as_user: SignIn, worker: User
) -> None:
    case = answered(receive)
    deciding.case_ask_back(
        case=case, reason=RejectionReason.INCOMPLETE, text="Seit wann?", by=worker, now=NOW
    )
    as_user("rheine").get(reverse("case", args=[case.reference]))
    told = as_user("rheine-leitung").post(reverse("disclosure"), {**NAMED, "form": "json"})
    assert told.headers["Content-Type"] == "application/json"
    [one] = json.loads(told.content)["cases"]
    assert one["reference"] == str(case)
    for path, values in answers_of(APPLICATION).items():
        if values not in (["on"], ["no"], [""]):
            spelled = one["fields"].get(path) or one["fields"][f"{path}.0"]
            assert spelled == values[0]
    assert "Seit Mai nicht mehr da" in one["confirmations"][0]["text"]
    assert "vorstand@lesewelt.example" in one["confirmations"][0]["text"]
    assert [entry["text"] for entry in one["messages"]] == ["Seit wann?"]
    sent = [(row["what"].split("/")[:2], "Seit wann?" in row["text"]) for row in one["sent"]]
    assert sent == [
        (["mail", "received"], False),
        (["mail", "confirmation_request"], False),
        (["mail", "clarification"], True),
    ]
    assert "to: ada@muster.example" in one["sent"][0]["text"]
    assert ("read", "rheine") in [(event["what"], event["who"]) for event in one["events"]]
    last = AuditEvent.objects.order_by("-number").first()
    assert last is not None
    assert (last.action, last.username, last.reference) == (
        "disclose", "rheine-leitung", case.reference
    )  # fmt: skip


@pytest.mark.parametrize("asked", [NAMED, {"references": "one, two"}], ids=["name", "numbers"])
def test_as_a_page_and_as_a_pdf(receive: Receive, as_user: SignIn, asked: dict[str, str]) -> None:
    first, second = answered(receive), receive()
    other = receive(office=FOREIGN)
    if "references" in asked:
        asked = {"references": f"{str(first).lower()}, {second}, {other}"}
    client = as_user("rheine-leitung")
    page = client.post(reverse("disclosure"), {**asked, "form": "page"}).content.decode()
    for said in (str(first), str(second), "Lindenstraße 3", "Seit Mai nicht mehr da", "Angelegt"):
        assert said in page
    assert str(other) not in page
    pdf = client.post(reverse("disclosure"), {**asked, "form": "pdf"})
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["Cache-Control"] == "no-store"


def test_an_erased_case_only_has_its_frame(receive: Receive, as_user: SignIn, lead: User) -> None:
    case = receive()
    deciding.case_withdraw(case=case, by=lead, now=NOW)
    case_erase_on_request(case=case, by=lead, now=NOW)
    asked = {"references": case.reference, "form": "json"}
    [one] = json.loads(as_user("rheine-leitung").post(reverse("disclosure"), asked).content)[
        "cases"
    ]
    assert (one["fields"], one["confirmations"], one["state"]) == ({}, [], "gelöscht")
    assert one["events"][-1]["what"] == "erase"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Bitte nennen Sie"),
        ({"first_names": "Ada", "last_name": "Muster"}, "Bitte nennen Sie"),
        ({"references": "7K3M"}, "Die Vorgangsnummer hat"),
    ],
)
def test_who_is_meant_has_to_be_said(
    as_user: SignIn, receive: Receive, asked: dict[str, str], said: str
) -> None:
    answer = as_user("rheine-leitung").post(reverse("disclosure"), {**asked, "form": "page"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AuditEvent.objects.filter(action="disclose").exists()


def test_an_address_is_corrected_and_the_old_one_stays_sealed(
    receive: Receive, worker: User
) -> None:
    case = answered(receive)
    person = replace(APPLICATION.person, last_name="Muster-Neu", street="Ahornweg 1")
    case = corrected(case, worker, person=person)
    assert content.application_of(case).person == person
    text = content.text_of(case.messages.get(kind=Message.Kind.CORRECTION))
    assert "Grund: Anruf" in text
    assert "Lindenstraße 3" in text
    assert "Ahornweg" not in text
    assert case.current is State.IN_REVIEW, "nothing an organisation said has changed"
    assert case.confirmations.get().answer == Answer.OBJECTED
    assert b"Linden" not in bytes(case.messages.get().content)
    assert "correct" in AuditEvent.objects.values_list("action", flat=True)
    found = cases_of_person(worker, mark_of("Ada", "muster-neu", date(1970, 5, 17)))
    assert [one.pk for one in found] == [case.pk]
    assert not same_person(receive()).exists()


def test_other_hours_are_confirmed_anew(receive: Receive, worker: User) -> None:
    case = receive()
    link = confirmation_token(case.confirmations.get())
    confirmation_answer(
        confirmation=case.confirmations.get(), answer=Answer.CONFIRMED, answered_by="Mio Beispiel",
        hours=None, reason="", now=NOW,
    )  # fmt: skip
    case = corrected(Case.objects.get(pk=case.pk), worker, engagements=(OTHER_HOURS,))
    assert case.current is State.AWAITING_CONFIRMATION
    again = case.confirmations.get()
    assert (again.answer, again.channel, again.answered_at) == ("", "", None)
    assert confirmation_for(link, NOW) is None, "the old link asks for what is no longer said"
    assert confirmation_for(confirmation_token(again), NOW) == again
    asked = OutgoingMail.objects.filter(key__startswith="confirmation_request")
    assert asked.count() == 2
    text = content.text_of(case.messages.get())
    assert "4,5" in text
    assert "bestätigt von Mio Beispiel" in text


def test_an_engagement_that_goes_and_comes_back_has_new_links(
    receive: Receive, worker: User
) -> None:
    second = replace(
        ENGAGEMENT, organisation="Chor Rheine", contact=Contact("Pia", "Chor", "p@chor.example")
    )
    two = replace(APPLICATION, engagements=(ENGAGEMENT, second))
    case = receive(two)
    link = confirmation_token(case.confirmations.get(engagement=1))
    case = corrected(case, worker, engagements=(ENGAGEMENT,))
    assert case.confirmations.count() == 1
    assert confirmation_for(link, NOW) is None
    case = corrected(case, worker, engagements=two.engagements)
    assert case.confirmations.count() == 2
    assert confirmation_for(link, NOW) is None
    assert OutgoingMail.objects.filter(key__contains="/1/1/").count() == 2


def test_a_wrong_address_is_corrected_before_it_was_confirmed(
    receive: Receive, worker: User
) -> None:
    case = receive(confirmed=False)
    person = replace(APPLICATION.person, email="richtig@muster.example")
    corrected(case, worker, person=person, engagements=(OTHER_HOURS,))
    assert OutgoingMail.objects.filter(key__startswith="received").count() == 2
    assert not OutgoingMail.objects.filter(key__startswith="confirmation").exists()
    with pytest.raises(RefusedActionError, match="nicht weglassen"):
        corrected(case, worker, person=replace(person, email=""))


def test_what_was_decided_on_is_not_changed_afterwards(receive: Receive, worker: User) -> None:
    case = answered(receive)
    deciding.case_grant(case=case, by=worker, now=NOW)
    with pytest.raises(RefusedActionError, match="nimmt die Leitung"):
        corrected(case, worker, engagements=(OTHER_HOURS,))
    case = corrected(case, worker, person=replace(APPLICATION.person, street="Ahornweg 1"))
    assert case.current is State.GRANTED
    with pytest.raises(RefusedActionError, match="nichts geändert"):
        corrected(case, worker)


def test_another_system_hears_what_was_corrected(
    receive: Receive, worker: User, settings: Any, tmp_path: Path
) -> None:
    chosen = tmp_path / "transfers.json"
    chosen.write_text(json.dumps({OWN: {"adapter": "files", "folder": "rheine"}}))
    settings.CASEWORK_TRANSFERS = str(chosen)
    case = answered(receive)
    deciding.case_grant(case=case, by=worker, now=NOW)
    corrected(case, worker, person=replace(APPLICATION.person, street="Ahornweg 1"))
    first, second = Transfer.objects.order_by("round")
    assert (first.cancelled_at, bytes(first.content)) == (NOW, b"")
    accepted = open_sealed_json(second.content, key=second.data_key, place=second.place)
    assert "Ahornweg 1" in str(accepted)


def test_a_letter_to_an_organisation_is_written_anew_to_the_same_address(
    receive: Receive, worker: User
) -> None:
    by_letter = replace(ENGAGEMENT, contact=replace(ENGAGEMENT.contact, email=""))
    case = receive(replace(APPLICATION, engagements=(by_letter,)))
    confirmation = case.confirmations.get()
    said = content.said_in(confirmation)
    content.seal_said(confirmation, replace(said, address=("Marktplatz 1", "48431 Rheine")))
    confirmation.save()
    other_hours = replace(by_letter, hours=Hours(Decimal(6), HoursPer.WEEK))
    case = corrected(case, worker, engagements=(other_hours,))
    letter = OutgoingLetter.objects.get()
    assert content_of(letter).to[-2:] == ("Marktplatz 1", "48431 Rheine")
    assert "6" in str(content_of(letter).slip)
    told = disclosure_of(case)
    assert "Marktplatz 1" in told.confirmations[0].text
    assert any("Marktplatz 1" in entry.text for entry in told.sent)


def test_the_page_corrects(receive: Receive, as_user: SignIn, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)
    case, client = answered(receive), as_user("rheine")
    url = reverse("case_correct", args=[case.reference])
    shown = client.get(url).content.decode()
    assert "Lindenstraße 3" in shown
    assert AuditEvent.objects.filter(action="read").exists()
    answers = {**answers_of(APPLICATION), "person.street": ["Ahornweg 1"]}
    without = client.post(url, answers)
    assert without.status_code == 422
    assert "Ahornweg 1" in without.content.decode(), "nothing typed is lost"
    wrong = client.post(url, {**answers, "person.birth_date": ["x"], "berichtigung_grund": "Brief"})
    assert wrong.status_code == 422
    done = client.post(url, {**answers, "berichtigung_grund": "Brief"})
    assert done.status_code == 302
    assert "Ahornweg 1" in client.get(done.headers["Location"]).content.decode()
    assert Confirmation.objects.get().answer == Answer.OBJECTED


def test_what_is_not_decided_is_withdrawn_and_then_erased(
    receive: Receive, as_user: SignIn, lead: User
) -> None:
    case, client = receive(), as_user("rheine-leitung")
    url = reverse("case_erase", args=[case.reference])
    client.post(url, {"asked": "on"})
    case.refresh_from_db()
    assert case.current is State.AWAITING_CONFIRMATION
    deciding.case_withdraw(case=case, by=lead, now=NOW)
    assert client.post(url).status_code == 422, "it has to be said twice"
    client.post(url, {"asked": "on"})
    case.refresh_from_db()
    assert (case.current, bytes(case.content), case.person_mark) == (State.ERASED, b"", "")
    assert client.get(reverse("case_correct", args=[case.reference])).status_code == 404


def test_what_was_decided_is_kept_for_its_period(
    receive: Receive, users: dict[str, User], worker: User
) -> None:
    case = answered(receive)
    deciding.case_reject(
        case=case, reason=RejectionReason.PAID_WORK, text="Nein", by=worker, now=NOW
    )
    for login in ("rheine", "rheine-leitung"):
        with pytest.raises(RefusedActionError):
            case_erase_on_request(case=case, by=users[login], now=NOW + timedelta(days=30))
    assert Case.objects.get(pk=case.pk).content


def test_the_page_tells_it_in_german_words(receive: Receive, as_user: SignIn, worker: User) -> None:
    answered(receive)
    shown = as_user("rheine-leitung").post(reverse("disclosure"), {**NAMED, "form": "page"})
    text = shown.content.decode()
    for words in ("Engagement 1: Bereich</dt><dd>Bildung", "17.05.1970", "24.11.2026, 10:00 Uhr"):
        assert words in text
    assert "Angelegt (von selbst)" in text
    for raw in ("person.", "1970-05-17", "education", "confirmation_request", "2026-11-24"):
        assert raw not in text, raw
