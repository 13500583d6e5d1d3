"""Settings for the tests: fast password hashing, files in a folder of each test."""

from config.database import database_from
from config.settings.base import *
from config.settings.base import VAR_DIR

VAR_DIR.mkdir(exist_ok=True)

SECRET_KEY = "only-for-the-tests"
DATABASES = {"default": database_from(default=f"sqlite:///{VAR_DIR}/unused.sqlite3")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests' server reads and writes from threads of its own.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],
        # What a power cut may take is made anew by the next run.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
