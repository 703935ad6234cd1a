"""Signing in through a provider, and attempts counted in the database for all processes."""

from django.core.management import call_command
from django.db import migrations, models

ATTEMPTS = "casework_cache"


def make_table(apps, schema_editor):
    call_command("createcachetable", ATTEMPTS, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {ATTEMPTS}")


class Migration(migrations.Migration):
    dependencies = [("offices", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="subject",
            field=models.CharField(editable=False, max_length=255, null=True, unique=True),
        ),
        migrations.RunPython(make_table, drop_table),
    ]
