"""Files that were imported as an earlier version of a plan."""

from django.db import migrations, models

STATE = models.CharField(
    choices=[
        ("reading", "Being read"),
        ("review", "To be checked"),
        ("taken", "Imported"),
        ("earlier", "Imported as an earlier version"),
        ("aside", "Set aside"),
        ("refused", "Could not be read"),
    ],
    default="reading",
    max_length=8,
)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0019_removed_and_archived_plans")]

    operations = [
        migrations.AlterField("historicalimport", "state", STATE.clone()),
        migrations.AlterField("import", "state", STATE.clone()),
        migrations.RemoveConstraint("import", "what_was_taken_in_has_its_plan"),
        migrations.AddConstraint(
            "import",
            models.CheckConstraint(
                condition=~models.Q(state__in=("taken", "earlier")) | models.Q(plan__isnull=False, taken_at__isnull=False),
                name="what_was_taken_in_has_its_plan",
            ),
        ),
    ]
