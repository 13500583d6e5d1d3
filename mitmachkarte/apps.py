"""Initiatives on a map."""

from django.apps import AppConfig


class MitmachkarteConfig(AppConfig):
    name = "mitmachkarte"
    default_auto_field = "django.db.models.BigAutoField"
