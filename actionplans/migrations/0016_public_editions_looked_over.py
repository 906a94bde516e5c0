import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actionplans", "0015_publication_as_seen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="print",
            name="looked_over_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Of a public edition: who first read through the names that stay in it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="print",
            name="looked_over_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
