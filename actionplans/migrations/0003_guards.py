"""Kept for databases that know it by its name: the guards are put on after each ``migrate`` (boards.guards)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0002_initial")]
    operations = []
