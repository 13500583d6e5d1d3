"""Settings for the tests: fast password hashing, files in memory."""

from config.database import database_from
from config.settings.base import *
from config.settings.base import VAR_DIR

SECRET_KEY = "only-for-the-tests"
DATABASES = {"default": database_from(default=f"sqlite:///{VAR_DIR}/test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
