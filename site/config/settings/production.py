"""Settings for the server. Whatever is secret or differs by host comes from the environment.

A missing variable stops the start with its name; docs/operations.md explains each of them.
"""

import dj_email_url
from environs import env
from environs import validate as must

from config.caches import tiles_on_disk
from config.database import database_from
from config.logs import logging_to_stdout
from config.settings.base import *
from config.settings.base import VAR_DIR

SECRET_KEY = env.str("SECRET_KEY", validate=must.Length(min=50))
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", [])
DATABASES = {"default": database_from()}

# Links in mails to editors lead to the central site.
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", validate=must.URL(require_tld=False))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", validate=must.Length(min=3))
MAIL_SERVER = must.Regexp("(smtp|submission|console)://")
vars().update(dj_email_url.parse(env.str("EMAIL_URL", validate=MAIL_SERVER)))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not take a worker with it

# Without Redis the workers of this one machine share a folder. Memory of their own would not do:
# Wagtail keeps the sites' addresses in the cache, and each worker has to see a change.
if redis_url := env.str("REDIS_URL", ""):
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": env.path("CACHE_DIR", VAR_DIR / "cache"),
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        }
    }
# Tiles of maps lie on this machine's disk in any case: large, many, and fetched again if lost.
CACHES["tiles"] = tiles_on_disk(
    env.path("TILE_CACHE_DIR", VAR_DIR / "tiles"), env.int("TILE_CACHE_ENTRIES", 20_000)
)
KOMMUNEN_TILE_SERVICES = env.json("TILE_SERVICES", KOMMUNEN_TILE_SERVICES)
KOMMUNEN_TILE_FILES = env.path("TILE_FILES_DIR", VAR_DIR / "maps")

MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
STATIC_ROOT = env.path("STATIC_ROOT", VAR_DIR / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the contents, so browsers may keep the files for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if bucket := env.str("S3_BUCKET", ""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", None),
            "region_name": env.str("S3_REGION", None),
            "access_key": env.str("S3_ACCESS_KEY"),
            "secret_key": env.str("S3_SECRET_KEY"),
            "file_overwrite": False,
            "default_acl": None,  # the bucket is private; our own view hands the files out
        },
    }

KOMMUNEN_KEEP_PAGES_SECONDS = 60
KOMMUNEN_SECOND_FACTOR_FOR_ALL = env.bool("SECOND_FACTOR_FOR_ALL", False)

# How many proxies of our own stand before us. Only they may say that the visitor used https
# (X-Forwarded-Proto) and from where (X-Forwarded-For, counted from its end).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1, validate=must.Range(min=0))
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 60 * 60 * 24 * 365)
# A town lends us one host name. What its other names and its subdomains do is its own affair.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# "__Host-": no neighbour below the same domain, another town perhaps, can set these cookies.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: a long working day

LOGGING = logging_to_stdout(
    level=env.str("LOG_LEVEL", "INFO", validate=must.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"])),
    form=env.str("LOG_FORM", "plain", validate=must.OneOf(["plain", "json"])),
)
