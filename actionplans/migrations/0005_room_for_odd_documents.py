"""Room for what boards have written in long cells, and for keys of a document that nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0004_imports")]
    operations = [
        migrations.AddField("plan", "source_unknown", models.JSONField(default=dict, blank=True)),
        migrations.AddField("historicalplan", "source_unknown", models.JSONField(default=dict, blank=True)),
        migrations.AddField("action", "ended_unknown", models.JSONField(default=dict, blank=True)),
        migrations.AddField("historicalaction", "ended_unknown", models.JSONField(default=dict, blank=True)),
        migrations.AddField("deadlinemove", "unknown", models.JSONField(default=dict, blank=True)),
        migrations.AddField("historicaldeadlinemove", "unknown", models.JSONField(default=dict, blank=True)),
        migrations.AlterField("action", "deadline_text", models.CharField("by when", max_length=5000, blank=True)),
        migrations.AlterField(
            "historicalaction", "deadline_text", models.CharField("by when", max_length=5000, blank=True)
        ),
        migrations.AlterField(
            "action",
            "lead_text",
            models.CharField("lead", max_length=5000, blank=True, help_text="Leads as typed; read into Lead rows."),
        ),
        migrations.AlterField(
            "historicalaction",
            "lead_text",
            models.CharField("lead", max_length=5000, blank=True, help_text="Leads as typed; read into Lead rows."),
        ),
        migrations.AlterField("deadline", "label", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("historicaldeadline", "label", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("deadlinemove", "was", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("historicaldeadlinemove", "was", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("deadlinemove", "became", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("historicaldeadlinemove", "became", models.CharField(max_length=5000, blank=True)),
        migrations.AlterField("lead", "name", models.CharField(max_length=5000)),
        migrations.AlterField("historicallead", "name", models.CharField(max_length=5000)),
        migrations.AlterField("recommendation", "number", models.CharField(max_length=40, blank=True)),
        migrations.AlterField("historicalrecommendation", "number", models.CharField(max_length=40, blank=True)),
        migrations.AlterField("progressentry", "as_written", models.CharField(max_length=200, blank=True)),
        migrations.AlterField("historicalprogressentry", "as_written", models.CharField(max_length=200, blank=True)),
        migrations.AlterField(
            "progressentry",
            "author_words",
            models.CharField("by", max_length=200, blank=True, help_text="Initials or name, as printed."),
        ),
        migrations.AlterField(
            "historicalprogressentry",
            "author_words",
            models.CharField("by", max_length=200, blank=True, help_text="Initials or name, as printed."),
        ),
    ]
