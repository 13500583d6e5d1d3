from django.apps import AppConfig


class MitmachkarteConfig(AppConfig):
    name = "mitmachkarte"
