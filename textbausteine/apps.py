"""Texts that towns share."""

from django.apps import AppConfig


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
    default_auto_field = "django.db.models.BigAutoField"
