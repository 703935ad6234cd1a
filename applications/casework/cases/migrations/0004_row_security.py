"""On PostgreSQL: whoever does not own these tables sees and writes the rows of one office only.

Which office (and for links, which case) is said for each transaction by
`applications.casework.offices.scope`. Without it no row is seen. The owner, who migrates, is not
bound; accounts of the jobs get a policy of their own by `database_roles`.
"""

from django.db import migrations

OFFICE = "NULLIF(current_setting('casework.office', true), '')::bigint"
CASE = "NULLIF(current_setting('casework.case', true), '')::bigint"
ABOUT_A_CASE = "EXISTS (SELECT 1 FROM cases_case c WHERE c.reference = {table}.reference)"
ITS_CASE = "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = {table}.case_id)"
"""The policy of `cases_case` holds inside of this too."""

RULES = {
    "cases_case": f"office_id = {OFFICE} AND ({CASE} IS NULL OR id = {CASE})",
    "cases_confirmation": ITS_CASE.format(table="cases_confirmation"),
    "cases_message": ITS_CASE.format(table="cases_message"),
    "cases_auditevent": f"office_id = {OFFICE}",
    "vault_datakey": f"office_id = {OFFICE}",
    "mail_outgoingmail": ABOUT_A_CASE.format(table="mail_outgoingmail"),
    "mail_outgoingletter": ABOUT_A_CASE.format(table="mail_outgoingletter"),
    "transfers_transfer": ABOUT_A_CASE.format(table="transfers_transfer"),
}

# Links carry no office: this tells, for hashes of what was sent, the office and case it belongs to,
# and nothing else. It runs with the rights of the owner. A new case is not seen by its own link before
# it is written: inserting needs the office's scope.
LINK = """
CREATE FUNCTION casework_case_of_link(hashes text[], OUT office bigint, OUT one_case bigint)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, {schema}, pg_temp AS $$
  SELECT office_id, id FROM cases_case
  WHERE (status_hash <> '' AND status_hash = ANY (hashes))
    OR (status_code_hash <> '' AND status_code_hash = ANY (hashes))
  UNION ALL
  SELECT c.office_id, c.id FROM cases_confirmation f JOIN cases_case c ON c.id = f.case_id
  WHERE (f.token_hash <> '' AND f.token_hash = ANY (hashes))
    OR (f.code_hash <> '' AND f.code_hash = ANY (hashes))
  LIMIT 1
$$
"""


def protect(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, condition in RULES.items():
        schema_editor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(
            f"CREATE POLICY own_office ON {table} USING ({condition}) WITH CHECK ({condition})"
        )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
    schema_editor.execute(LINK.format(schema=schema))
    schema_editor.execute("REVOKE ALL ON FUNCTION casework_case_of_link(text[]) FROM PUBLIC")


def open_again(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute("DROP FUNCTION casework_case_of_link(text[])")
    for table in RULES:
        schema_editor.execute(f"DROP POLICY own_office ON {table}")
        schema_editor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_codes_of_letters"),
        ("mail", "0002_outgoing_letter"),
        ("transfers", "0001_initial"),
        ("vault", "0002_keys_live_outside"),
    ]

    operations = [migrations.RunPython(protect, open_again)]
