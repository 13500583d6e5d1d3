"""Settings for the desk: SQLite in `var/`, mails on the console."""

from config.database import database_from
from config.settings.base import *
from config.settings.base import VAR_DIR

DEBUG = True
SECRET_KEY = "only-for-the-desk"
DATABASES = {"default": database_from(default=f"sqlite:///{VAR_DIR}/db.sqlite3")}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
