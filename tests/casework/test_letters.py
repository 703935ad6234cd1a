"""People without an e-mail address get letters: queued once, printed once, opened by code."""

import re
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from applications.casework.cases.links import CODE_LENGTH, status_code
from applications.casework.cases.models import Answer, AuditEvent, Case, Channel
from applications.casework.cases.services.asking import (
    confirmation_change_contact,
    confirmation_record,
    confirmation_resend,
)
from applications.casework.cases.services.deciding import (
    case_ask_back,
    case_forward,
    case_grant,
    case_reject,
    case_step,
    case_withdraw,
)
from applications.casework.cases.services.filing import case_type_in
from applications.casework.cases.services.printing import letters_mark_printed, letters_take_back
from applications.casework.cases.services.timers import run_timers
from applications.casework.cases.views import letters as views
from applications.casework.mail.letter_pdf import PrintableLetter, letter_html, letters_pdf, sheets
from applications.casework.mail.letters import KEPT, LetterContent, content_of, letters_empty
from applications.casework.mail.models import OutgoingLetter, OutgoingMail
from applications.casework.offices.models import Office, User
from applications.form import Contact
from applications.reasons import RejectionReason
from applications.references import grouped
from applications.states import Action, RefusedActionError, State
from catalogue.offices import IssuingOffice
from tests.casework.conftest import FOREIGN, NOW, OWN, Receive
from tests.unit.applications.people import APPLICATION, ENGAGEMENT

SignIn = Callable[[str], Client]
PERSON = replace(APPLICATION.person, email="", address_addition="Hinterhaus")
ON_PAPER = replace(APPLICATION, person=PERSON, engagements=())
SILENT = replace(ENGAGEMENT, contact=Contact("Mio Beispiel", "Vorstand"))
WITH_CLUB = replace(ON_PAPER, engagements=(SILENT,))
CLUB = ("Vereinsweg 2", "48431 Rheine")
SENDER = IssuingOffice(
    OWN, "Stadt Rheine", (), "Am Markt 1", "48431", "Rheine", "05971 0", "karte@rheine.example"
)


@pytest.fixture(autouse=True)
def on_the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


def kinds() -> list[str]:
    return [letter.kind for letter in OutgoingLetter.objects.all()]


def last() -> LetterContent:
    letter = OutgoingLetter.objects.last()
    assert letter is not None
    return content_of(letter)


def case_on_paper(worker: User) -> Case:
    return case_type_in(application=ON_PAPER, by=worker, now=NOW)


WAYS: dict[str, Callable[[Case, User], object]] = {
    "clarification": lambda case, by: case_ask_back(
        case=case, reason=RejectionReason.INCOMPLETE, text="Seit wann?", by=by, now=NOW
    ),
    "granted": lambda case, by: case_grant(case=case, by=by, now=NOW),
    "rejected": lambda case, by: case_reject(
        case=case, reason=RejectionReason.PAID_WORK, text="Leider.", by=by, now=NOW
    ),
    "withdrawn": lambda case, by: case_withdraw(case=case, by=by, now=NOW),
    "forwarded": lambda case, by: case_forward(
        case=case, to=Office.objects.get(key=FOREIGN), consent=True, by=by, now=NOW
    ),
}


@pytest.mark.parametrize("kind", WAYS)
def test_every_message_has_a_letter(worker: User, kind: str) -> None:
    WAYS[kind](case_on_paper(worker), worker)
    assert kinds() == ["filed", kind]
    assert not OutgoingMail.objects.exists()
    letter = last()
    assert letter.to == ("Ada Muster", "Hinterhaus", "Lindenstraße 3", "48431 Rheine")
    assert letter.text.startswith("Guten Tag Ada Muster,")
    assert "@" not in letter.text


def test_an_online_application_without_an_address_of_the_mailbox(receive: Receive) -> None:
    receive(ON_PAPER)
    assert kinds() == ["filed"]


