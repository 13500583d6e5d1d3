"""Whoever is a member already is known to the town; nobody was asked when they were last there."""

from django.db import migrations


def know_members(apps, schema_editor) -> None:
    Membership = apps.get_model("kommunen", "Membership")
    Person = apps.get_model("kommunen", "Person")
    known = {}
    for membership in Membership.objects.select_related("user"):
        user = membership.user
        known[user.pk, membership.kommune_id] = Person(
            user_id=user.pk,
            kommune_id=membership.kommune_id,
            name=f"{user.first_name} {user.last_name}".strip()[:150],
            email=user.email,
            signed_in_at=user.last_login,
        )
    Person.objects.bulk_create(known.values())


class Migration(migrations.Migration):
    dependencies = [("kommunen", "0003_people")]
    operations = [migrations.RunPython(know_members, migrations.RunPython.noop)]
