"""Ground floor: the tenant."""

from django.apps import AppConfig


class KommunenConfig(AppConfig):
    name = "kommunen"

    def ready(self) -> None:
        from kommunen.registry import role_permissions
        from kommunen.role_defaults import LOOKUP_PERMISSIONS

        for each in LOOKUP_PERMISSIONS:
            role_permissions.register(each)
