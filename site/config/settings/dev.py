"""Settings for the desk and the demo: SQLite in `var/`, mails on the console.

Visitors' error pages are shown, as on the server; `DEBUG=1` shows Django's own instead.
"""

from environs import env

from config.caches import tiles_on_disk
from config.database import database_from
from config.logs import logging_to_stdout
from config.settings.base import *
from config.settings.base import VAR_DIR

VAR_DIR.mkdir(exist_ok=True)

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = "only-for-the-desk"
DATABASES = {"default": database_from(default=f"sqlite:///{VAR_DIR}/db.sqlite3")}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "tiles": tiles_on_disk(VAR_DIR / "tiles", 2000),
}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "MehrWert-Baukasten <baukasten@localhost>"
WAGTAILADMIN_BASE_URL = f"http://localhost:{env.int('PORT', 8000)}"
DEMO_IS_ALLOWED = True  # load_demo opens accounts whose names everybody knows
LOGGING = logging_to_stdout(level="WARNING")

# Static files come straight from the apps' folders, so a change shows at the next reload.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
