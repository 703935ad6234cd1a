"""Whose rows the database shows: said once for a transaction, and gone with it.

On PostgreSQL the web process reads and writes through policies (migration `row_security`). They
compare each row with what is said here, so a forgotten filter finds nothing of another office, and
who forgets to say anything finds nothing at all. SQLite has no policies; there this does nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction

OFFICE, CASE = "casework.office", "casework.case"
"""Names of the two values, as the policies read them."""


@contextmanager
def office_scope(office: int, *, case: int | None = None, reads: bool = False) -> Iterator[None]:
    """Within this block: rows of this office (its primary key), or of one of its cases alone.

    With `reads`, the database refuses every change. Inside another block (handing a case on) this
    one holds until it ends. Values hold for the transaction and for no other: a connection that is
    used again knows nothing of them.
    """
    if connection.vendor != "postgresql":
        yield
        return
    before = _said() if connection.in_atomic_block else None
    with transaction.atomic():
        _say(str(office), str(case or ""))
        if reads:
            _ask("SELECT set_config('transaction_read_only', 'on', true)")
        yield
        if before:
            _say(*before)


@contextmanager
def link_scope(*hashes: str) -> Iterator[None]:
    """Within this block: the one case a link with one of these hashes belongs to; nothing when it
    belongs to none."""
    if connection.vendor != "postgresql":
        yield
        return
    found = _ask("SELECT office, one_case FROM casework_case_of_link(%s)", list(hashes))
    office, case = found or (0, 0)
    with office_scope(office, case=case):
        yield


def refuse_unguarded_database() -> None:
    """Raises ImproperlyConfigured when the policies do not bind this database account.

    They do not bind superusers, nor the owner of the tables: the web process must be neither.
    """
    if connection.vendor != "postgresql":
        return
    if not _ask("SELECT row_security_active('cases_case')")[0]:
        raise ImproperlyConfigured(
            "Das Datenbankkonto der Weboberfläche darf Zeilen aller Stellen sehen. Bitte in "
            "CASEWORK_DATABASE_URL das Konto ohne Besitz an den Tabellen eintragen und "
            "database_roles aufrufen; docs/operations.md erklärt beide Konten."
        )


def _said() -> tuple[str, str]:
    office, case = _ask(
        "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), '')",
        OFFICE, CASE,
    )  # fmt: skip
    return office, case


def _say(office: str, case: str) -> None:
    _ask("SELECT set_config(%s, %s, true), set_config(%s, %s, true)", OFFICE, office, CASE, case)


def _ask(query: str, *values: object) -> tuple | None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()
