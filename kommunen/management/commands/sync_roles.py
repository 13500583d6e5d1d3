"""`manage.py sync_roles`: give the roles of all tenants what the code says they may do.

For use after an update that changes what a role may do. Safe to run at any time.
"""

from django.core.management.base import BaseCommand

from kommunen.models import Kommune
from kommunen.people.roles import sync_groups


class Command(BaseCommand):
    help = "Give the roles of all tenants the permissions that this version knows."

    def handle(self, *args, **options) -> None:
        tenants = list(Kommune.objects.complete())
        for kommune in tenants:
            sync_groups(kommune)
        self.stdout.write(f"{len(tenants)} tenants")
