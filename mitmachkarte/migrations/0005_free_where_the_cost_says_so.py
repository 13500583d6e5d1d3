"""Tick "free of charge" where the words for the cost say nothing else.

Reversible: yes (nothing is undone, the column goes with 0004). Rows touched: about half of the
initiatives. Drafts keep their empty box until somebody saves them.
"""

from django.db import migrations

WORDS = ("keine", "kostenlos", "kostenfrei", "gratis", "umsonst", "0 €", "0 Euro", "nichts")


def tick(apps, schema_editor):
    pages = apps.get_model("mitmachkarte", "InitiativePage").objects
    for word in WORDS:
        pages.filter(cost__iexact=word).update(is_free=True)


class Migration(migrations.Migration):
    dependencies = [("mitmachkarte", "0004_weekdays_and_free_of_charge")]
    operations = [migrations.RunPython(tick, migrations.RunPython.noop)]
