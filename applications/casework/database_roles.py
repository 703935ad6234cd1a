"""What the two accounts of the database may do; neither owns a table nor passes by policies.

The web process reads and writes one office at a time; it can empty a case, as people may ask for,
but delete none, and can add to the trail but not change it. The jobs see all offices.
"""

from django.db import connection

WEB_ADDS_ONLY = frozenset({"cases_auditevent"})
WEB_EMPTIES = frozenset({"cases_confirmation", "cases_message"})
WEB_ONLY_READS = frozenset({"django_migrations", "django_content_type"})


def grant_roles(*, web: str, jobs: str) -> int:
    """Give both accounts, which exist, their rights on all tables there are; returns how many.

    To be called by the owner of the tables after every migration; calling it again changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        )
        tables = dict(cursor.fetchall())
        for table, guarded in tables.items():
            for statement in _statements(table, guarded, _quoted(web), _quoted(jobs)):
                cursor.execute(statement)
        cursor.execute("SELECT quote_ident(current_schema())")
        (schema,) = cursor.fetchone()
        both = f"{_quoted(web)}, {_quoted(jobs)}"
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {both}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {both}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION casework_case_of_link(text[]) TO {both}")
    return len(tables)


def web_rights(table: str, *, guarded: bool) -> str:
    """What the web process may do with a table; `guarded` ones hold something of an office."""
    if table in WEB_ONLY_READS:
        return "SELECT"
    if table in WEB_ADDS_ONLY:
        return "SELECT, INSERT"
    if guarded and table not in WEB_EMPTIES:
        return "SELECT, INSERT, UPDATE"
    return "SELECT, INSERT, UPDATE, DELETE"


def _statements(table: str, guarded: bool, web: str, jobs: str) -> list[str]:
    name = _quoted(table)
    statements = [
        f"REVOKE ALL ON {name} FROM {web}, {jobs}",
        f"GRANT {web_rights(table, guarded=guarded)} ON {name} TO {web}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {name} TO {jobs}",
    ]
    if guarded:
        statements += [
            f"DROP POLICY IF EXISTS jobs ON {name}",
            f"CREATE POLICY jobs ON {name} TO {jobs} USING (true) WITH CHECK (true)",
        ]
    return statements


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name.replace('"', ""))
