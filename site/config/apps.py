"""The project as an app: the place where Django finds its checks."""

from django.apps import AppConfig
from django.core.checks import register

from config.checks import check_sqlite


class ProjectConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        register(check_sqlite, deploy=True)
        # Imports models, so not before all apps are there.
        from config.root_paths import use_branches

        use_branches()
