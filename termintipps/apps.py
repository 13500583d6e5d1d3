from django.apps import AppConfig


class TermintippsConfig(AppConfig):
    name = "termintipps"
