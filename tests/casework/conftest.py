"""Two offices with people and rules of their own; the published state is written once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from applications.casework.cases import content
from applications.casework.cases.models import Case
from applications.casework.cases.services.filing import case_confirm_email, case_receive
from applications.casework.database_roles import grant_roles
from applications.casework.offices.models import Office, User
from applications.casework.offices.roles import Role
from applications.casework.offices.services import offices_update, user_create
from applications.casework.register import register
from applications.casework.vault.sealing import open_sealed_content
from applications.form import CardApplication
from applications.references import build_reference
from catalogue.offices import CardPolicy, IssuingOffice, Offices
from catalogue.register import load_register
from catalogue.snapshot import write_snapshot
from tests.unit.applications.people import APPLICATION, MUENSTER, RHEINE

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OWN, FOREIGN = "stadt-rheine", "stadt-muenster"
OFFICES = Offices(
    (
        IssuingOffice(OWN, "Stadt Rheine", (RHEINE,)),
        IssuingOffice(FOREIGN, "Stadt Münster", (MUENSTER,)),
    ),
    (
        CardPolicy("05", date(2026, 2, 1), "Grundregel", hours_per_year=200, hours_per_week=4),
        CardPolicy(FOREIGN, date(2026, 2, 1), "Ratsbeschluss", signatories=2),
    ),
)
LOGINS = {
    "rheine": (OWN, Role.CASE_WORKER),
    "rheine-leitung": (OWN, Role.OFFICE_LEAD),
    "rheine-revision": (OWN, Role.AUDITOR),
    "muenster": (FOREIGN, Role.CASE_WORKER),
}
WEB, JOBS = "casework_test_web", "casework_test_jobs"
"""Accounts of the database as in production; the tests themselves run as superuser."""


@contextmanager
def database_account(name: str) -> Iterator[None]:
    """Within this block PostgreSQL treats the connection as this account's."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


class WebClient(Client):
    """Sends every request through the policies, as the account of the web process."""

    def request(self, **request: Any) -> Any:
        with database_account(WEB):
            return super().request(**request)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            return
        with connection.cursor() as cursor:
            for name in (WEB, JOBS):
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE ROLE {name}")
        grant_roles(web=WEB, jobs=JOBS)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Places whose sealed content was opened, in this order."""
    places: list[str] = []

    def noting(cls: type[Any], sealed: bytes, *, key: Any, place: str) -> Any:
        places.append(place)
        return open_sealed_content(cls, sealed, key=key, place=place)

    monkeypatch.setattr(content, "open_sealed_content", noting)
    return places


@pytest.fixture
def client(request: pytest.FixtureRequest) -> Client:
    asks_database = {"db", "transactional_db"} & set(request.fixturenames)
    return WebClient() if asks_database else Client()


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    write_snapshot(
        folder,
        offers=(),
        regions=load_register(),
        offices=OFFICES,
        categories=(),
        pages=(),
        gone=(),
    )
    return folder


@pytest.fixture(autouse=True)
def published(snapshot: Path, settings: Any, tmp_path: Path) -> None:
    settings.CASEWORK_SNAPSHOT = snapshot
    settings.DATA_KEYS_DIR = tmp_path / "data-keys"
    settings.OFFICE_KEYS_DIR = tmp_path / "office-keys"
    settings.KEY_DIRECTORY = tmp_path / "office-keys" / "directory.json"
    settings.ROOT_KEY_FILE = tmp_path / "office-keys" / "root.public"
    settings.SPOOL_DIR = tmp_path / "spool"
    settings.TRAIL_ANCHORS = tmp_path / "trail-anchors.jsonl"


@pytest.fixture
def users(db: None) -> dict[str, User]:
    offices_update(offices=register().offices.offices)
    return {
        login: user_create(
            username=login, password="ehrenamt-demo-1", role=role, name=f"Konto {login}",
            office=Office.objects.get(key=office),
        )
        for login, (office, role) in LOGINS.items()
    }  # fmt: skip


@pytest.fixture
def worker(users: dict[str, User]) -> User:
    return users["rheine"]


@pytest.fixture
def as_user(client: Client, users: dict[str, User]) -> Callable[[str], Client]:
    def sign_in(login: str) -> Client:
        client.force_login(users[login])
        return client

    return sign_in


Receive = Callable[..., Case]


@pytest.fixture
def receive(users: dict[str, User]) -> Receive:
    """An application from the spool; by default its e-mail address is confirmed at once."""
    numbers = iter(range(1, 1000))

    def do(
        application: CardApplication = APPLICATION,
        office: str = OWN,
        *,
        confirmed: bool = True,
        now: datetime = NOW,
    ) -> Case:
        number = next(numbers)
        case = case_receive(
            application=replace(application, office=office),
            office=Office.objects.get(key=office),
            reference=build_reference(number),
            spool_name=f"{number:064x}",
            now=now,
        )
        assert case is not None
        if confirmed and application.person.email:
            case_confirm_email(case=case, now=now)
        case.refresh_from_db()
        return case

    return do
