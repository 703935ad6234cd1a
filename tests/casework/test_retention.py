"""Twenty-five months, day by day: what is kept is there until its last day and gone the day after,
in every copy of the database."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from applications.calendar_months import months_after
from applications.casework.cases import content
from applications.casework.cases.models import (
    AuditEvent,
    Case,
    Channel,
    Confirmation,
    Message,
)
from applications.casework.cases.selectors import sealed_about_cases
from applications.casework.cases.services import deciding
from applications.casework.cases.services.asking import confirmation_record
from applications.casework.cases.services.destroying import keys_destroy_unneeded
from applications.casework.cases.services.timers import run_timers
from applications.casework.intake.pulling import REFUSED
from applications.casework.intake.retention import remove_expired
from applications.casework.mail.models import OutgoingLetter
from applications.casework.mail.services import mail_send, mails_due
from applications.casework.offices.models import Office, User
from applications.casework.vault.models import DataKey
from applications.casework.vault.sealing import UnreadableContentError, key_folder
from applications.reasons import RejectionReason
from applications.retention import PERIODS, read_periods
from applications.spool import Spool
from applications.states import Action, State
from tests.casework.conftest import FOREIGN, NOW, Receive

DAYS = (months_after(NOW.date(), 25) - NOW.date()).days


@dataclass(frozen=True)
class Copy:
    """A backup of the database: the rows with content as they stood."""

    day: int
    contents: tuple[tuple[int, bytes], ...]


def copy_of(day: int) -> Copy:
    rows = Case.objects.exclude(content=b"").values_list("pk", "content")
    return Copy(day, tuple((pk, bytes(sealed)) for pk, sealed in rows))


def readable_in(copy: Copy) -> set[int]:
    """Whose content an old copy still tells, with the keys as they are today."""
    found = set()
    for pk, sealed in copy.contents:
        case = Case.objects.select_related("office", "data_key__office").get(pk=pk)
        case.content = sealed
        try:
            content.application_of(case)
        except UnreadableContentError:
            continue
        found.add(pk)
    return found


@pytest.fixture
def world(receive: Receive, worker: User) -> dict[str, Case]:
    """Cases in every state that lasts, all of the same month; and one that nobody decides."""

    def reviewed() -> Case:
        case = receive()
        confirmation_record(
            confirmation=case.confirmations.get(), answer="confirmed", answered_by="Mio Beispiel",
            hours=None, note="angerufen", channel=Channel.PHONE, by=worker, now=NOW,
        )  # fmt: skip
        case.refresh_from_db()
        return case

    def decided(do: Callable[..., Any], *, by: User | None = worker, **values: Any) -> Case:
        case = reviewed()
        do(case=case, by=by, now=NOW, **values)
        case.refresh_from_db()
        return case

    issued = decided(deciding.case_grant)
    deciding.case_step(case=issued, action=Action.ISSUE, by=worker, now=NOW)
    reason = RejectionReason.PAID_WORK
    made = {
        "issued": issued,
        "rejected": decided(deciding.case_reject, reason=reason, text="Leider nein"),
        "withdrawn": decided(deciding.case_withdraw),
        "forwarded": decided(
            deciding.case_forward, to=Office.objects.get(key=FOREIGN), consent=True
        ),
        "lapsed": receive(confirmed=False),
        "asked_back": decided(deciding.case_ask_back, reason=reason, text="Bitte genauer"),
        "granted": decided(deciding.case_grant),
    }
    month_before = NOW - timedelta(days=31)
    return made | {"undecided": receive(now=month_before)}


GONE = {
    "issued": months_after(NOW.date(), 3),
    "rejected": months_after(NOW.date(), 13),
    "withdrawn": months_after(NOW.date(), 1),
    "forwarded": months_after(NOW.date(), 1),
    "lapsed": NOW.date() + timedelta(days=7 + 1),
}


def job(now: datetime, spool: Spool) -> None:
    assert run_timers(now)[1] == 0
    remove_expired(spool, PERIODS, now=now)
    keys_destroy_unneeded(now=now)


def has_content(case: Case) -> bool:
    fresh = Case.objects.select_related("office", "data_key__office").get(pk=case.pk)
    return bool(fresh.content) and bool(content.application_of(fresh).person.last_name)


def test_over_25_months_everything_goes_on_its_day(world: dict[str, Case], tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.prepare()
    gone: dict[str, date] = {}
    copies = [copy_of(0)]
    for day in range(1, DAYS + 1):
        now = NOW + timedelta(days=day)
        job(now, spool)
        for pk in mails_due(now):
            mail_send(pk=pk, now=now)
        for name in [n for n in world if n not in gone and not has_content(world[n])]:
            gone[name] = now.date()
        if day % 60 == 0:
            copies.append(copy_of(day))
    assert gone == GONE
    erased = [world[name].pk for name in GONE]
    assert not Confirmation.objects.filter(case__in=erased).exists()
    assert not Message.objects.filter(case__in=erased).exists()
    rows = Case.objects.filter(pk__in=erased)
    assert set(rows.values_list("state", "person_mark", "status_hash")) == {("erased", "", "")}
    references = [world[name].reference for name in GONE]
    for model in sealed_about_cases():
        rows_left = model.objects.filter(reference__in=references).exclude(content=b"")
        assert not rows_left.exists(), model
    # What has no content stays: number, state, day, and the trail.
    assert rows.count() == len(GONE)
    assert AuditEvent.objects.filter(reference__in=references, action="erase").count() == len(GONE)
    # Nobody decided these, so nothing was thrown away and nothing was decided by a deadline.
    for name in ("undecided", "asked_back", "granted"):
        assert has_content(world[name])
    assert any(world["issued"].pk in dict(copy.contents) for copy in copies)


def test_with_the_key_every_copy_of_the_database_goes_blank(
    world: dict[str, Case], worker: User, tmp_path: Path
) -> None:
    spool = Spool(tmp_path / "spool")
    spool.prepare()
    before = copy_of(0)
    everybody = set(dict(before.contents))
    assert readable_in(before) == everybody
    for name in ("asked_back", "granted"):
        deciding.case_withdraw(case=Case.objects.get(pk=world[name].pk), by=worker, now=NOW)
    month = list(DataKey.objects.filter(office__key="stadt-rheine", month__month=11))
    last = datetime(2027, 12, 24, 9, tzinfo=UTC)  # the rejected one is erased on this day
    job(last - timedelta(days=1), spool)
    assert world["rejected"].pk in readable_in(before)
    assert not key_folder().is_destroyed(month[0].file_name)
    job(last, spool)
    others = {
        world["undecided"].pk,
        *Case.objects.filter(office__key=FOREIGN).values_list("pk", flat=True),
    }
    assert readable_in(before) == others & everybody
    assert key_folder().is_destroyed(month[0].file_name)
    assert keys_destroy_unneeded(now=last) == 0


OURS = ("offices", "vault", "cases", "mail")


def test_a_backup_that_is_restored_brings_nothing_back(
    world: dict[str, Case], worker: User, tmp_path: Path
) -> None:
    """A dump of the whole database, loaded after the month's key was destroyed."""
    spool = Spool(tmp_path / "spool")
    spool.prepare()
    backup, late = tmp_path / "backup.json", NOW + timedelta(days=430)
    call_command("dumpdata", *OURS, output=str(backup), verbosity=0)
    assert "Muster" not in backup.read_text()
    for name in ("asked_back", "granted"):
        deciding.case_withdraw(case=Case.objects.get(pk=world[name].pk), by=worker, now=NOW)
    for now in (late - timedelta(days=2), late):  # lapsed on the first day, erased on the second
        job(now, spool)
    connection.check_constraints()  # PostgreSQL empties no table with a check still to come
    call_command("flush", interactive=False, verbosity=0)
    call_command("loaddata", str(backup), verbosity=0)
    restored = {name: Case.objects.get(pk=case.pk) for name, case in world.items()}
    assert has_content(restored.pop("undecided")), "its key is of another month and is needed"
    for name, case in restored.items():
        assert case.content, name
        with pytest.raises(UnreadableContentError, match="vernichtet"):
            content.application_of(case)
    # What is due there is erased there as well; what is not can be read by nobody.
    run_timers(late)
    states = {name: Case.objects.get(pk=case.pk).state for name, case in restored.items()}
    assert {name for name, state in states.items() if state == "erased"} >= set(GONE) - {"lapsed"}


