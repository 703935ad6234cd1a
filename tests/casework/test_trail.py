"""The trail shows that it was touched, also to who could write it anew; it tells no content."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from applications.casework.cases import audit
from applications.casework.cases.anchors import (
    BrokenAnchorsError,
    append_anchor,
    read_anchors,
)
from applications.casework.cases.models import AuditEvent
from applications.casework.cases.services.deciding import case_reply
from applications.casework.offices.models import Office, User
from tests.casework.conftest import NOW, OWN, Receive


@pytest.fixture
def office(receive: Receive) -> Office:
    """With six events, which are anchored."""
    receive()
    receive(confirmed=False)
    office = Office.objects.get(key=OWN)
    assert AuditEvent.objects.filter(office=office).count() == 6
    return office


@pytest.fixture
def anchors(office: Office, settings: Any, receive: Receive) -> Path:
    file = Path(settings.TRAIL_ANCHORS)
    append_anchor(file, audit.heads(), now=NOW)
    receive(confirmed=False)
    return file


def event(number: int) -> AuditEvent:
    return AuditEvent.objects.get(office__key=OWN, number=number)


def written_anew(since: int) -> None:
    """As somebody would who knows how digests are made and owns the database."""
    events = list(AuditEvent.objects.filter(office__key=OWN).order_by("number"))
    AuditEvent.objects.filter(office__key=OWN, number__gte=since).delete()
    previous = events[since - 2].digest if since > 1 else audit.START
    for number, kept in enumerate(events[since - 1 :], start=since):
        kept.pk, kept.number, kept.previous = None, number, previous
        kept.digest = previous = audit._digest(kept)
        kept.save()


def edit() -> None:
    AuditEvent.objects.filter(pk=event(3).pk).update(username="jemand-anders")


def delete() -> None:
    event(3).delete()


def delete_the_end() -> None:
    AuditEvent.objects.filter(office__key=OWN, number__gte=5).delete()


def delete_all() -> None:
    AuditEvent.objects.all().delete()


def swap() -> None:
    third, fourth = event(3), event(4)
    AuditEvent.objects.filter(pk=third.pk).update(number=99)
    AuditEvent.objects.filter(pk=fourth.pk).update(number=3)
    AuditEvent.objects.filter(pk=third.pk).update(number=4)


def insert() -> None:
    for late in AuditEvent.objects.filter(office__key=OWN, number__gte=3).order_by("-number"):
        AuditEvent.objects.filter(pk=late.pk).update(number=late.number + 1)
    more = event(2)
    more.pk, more.number, more.previous = None, 3, event(2).digest
    more.digest = audit._digest(more)
    more.save()


def edit_and_write_anew() -> None:
    edit()
    written_anew(3)


def delete_and_write_anew() -> None:
    event(3).delete()
    written_anew(3)


@pytest.mark.parametrize(
    ("touch", "first"),
    [
        (edit, 3),
        (delete, 3),
        (delete_the_end, 5),
        (delete_all, 1),
        (swap, 3),
        (insert, 4),
        (edit_and_write_anew, 6),
        (delete_and_write_anew, 6),
    ],
)
def test_whatever_is_done_to_the_trail_is_named(
    anchors: Path, touch: Callable[[], None], first: int, as_user: Callable[[str], Client]
) -> None:
    call_command("verify_trail")
    touch()
    with pytest.raises(CommandError, match=f"stadt-rheine ab Eintrag {first}"):
        call_command("verify_trail")
    page = as_user("rheine-revision").get(reverse("trail")).content.decode()
    assert f"ab Eintrag {first} gebrochen" in page


@pytest.mark.parametrize("touch", ["changed", "removed", "moved", "half"])
def test_the_anchors_cannot_be_touched_either(anchors: Path, touch: str) -> None:
    append_anchor(anchors, audit.heads(), now=NOW + timedelta(days=1))
    append_anchor(anchors, audit.heads(), now=NOW + timedelta(days=2))
    assert [anchor.at[:10] for anchor in read_anchors(anchors)] == [
        "2026-11-24", "2026-11-25", "2026-11-26"
    ]  # fmt: skip
    first, second, third = anchors.read_text().splitlines(keepends=True)
    anchors.write_text(
        {
            "changed": first.replace("[6,", "[5,") + second + third,
            "removed": first + third,
            "moved": second + first + third,
            "half": first + second[:50] + "\n" + third,
        }[touch]
    )
    with pytest.raises(BrokenAnchorsError, match="Zeile"):
        read_anchors(anchors)
    with pytest.raises(BrokenAnchorsError):
        append_anchor(anchors, audit.heads(), now=NOW)
    with pytest.raises(CommandError, match="Zeile"):
        call_command("verify_trail")


def test_the_daily_job_anchors(office: Office, settings: Any, tmp_path: Path) -> None:
    settings.SPOOL_DIR = tmp_path / "spool"
    call_command("jobs")
    call_command("jobs")
    [first, second] = read_anchors(Path(settings.TRAIL_ANCHORS))
    assert (first.heads[OWN][0], second.heads) == (6, {}), "nothing happened in between"


def test_neither_trail_nor_anchors_tell_what_an_application_says(
    receive: Receive, worker: User, settings: Any
) -> None:
    case = receive()
    with pytest.raises(ValueError, match="geht nicht"):
        case_reply(case=case, text="Kanarienvogel", by=worker, now=NOW)
    append_anchor(Path(settings.TRAIL_ANCHORS), audit.heads(), now=NOW)
    everything = f"{list(AuditEvent.objects.values())}{Path(settings.TRAIL_ANCHORS).read_text()}"
    for word in ("Ada", "Muster", "muster.example", "Linden", "Lesewelt", "Mio", "Kanarien"):
        assert word not in everything
