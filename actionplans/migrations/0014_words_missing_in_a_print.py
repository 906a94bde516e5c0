from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0013_words_of_imports")]

    operations = [
        migrations.AddField(
            model_name="print",
            name="missing",
            field=models.JSONField(blank=True, default=list, help_text="Words of the plan that are not on its pages."),
        ),
    ]