def test_a_key_that_is_merely_missing_is_a_fault_and_nothing_is_erased(
    receive: Receive, settings: Any, tmp_path: Path
) -> None:
    case = receive()
    settings.DATA_KEYS_DIR = tmp_path / "elsewhere"
    with pytest.raises(UnreadableContentError, match="fehlt die lesbare Datei"):
        content.application_of(case)
    assert Case.objects.get(pk=case.pk).content


def test_the_database_holds_no_key(receive: Receive, settings: Any) -> None:
    receive()
    [file] = Path(settings.DATA_KEYS_DIR).iterdir()
    assert (file.name, oct(file.stat().st_mode & 0o777)) == ("stadt-rheine.2026-11.key", "0o600")
    assert {field.name for field in DataKey._meta.concrete_fields} == {"id", "office", "month"}


def test_what_lies_beside_the_cases_goes_too(receive: Receive, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    spool.prepare()
    case = receive(confirmed=False)
    OutgoingLetter.objects.create(
        key="granted/x", reference=case.reference, content=b"sealed", data_key=case.data_key,
        queued_at=NOW, printed_at=NOW,
    )  # fmt: skip
    refused = spool.folder / REFUSED / ("d" * 64)
    refused.parent.mkdir()
    refused.write_text("beschädigt")
    os.utime(refused, (NOW.timestamp(), NOW.timestamp()))
    Session.objects.create(session_key="s", session_data="", expire_date=NOW)
    seen: dict[str, int] = {}
    for day in range(62):
        now = NOW + timedelta(days=day)
        removed = remove_expired(spool, PERIODS, now=now)
        seen |= {row: day for row, number in removed.items() if number}
    assert seen == {"mail_unsent": 14, "letter_printed": 14, "sessions": 1, "spool_refused": 60}
    assert mails_due(NOW + timedelta(days=62)) == []


def test_an_operator_sets_other_periods(receive: Receive, settings: Any) -> None:
    settings.RETENTION = read_periods("withdrawn=2t")
    case = receive()
    deciding.case_withdraw(case=case, by=None, now=NOW)
    for day, left in ((1, True), (2, False)):
        run_timers(NOW + timedelta(days=day))
        assert has_content(case) is left


def test_the_command_does_all_of_it(world: dict[str, Case], settings: Any, tmp_path: Path) -> None:
    settings.SPOOL_DIR = tmp_path / "spool"
    call_command("jobs")
    assert Case.objects.filter(state=State.ERASED.value).count() <= len(GONE)