def test_who_is_issued_a_card_and_who_does_not_answer(worker: User) -> None:
    case = case_on_paper(worker)
    WAYS["clarification"](case, worker)
    run_timers(NOW + timedelta(days=14))
    run_timers(NOW + timedelta(days=15))
    assert kinds() == ["filed", "clarification", "clarification_reminder"]
    other = case_on_paper(worker)
    case_grant(case=other, by=worker, now=NOW)
    case_step(case=other, action=Action.ISSUE, by=worker, now=NOW)
    assert {"granted", "issued"} <= set(kinds())


def test_a_rejection_says_what_one_can_do_about_it(worker: User) -> None:
    WAYS["rejected"](case_on_paper(worker), worker)
    assert "nicht einverstanden" in last().text
    assert "§ 58 Absatz 2" in last().text


def test_a_letter_shows_a_page_and_a_code_for_typing(client: Client, worker: User) -> None:
    case = case_on_paper(worker)
    letter = last()
    assert letter.door.text in letter.paragraphs
    assert letter.door.code == grouped(status_code(case))
    assert len(status_code(case)) == CODE_LENGTH
    for typed in (letter.door.code, letter.door.code.lower(), f" {status_code(case)} "):
        shown = client.post(reverse("status"), {"token": typed})
        assert str(case) in shown.content.decode()
    assert client.post(reverse("status"), {"token": str(case)}).status_code == 404
    assert client.post(reverse("status"), {"token": letter.door.code[:-1]}).status_code == 404


def test_a_club_without_a_mailbox_gets_a_letter_once_its_address_is_known(
    client: Client, worker: User
) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    confirmation = case.confirmations.get()
    assert kinds() == ["filed"]
    with pytest.raises(RefusedActionError, match="Anschrift"):
        confirmation_resend(confirmation=confirmation, by=worker, now=NOW)
    confirmation_change_contact(
        confirmation=confirmation, contact=SILENT.contact, address=CLUB, by=worker, now=NOW
    )
    assert kinds()[-1] == "confirmation_request"
    letter = last()
    assert letter.to == ("Lesewelt Rheine e. V.", "Mio Beispiel", *CLUB)
    slip = {fact.label: fact.value for fact in letter.slip}
    assert slip["Umfang im Durchschnitt"] == "4,5 Stunden in der Woche"
    assert "1970" not in str(letter), "the birth date is not the organisation's business"
    assert "Lindenstraße" not in str(letter)
    shown = client.post(reverse("confirm"), {"token": letter.door.code}).content.decode()
    assert "Ada Muster" in shown
    confirmation_resend(confirmation=case.confirmations.get(), by=worker, now=NOW)
    assert client.post(reverse("confirm"), {"token": letter.door.code}).status_code == 404
    assert last().door.code != letter.door.code


def test_a_club_without_any_address_is_a_task_for_the_office(as_user: SignIn, worker: User) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    client = as_user("rheine")
    assert case.confirmations.get().asked_at is None
    assert "Organisationen ohne Adresse" in client.get(reverse("queue")).content.decode()
    page = client.get(reverse("case", args=[case.reference])).content.decode()
    assert "Noch nicht gefragt." in page
    assert "Keine Adresse: bitte anrufen" in page
    foreign = as_user("muenster").get(reverse("queue")).content.decode()
    assert "Organisationen ohne Adresse" not in foreign
    confirmation_change_contact(
        confirmation=case.confirmations.get(), contact=SILENT.contact, address=CLUB, by=worker,
        now=NOW,
    )  # fmt: skip
    asked = as_user("rheine").get(reverse("queue")).content.decode()
    assert "Organisationen ohne Adresse" not in asked


def test_reminders_of_a_club_are_letters_too(worker: User) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    confirmation_change_contact(
        confirmation=case.confirmations.get(), contact=SILENT.contact, address=CLUB, by=worker,
        now=NOW,
    )  # fmt: skip
    for day in (14, 15, 24):
        run_timers(NOW + timedelta(days=day))
    assert kinds()[-2:] == ["confirmation_reminder", "confirmation_last_reminder"]


