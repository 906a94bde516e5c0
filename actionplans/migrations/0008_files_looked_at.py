"""The type of a file says what was found in it; of files that were brought before anybody looked it says nothing."""

from django.db import migrations, models

FIELD = models.CharField(
    blank=True,
    help_text="Its media type by its content, not by its name (reading.kinds); empty where nobody has looked.",
    max_length=100,
    verbose_name="what it is",
)


def nobody_has_looked(apps, schema_editor):
    apps.get_model("actionplans", "Evidence").objects.using(schema_editor.connection.alias).update(content_type="")


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0007_proposals_and_challenges")]

    operations = [
        migrations.AlterField(model_name="evidence", name="content_type", field=FIELD),
        migrations.AlterField(model_name="historicalevidence", name="content_type", field=FIELD.clone()),
        migrations.RunPython(nobody_has_looked, migrations.RunPython.noop),
    ]
