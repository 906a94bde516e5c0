"""Whether the file of an import holds macros; nothing is written to imports that are there already."""


from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0008_files_looked_at"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalimport",
            name="macros",
            field=models.BooleanField(
                help_text="Whether the file holds macros; empty for files that were read before this was recorded.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="macros",
            field=models.BooleanField(
                help_text="Whether the file holds macros; empty for files that were read before this was recorded.",
                null=True,
            ),
        ),
    ]
