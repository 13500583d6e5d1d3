"""Keep the live version of each central text as its first release, so that the next one can differ.

Reversible: yes, by doing nothing. Rows: one for each published central text (tens).
"""

import json

from django.db import migrations

STREAMS = ("body", "easy")
FIELDS = ("title", "teaser", *STREAMS, "social", "press", "newsletter", "sources", "licence")


def keep_live_versions(apps, schema_editor):
    texts = apps.get_model("textbausteine", "Textbaustein").objects
    releases = apps.get_model("textbausteine", "Release").objects
    for text in texts.filter(site=None, live=True, live_revision__isnull=False):
        stored = text.live_revision.content
        content = {name: stored.get(name) or "" for name in FIELDS}
        content |= {name: json.loads(content[name] or "[]") for name in STREAMS}
        release = releases.create(text=text, content=content, published_at=text.last_published_at)
        text.adoptions.filter(source_revision=text.live_revision).update(release=release)


class Migration(migrations.Migration):
    dependencies = [("textbausteine", "0003_contract_with_towns")]
    operations = [migrations.RunPython(keep_live_versions, migrations.RunPython.noop)]
