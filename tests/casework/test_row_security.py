"""On PostgreSQL a forgotten filter finds nothing of another office, and a forgotten office nothing
at all. Here the filters are taken away on purpose."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from applications.casework.cases import selectors
from applications.casework.cases.links import confirmation_token, status_token, token_hash
from applications.casework.cases.models import AuditEvent, Case, Confirmation, Message
from applications.casework.cases.services.deciding import case_ask_back
from applications.casework.cases.services.timers import run_timers
from applications.casework.cases.views import acting
from applications.casework.mail.models import OutgoingMail
from applications.casework.offices.models import Office, User
from applications.casework.offices.scope import link_scope, office_scope
from applications.casework.offices.wall import GuardedDatabaseMiddleware
from applications.casework.vault.models import DataKey
from applications.reasons import RejectionReason
from tests.casework.conftest import FOREIGN, JOBS, NOW, WEB, Receive, database_account

GUARDED: tuple[type[Model], ...] = (
    Case, Confirmation, Message, AuditEvent, DataKey, OutgoingMail,
)  # fmt: skip
SignIn = Callable[[str], Client]
Cases = dict[str, Case]


pytestmark = pytest.mark.postgresql


@pytest.fixture
def cases(receive: Receive, users: dict[str, User]) -> Cases:
    """Two of the own office, one of another, each with a message and everything else."""
    found = {"own": receive(), "second": receive(), "foreign": receive(office=FOREIGN)}
    for name, by in (("own", "rheine"), ("second", "rheine"), ("foreign", "muenster")):
        case = found[name]
        case_to_review(case)
        case_ask_back(case=case, reason=RejectionReason.INCOMPLETE, text="?", by=users[by], now=NOW)
    return found


def case_to_review(case: Case) -> None:
    case.state = "in_review"
    case.save()


@contextmanager
def web(office: Office | None = None) -> Iterator[None]:
    """As the web process within a request for an office, or having forgotten to say which."""
    with database_account(WEB):
        if office is None:
            yield
            return
        with office_scope(office.pk):
            yield


def seen() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in GUARDED}


def of_office(office: Office) -> dict[str, int]:
    references = list(Case.objects.filter(office=office).values_list("reference", flat=True))
    return {
        "Case": len(references),
        "Confirmation": Confirmation.objects.filter(case__office=office).count(),
        "Message": Message.objects.filter(case__office=office).count(),
        "AuditEvent": AuditEvent.objects.filter(office=office).count(),
        "DataKey": DataKey.objects.filter(office=office).count(),
        "OutgoingMail": OutgoingMail.objects.filter(reference__in=references).count(),
    }


def leads_to_an_office(model: type[Model]) -> bool:
    """Itself or over what it belongs to; accounts do too, but who signs in has no office yet."""
    targets = [f.related_model for f in model._meta.concrete_fields if f.many_to_one]
    return Office in targets or any(
        leads_to_an_office(target) for target in targets if target not in (model, User)
    )


def test_every_table_of_an_office_is_guarded(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity")
        guarded = {name for (name,) in cursor.fetchall()}
    leading = {
        m._meta.db_table for m in apps.get_models() if m is not User if leads_to_an_office(m)
    }
    assert len(leading) >= len(GUARDED)
    assert sorted(leading - guarded) == [], "Tabellen einer Stelle ohne Regel"


def test_without_a_filter_only_rows_of_the_own_office_are_there(cases: Cases) -> None:
    own = of_office(cases["own"].office)
    assert min(own.values()) > 0
    with web(cases["own"].office):
        assert seen() == own


def test_who_forgets_the_office_sees_nothing(cases: Cases) -> None:
    with web():
        assert set(seen().values()) == {0}


def test_the_office_of_one_request_is_unknown_to_the_next(cases: Cases) -> None:
    with web(cases["own"].office):
        pass
    with web():
        assert set(seen().values()) == {0}


def test_an_inner_block_gives_back_the_outer_office(cases: Cases) -> None:
    own = of_office(cases["own"].office)
    with web(cases["own"].office):
        with office_scope(cases["foreign"].office_id):
            assert Case.objects.get().pk == cases["foreign"].pk
        assert seen() == own


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model.__name__)
def test_rows_of_another_office_cannot_be_written(cases: Cases, model: type[Model]) -> None:
    with web(cases["own"].office):
        mine = set(model._default_manager.values_list("pk", flat=True))
    foreign = model._default_manager.exclude(pk__in=mine).first()
    assert foreign is not None
    with web(cases["own"].office):
        if model is not AuditEvent:
            assert model._default_manager.filter(pk=foreign.pk).update(id=F("id")) == 0
        foreign.pk = foreign.id = None
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            foreign.save(force_insert=True)


def test_nobody_moves_a_case_to_another_office_by_writing_its_office(cases: Cases) -> None:
    with (
        web(cases["own"].office),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Case.objects.filter(pk=cases["own"].pk).update(office=cases["foreign"].office)


@pytest.mark.parametrize(
    "change",
    [
        lambda: AuditEvent.objects.update(action="read"),
        lambda: AuditEvent.objects.all()._raw_delete("default"),
        lambda: DataKey.objects.all()._raw_delete("default"),
        lambda: Case.objects.all()._raw_delete("default"),
    ],
    ids=["change the trail", "cut the trail", "delete keys", "delete cases"],
)
def test_the_web_process_cannot(cases: Cases, change: Callable[[], object]) -> None:
    with (
        web(cases["own"].office),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        change()


def test_an_auditor_changes_nothing_even_where_a_page_would(cases: Cases) -> None:
    with (
        pytest.raises(DatabaseError, match="read-only"),
        database_account(WEB),
        office_scope(cases["own"].office_id, reads=True),
    ):
        Case.objects.update(kind="first")


def test_a_link_reaches_one_case(cases: Cases) -> None:
    confirmation = cases["own"].confirmations.get()
    for token in (status_token(cases["own"]), confirmation_token(confirmation)):
        with database_account(WEB), link_scope(token_hash(token)):
            assert Case.objects.get().pk == cases["own"].pk
            assert Confirmation.objects.get().pk == confirmation.pk
            assert Message.objects.get().case_id == cases["own"].pk
    with database_account(WEB), link_scope(token_hash("falsch")):
        assert set(seen().values()) == {0}


def test_the_account_of_the_jobs_sees_all_offices(cases: Cases) -> None:
    everything = seen()
    with database_account(JOBS):
        assert seen() == everything
        assert run_timers(NOW)[1] == 0


def test_pages_that_forgot_their_filter_show_and_change_nothing_foreign(
    as_user: SignIn, cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unfiltered(user: User) -> Any:
        return Case.objects.select_related("office", "data_key").all()

    for module in (selectors, acting):
        monkeypatch.setattr(module, "cases_visible_to", unfiltered)
    monkeypatch.setattr(acting, "confirmations_visible_to", lambda user: Confirmation.objects.all())
    client, foreign = as_user("rheine-leitung"), cases["foreign"]
    pk = foreign.confirmations.get().pk
    page = client.get(reverse("queue"), {"liste": "warten"}).content.decode()
    assert str(cases["own"]) in page
    assert str(foreign) not in page
    assert client.get(reverse("queue"), {"nummer": str(foreign)}).status_code == 200
    assert client.get(reverse("case", args=[foreign.reference])).status_code == 404
    assert client.post(reverse("case_withdraw", args=[foreign.reference])).status_code == 404
    asked = reverse("confirmation_resend", args=[foreign.reference, pk])
    assert client.post(asked).status_code == 404
    assert str(foreign) not in client.get(reverse("trail")).content.decode()


def test_the_web_process_does_not_start_with_an_account_the_policies_do_not_bind(
    db: None,
) -> None:
    pages = GuardedDatabaseMiddleware(lambda request: HttpResponse("offen"))
    request = RequestFactory().get("/vorgaenge/")
    with pytest.raises(ImproperlyConfigured, match="database_roles"):
        pages(request)
    with database_account(WEB):
        assert pages(request).content == b"offen"


def test_a_connection_that_is_kept_remembers_no_office(
    transactional_db: None, as_user: SignIn, receive: Receive
) -> None:
    """With real transactions: after a page, a refused page and a failed one."""
    case, client = receive(), as_user("rheine")
    client.raise_request_exception = False
    for name, status in (("case", 200), ("trail", 403), ("case_issue", 405)):
        args = [case.reference] if name.startswith("case") else []
        assert client.get(reverse(name, args=args)).status_code == status
        with web():
            assert set(seen().values()) == {0}, name
    client.post(reverse("status"), {"token": status_token(case)})
    with web():
        assert set(seen().values()) == {0}