def test_a_signed_slip_is_recorded(as_user: SignIn, worker: User) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    confirmation = case.confirmations.get()
    url = reverse("confirmation_paper", args=[case.reference, confirmation.pk])
    client = as_user("rheine")
    assert "Wer hat unterschrieben?" in client.get(url).content.decode()
    client.post(url, {"answer": "confirmed", "answered_by": "Mio Beispiel"})
    case.refresh_from_db()
    confirmation.refresh_from_db()
    assert case.current is State.IN_REVIEW
    assert (confirmation.answer, confirmation.channel) == (Answer.CONFIRMED, Channel.PAPER)
    assert "auf Papier" in client.get(reverse("case", args=[case.reference])).content.decode()


def test_the_applicant_signs_for_nobody_else(worker: User) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    with pytest.raises(RefusedActionError, match="selbst"):
        confirmation_record(
            confirmation=case.confirmations.get(), answer=Answer.CONFIRMED, hours=None,
            answered_by="Ada Muster", note="", channel=Channel.PAPER, by=worker, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"street": "Vereinsweg 2"}, "Postleitzahl und Ort"),
        ({"town": "48431 Rheine"}, "Straße"),
        ({"street": "Vereinsweg 2\nBcc: x", "town": "48431 Rheine"}, ""),
    ],
)
def test_an_address_of_a_club_is_whole(
    as_user: SignIn, worker: User, typed: dict[str, str], said: str
) -> None:
    case = case_type_in(application=WITH_CLUB, by=worker, now=NOW)
    url = reverse("confirmation_contact", args=[case.reference, case.confirmations.get().pk])
    answer = as_user("rheine").post(url, {"name": "Mio", "function": "Kasse", **typed})
    if said:
        assert answer.status_code == 422
        assert said in answer.content.decode()
    else:
        assert last().to[2:] == ("Vereinsweg 2 Bcc: x", "48431 Rheine"), "a line stays a line"


def pks() -> list[int]:
    return list(OutgoingLetter.objects.values_list("pk", flat=True))


def events(action: str) -> int:
    return AuditEvent.objects.filter(action=action).count()


