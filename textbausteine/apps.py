"""Texts: the blocks that pages are made of, and text modules that all towns share."""

from django.apps import AppConfig


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
    default_auto_field = "django.db.models.BigAutoField"
