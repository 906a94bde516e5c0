"""The number of the first version that is published here, where the manager sets it."""

import django.core.validators
from django.db import migrations, models

NUMBER = models.PositiveIntegerField(
    blank=True,
    help_text="Of the first one that is published here; empty: it follows the version table that the plan brought along.",
    null=True,
    validators=[
        django.core.validators.MinValueValidator(1),
        django.core.validators.MaxValueValidator(999),
    ],
    verbose_name="number of the first version",
)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0017_names_of_leads")]

    operations = [
        migrations.AddField("plan", "first_version", NUMBER.clone()),
        migrations.AddField("historicalplan", "first_version", NUMBER.clone()),
    ]
