"""Triggers that refuse to change or delete a published version."""

from django.db import migrations

from actionplans import guards


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0002_initial")]
    operations = [migrations.RunPython(install, remove)]
