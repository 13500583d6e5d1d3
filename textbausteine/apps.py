from django.apps import AppConfig


class TextbausteineConfig(AppConfig):
    name = "textbausteine"
