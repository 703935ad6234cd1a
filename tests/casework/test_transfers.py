"""A grant is handed on to another system; what goes wrong there is a task, never a refusal."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from applications.casework.cases.models import Case
from applications.casework.cases.services.deciding import case_grant, case_step, case_withdraw
from applications.casework.cases.services.timers import run_timers
from applications.casework.offices.models import User
from applications.casework.transfers import services
from applications.casework.transfers.models import Transfer
from applications.casework.transfers.services import transfer_send, transfers_due
from applications.states import Action, State
from applications.transfer.file_drop import TAKEN
from tests.casework.conftest import FOREIGN, NOW, OWN, Receive
from tests.unit.applications.people import APPLICATION

SignIn = Callable[[str], Client]
WITHOUT_CLUB = replace(APPLICATION, engagements=())


class Killed(BaseException):
    """Stands for a process that ends here."""


@pytest.fixture(autouse=True)
def on_the_day(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=True)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "rheine"
    (folder / TAKEN).mkdir(parents=True)
    chosen = tmp_path / "transfers.json"
    chosen.write_text(json.dumps({OWN: {"adapter": "files", "folder": "rheine"}}))
    settings.CASEWORK_TRANSFERS = str(chosen)
    return folder


def granted(receive: Receive, by: User, office: str = OWN) -> Case:
    case = receive(WITHOUT_CLUB, office)
    case_grant(case=case, by=by, now=NOW)
    case.refresh_from_db()
    return case


def send(hours: int = 0) -> list[bool]:
    now = NOW + timedelta(hours=hours)
    return [transfer_send(pk=pk, now=now) for pk in transfers_due(now)]


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*.json") if not file.name.startswith(".")]


def test_a_grant_arrives_and_nothing_of_it_stays_in_the_queue(
    receive: Receive, worker: User, folder: Path, as_user: SignIn
) -> None:
    case = granted(receive, worker)
    stored = bytes(Transfer.objects.get().content).decode("latin-1")
    assert "Muster" not in stored
    assert send() == [True]
    [file] = files(folder)
    assert json.loads(file.read_text())["reference"] == case.reference
    assert bytes(Transfer.objects.get().content) == b""
    assert send() == []
    page = as_user("rheine").get(reverse("case", args=[case.reference])).content.decode()
    assert "Weitergegeben am" in page


def test_the_command(receive: Receive, worker: User, folder: Path, capsys: Any) -> None:
    granted(receive, worker)
    call_command("hand_on")
    assert "1 von 1" in capsys.readouterr().out


@pytest.mark.parametrize("office", [OWN, FOREIGN])
def test_who_chose_nothing_hands_on_nothing(
    receive: Receive, users: dict[str, User], folder: Path, settings: Any, office: str
) -> None:
    if office == OWN:
        settings.CASEWORK_TRANSFERS = ""
    granted(receive, users["rheine" if office == OWN else "muenster"], office)
    assert not Transfer.objects.exists()


def test_a_failure_is_a_task_and_ends_by_itself(
    receive: Receive, worker: User, folder: Path, as_user: SignIn
) -> None:
    (folder / TAKEN).rmdir()
    folder.rmdir()
    case = granted(receive, worker)
    assert case.current is State.GRANTED, "the decision does not wait"
    assert send() == [False]
    assert send() == [], "not again at once"
    queue = as_user("rheine").get(reverse("queue")).content.decode()
    assert "Noch nicht beim anderen System" in queue
    assert "Bitte anlegen" in queue
    assert "Noch nicht beim anderen System" not in (
        as_user("muenster").get(reverse("queue")).content.decode()
    )
    folder.mkdir()
    assert send(hours=1) == [True]
    queue = as_user("rheine").get(reverse("queue")).content.decode()
    assert "Noch nicht beim anderen System" not in queue


def test_a_folder_of_keys_that_is_away_gives_up_no_grant(
    receive: Receive, worker: User, folder: Path, settings: Any, tmp_path: Path
) -> None:
    granted(receive, worker)
    here = settings.DATA_KEYS_DIR
    settings.DATA_KEYS_DIR = tmp_path / "not mounted"
    assert send() == [False]
    settings.DATA_KEYS_DIR = here
    assert send(hours=1) == [True]


@pytest.mark.parametrize("spoiled", ["{", '{"stadt-rheine": {"adapter": "post", "folder": "x"}}'])
def test_a_broken_setting_holds_up_no_decision(
    receive: Receive, worker: User, folder: Path, settings: Any, spoiled: str
) -> None:
    file = Path(settings.CASEWORK_TRANSFERS)
    right = file.read_text()
    file.write_text(spoiled)
    assert granted(receive, worker).current is State.GRANTED
    assert send() == [False]
    assert "transfers.json" in Transfer.objects.get().problem
    file.write_text(right)
    assert send(hours=1) == [True]


def test_an_office_that_stopped_handing_on_sees_what_waits(
    receive: Receive, worker: User, folder: Path, settings: Any
) -> None:
    granted(receive, worker)
    Path(settings.CASEWORK_TRANSFERS).write_text("{}")
    assert send() == [False]
    assert "kein anderes System mehr" in Transfer.objects.get().problem


def test_a_disk_that_is_full_is_named_without_a_path(
    receive: Receive, worker: User, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(receive, worker)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device", str(folder / "Ada"))

    monkeypatch.setattr("applications.transfer.file_drop.replace_file", full)
    assert send() == [False]
    assert Transfer.objects.get().problem == "OSError: No space left on device"


def test_killed_after_writing_it_arrives_once(
    receive: Receive, worker: User, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted(receive, worker)
    hand_on = services._hand_on

    def dying(transfer: Transfer) -> None:
        hand_on(transfer)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(services, "_hand_on", dying)
        with pytest.raises(Killed):
            send()
    [file] = files(folder)
    file.rename(folder / TAKEN / file.name)
    assert send() == [True]
    assert len(files(folder)) == 1


def test_a_grant_taken_back_is_not_handed_on(
    receive: Receive, users: dict[str, User], folder: Path, as_user: SignIn
) -> None:
    case, lead = granted(receive, users["rheine"]), users["rheine-leitung"]
    case_step(case=case, action=Action.TAKE_BACK_GRANT, by=lead, now=NOW)
    assert send() == []
    case_grant(case=case, by=lead, now=NOW)
    assert send() == [True]
    assert len(files(folder)) == 1
    case_step(case=case, action=Action.TAKE_BACK_GRANT, by=lead, now=NOW)
    page = as_user("rheine").get(reverse("case", args=[case.reference])).content.decode()
    assert "Bitte dort auch zurücknehmen." in page
    assert "nicht mehr nötig" in page


def test_withdrawing_and_erasing_end_it(receive: Receive, worker: User, folder: Path) -> None:
    case = granted(receive, worker)
    case_withdraw(case=case, by=None, now=NOW)
    assert send() == []
    assert bytes(Transfer.objects.get().content) == b""
    Transfer.objects.update(cancelled_at=None, content=b"x")
    run_timers(NOW + timedelta(days=40))
    assert bytes(Transfer.objects.get().content) == b""
    assert send() == [False], "content that is gone ends the attempts"
    assert send(hours=9) == []
