"""Plans that were removed before anything was published, and plans that are archived. Nothing is written to plans that are there."""

from django.db import migrations, models

REMOVED = models.DateTimeField(
    blank=True,
    help_text="A removed plan is found nowhere, until it is restored.",
    null=True,
    verbose_name="removed",
)
REASON = models.TextField(blank=True, max_length=50000, verbose_name="why it was removed", default="")
ARCHIVED = models.DateTimeField(
    blank=True,
    help_text="An archived plan can be read, and is in no list of what is to do.",
    null=True,
    verbose_name="archived",
)


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0018_first_version_number")]

    operations = [
        *(
            migrations.AddField(model, name, field.clone(), preserve_default=name != "removed_reason")
            for model in ("plan", "historicalplan")
            for name, field in (("removed_at", REMOVED), ("removed_reason", REASON), ("archived_at", ARCHIVED))
        ),
        migrations.AddConstraint(
            "plan",
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_reason="")
                | models.Q(removed_at__isnull=False) & ~models.Q(removed_reason=""),
                name="removed_plan_has_its_reason",
            ),
        ),
    ]
