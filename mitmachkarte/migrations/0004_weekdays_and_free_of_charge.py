"""Days of the week and “free of charge”, so that visitors can filter by them."""

from django.db import migrations, models

import mitmachkarte.weekdays


class Migration(migrations.Migration):
    dependencies = [
        ("mitmachkarte", "0003_freshness"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiativepage",
            name="is_free",
            field=models.BooleanField(
                default=False,
                help_text="Taking part costs nothing; a donation may be asked for.",
                verbose_name="free of charge",
            ),
        ),
        migrations.AddField(
            model_name="initiativepage",
            name="weekdays",
            field=mitmachkarte.weekdays.WeekdaysField(
                blank=True,
                help_text="Visitors can look for what is on a certain day. Every day: tick all.",
                max_length=7,
                verbose_name="days of the week",
            ),
        ),
        migrations.AlterField(
            model_name="initiativepage",
            name="languages",
            field=models.CharField(
                blank=True,
                help_text="Example: “Deutsch, Türkisch, Englisch”. Visitors can filter by them: put commas between, and write them always alike.",
                max_length=120,
                verbose_name="languages",
            ),
        ),
    ]
