"""Caches that are more than one line."""

from pathlib import Path


def tiles_on_disk(folder: Path, entries: int) -> dict:
    """Kept tiles of maps. A tile has 300 kB at most, about 20 kB as a rule."""
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": folder,
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": entries},
    }
