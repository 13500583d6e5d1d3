"""Remove the welcome page and the site “localhost:80” that Wagtail puts into a new database.

Otherwise that site would take the host name from a tenant. Only the untouched default is removed;
a database with any other page, site or revision stays as it is. Reversible: nothing comes back.
Rows touched: one page and one site.
"""

from django.db import migrations
from django.db.models import F

WELCOME = "Welcome to your new Wagtail site!"


def remove_untouched_default(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    if Site.objects.count() != 1 or Page.objects.count() != 2:
        return
    page = Page.objects.filter(
        depth=2,
        numchild=0,
        title=WELCOME,
        latest_revision=None,
        content_type__app_label="wagtailcore",
        content_type__model="page",
    ).first()
    site = Site.objects.filter(hostname="localhost", port=80, root_page=page).first()
    if page and site:
        site.delete()
        page.delete()
        Page.objects.filter(depth=1).update(numchild=F("numchild") - 1)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("kommunen", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(remove_untouched_default, migrations.RunPython.noop)]
