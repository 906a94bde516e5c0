"""Which administrator changed the account of somebody else; nothing is written to entries that are there already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0008_sent_mail"),
    ]

    operations = [
        migrations.AddField(
            model_name="trailentry",
            name="administrator",
            field=models.ForeignKey(
                blank=True,
                help_text="Who did this to the account of the user; empty in entries from before this was recorded.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
