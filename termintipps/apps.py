"""Events and their dates."""

from django.apps import AppConfig


class TermintippsConfig(AppConfig):
    name = "termintipps"
    default_auto_field = "django.db.models.BigAutoField"
