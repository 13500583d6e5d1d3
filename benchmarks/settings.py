"""As on a server of one process: no debugging, templates read once, SQLite in `var/`."""

import os

from config.settings import test
from config.settings.test import *

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES = [
    {
        **test.TEMPLATES[0],
        "DIRS": [*test.TEMPLATES[0]["DIRS"], test.REPO_DIR / "benchmarks/templates"],
    }
]
MEDIA_ROOT = test.VAR_DIR / "bench-media"
STORAGES = {
    **test.STORAGES,
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
}
if "DATABASE_URL" not in os.environ:
    DATABASES = {"default": {**test.DATABASES["default"], "NAME": test.VAR_DIR / "bench.sqlite3"}}
