"""Settings every environment shares.

Rule: no secrets here and no `if DEBUG`. `dev`, `test` and `production` import this file
and say only what differs.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import csp

SITE_DIR = Path(__file__).resolve().parents[2]
REPO_DIR = SITE_DIR.parent
VAR_DIR = REPO_DIR / "var"

# From what knows most to what knows least; tests/architecture holds us to the order.
OUR_APPS = ["home", "termintipps", "mitmachkarte", "textbausteine", "inbox", "kommunen"]

WAGTAIL_APPS = [
    "wagtailgeowidget",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

DJANGO_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

INSTALLED_APPS = ["config", *OUR_APPS, *WAGTAIL_APPS, "csp", *DJANGO_APPS]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "config.proxies.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.csp.PolicyMiddleware",
    "kommunen.middleware.TenantMiddleware",
    "kommunen.kept.pages.KeptPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kommunen.people.sessions.TenantSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kommunen.middleware.AdminGuardMiddleware",
    "kommunen.audit.net.AuditMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [SITE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = [
    "kommunen.people.throttle.ThrottleBackend",  # counts attempts, knows nobody
    "django.contrib.auth.backends.ModelBackend",
]
OTP_TOTP_ISSUER = "MehrWert-Baukasten"  # what people read in their app
# The operator may require a second factor of everybody, besides single towns.
KOMMUNEN_SECOND_FACTOR_FOR_ALL = False
WAGTAILADMIN_USER_LOGIN_FORM = "kommunen.people.sign_in_form.SignInForm"

CONTENT_SECURITY_POLICY = {"DIRECTIVES": csp.PUBLIC}

# PostgreSQL shall not stem once more, in the language of its own configuration.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "config.search", "SEARCH_CONFIG": "simple"}}

FORMS_URLFIELD_ASSUME_HTTPS = True  # "www.verein.example" means https, as from Django 6 on
# A page of many blocks sends thousands of small fields, but little text.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
# Never hand visitors on to the storage: our own view asks whose document it is.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TRUSTED_PROXIES = 0
# A host that is no tenant answers 404 (kommunen.middleware); the list is in the database.
ALLOWED_HOSTS = ["*"]

# The address is a person's key: whoever could write a foreign one into an account would receive
# what a town means for somebody else.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# home.redirects does it, without the root paths of all sites.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_SITE_NAME = "MehrWert-Baukasten"
WAGTAILIMAGES_IMAGE_MODEL = "kommunen.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "kommunen.Document"
# No request to a foreign host, not from the editor's browser either.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# The operator of many towns does not want a mail for every draft that waits somewhere.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False

# The ready site turns away every host that is no tenant; a host project of the plug-in does not.
KOMMUNEN_ONLY_TENANT_HOSTS = True
KOMMUNEN_ROOT_PAGE_MODEL = "home.HomePage"
# Seconds a visitor may get a kept page; changes show at once all the same. 0: nothing is kept.
KOMMUNEN_KEEP_PAGES_SECONDS = 0
# Days for which the record of changes is kept (docs/operations.md).
KOMMUNEN_KEEP_AUDIT_DAYS = 730
# Names of `kommunen.tiles.services.PREPARED`, or the fields of services of one's own.
KOMMUNEN_TILE_SERVICES = ["basemap-grau", "basemap-farbe", "topplus-grau", "topplus-farbe"]
KOMMUNEN_TILE_FILES = VAR_DIR / "maps"  # where PMTiles files lie
# Days for which it is kept where a town's embeds were shown.
KOMMUNEN_KEEP_EMBED_DAYS = 365
# Address of a geocoder with {query} in it; the server asks it, browsers never. Empty: nobody does.
MITMACHKARTE_GEOCODER_URL = ""