def test_letters_are_printed_once_and_can_be_taken_back(as_user: SignIn, worker: User) -> None:
    case_on_paper(worker)
    case_on_paper(worker)
    client, chosen = as_user("rheine"), {"brief": pks()}
    shown = client.get(reverse("letters")).content.decode()
    assert "Geschrieben am 24.11.2026 (2)" in shown
    assert "Muster" not in shown, "numbers only"
    file = client.post(reverse("letters_pdf"), chosen)
    assert (file.headers["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
    assert events("read") == 2
    marked = client.post(reverse("letters_printed"), chosen, follow=True).content.decode()
    assert "Als gedruckt eingetragen: 2 Briefe." in marked
    again = client.post(reverse("letters_printed"), chosen, follow=True).content.decode()
    assert "schon als gedruckt" in again
    assert client.post(reverse("letters_pdf"), chosen).status_code == 302
    assert events("print") == 2
    assert "Es sind keine Briefe zu drucken." in again
    letter = OutgoingLetter.objects.first()
    assert letter is not None
    assert letter.printed_at is not None
    back = client.post(
        reverse("letters_take_back"), {"printed_at": letter.printed_at.isoformat()}, follow=True
    )
    assert "Wieder offen: 2 Briefe." in back.content.decode()
    assert events("unprint") == 2


def test_many_letters_of_a_day_are_several_stacks(
    as_user: SignIn, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_TOGETHER", 2)
    for _ in range(5):
        case_on_paper(worker)
    client = as_user("rheine")
    stacks = client.get(reverse("letters")).context["stacks"]
    assert [(number, len(letters)) for _, number, letters in stacks] == [(1, 2), (2, 2), (3, 1)]
    client.post(reverse("letters_printed"), {"brief": pks()})
    assert OutgoingLetter.objects.filter(printed_at=None).count() == 3


def test_a_letter_that_came_meanwhile_is_not_marked(worker: User) -> None:
    case_on_paper(worker)
    shown = pks()
    case_on_paper(worker)
    assert letters_mark_printed(pks=shown, by=worker, now=NOW) == 1
    assert OutgoingLetter.objects.filter(printed_at=None).count() == 1


@pytest.mark.parametrize("name", ["letters_pdf", "letters_printed"])
def test_letters_of_another_office_do_not_exist(as_user: SignIn, worker: User, name: str) -> None:
    case_on_paper(worker)
    as_user("muenster").post(reverse(name), {"brief": [*pks(), "x", "9" * 30]})
    assert OutgoingLetter.objects.get().printed_at is None
    assert events("read") == events("print") == 0


@pytest.mark.parametrize("typed", ["", "gestern", "2026-99-99T00:00:00Z", "2026-11-24T09:00:00"])
def test_a_moment_nothing_was_printed_at_opens_nothing(as_user: SignIn, typed: str) -> None:
    answer = as_user("rheine").post(reverse("letters_take_back"), {"printed_at": typed})
    assert answer.status_code == 302


def test_a_printed_letter_is_emptied_after_two_weeks(worker: User) -> None:
    case_on_paper(worker)
    case_on_paper(worker)
    letters_mark_printed(pks=pks()[:1], by=worker, now=NOW)
    assert letters_empty(now=NOW + KEPT - timedelta(seconds=1)) == 0
    assert letters_empty(now=NOW + KEPT) == 1
    assert letters_take_back(printed_at=NOW, by=worker, now=NOW + KEPT) == 0
    assert OutgoingLetter.objects.exclude(content=b"").count() == 1, "what waits is kept"


def test_nothing_of_a_letter_lies_open_and_erasing_empties_it(worker: User) -> None:
    case = case_on_paper(worker)
    stored = bytes(OutgoingLetter.objects.get().content).decode("latin-1")
    assert not [word for word in ("Ada", "Muster", "Linden") if word in stored]
    case_withdraw(case=case, by=worker, now=NOW)
    run_timers(NOW + timedelta(days=40))
    assert not OutgoingLetter.objects.exclude(content=b"").exists()
    case.refresh_from_db()
    assert case.status_code_hash == ""


def test_printing_leaves_no_file_behind(
    worker: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_on_paper(worker)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    letters_pdf([PrintableLetter(last(), "7K3M9QX2VB4T", date(2026, 11, 24))], SENDER)
    assert b"Muster" not in b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


@pytest.mark.parametrize(("lengths", "sheets_of_paper"), [([1], 1), ([1, 1], 3), ([1, 2, 1], 5)])
def test_two_people_never_share_a_sheet(lengths: list[int], sheets_of_paper: int) -> None:
    """Counted in pages: a letter of one page has an empty back, unless it is the last."""
    page = '<p style="break-after: page">Seite</p>'
    file = sheets([f'<html lang="de"><title>x</title>{page * length}' for length in lengths])
    streams = re.findall(rb"stream\r?\n(.*?)endstream", file, re.DOTALL)
    objects = b"".join(zlib.decompressobj().decompress(stream) for stream in streams)
    assert len(re.findall(rb"/Type\s*/Page\b", objects)) == sheets_of_paper


def test_names_are_text_in_the_letter(worker: User) -> None:
    person = replace(PERSON, first_names="<b>Ada</b>")
    case_type_in(application=replace(ON_PAPER, person=person), by=worker, now=NOW)
    html = letter_html(PrintableLetter(last(), "7K3M9QX2VB4T", date(2026, 11, 24)), SENDER)
    assert "<b>Ada" not in html
    assert "&lt;b&gt;Ada" in html


def test_no_mail_goes_out_for_a_letter(worker: User) -> None:
    case_on_paper(worker)
    assert mail.outbox == []
