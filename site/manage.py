#!/usr/bin/env python
"""Django's command line for the ready site. Works from any folder."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # The apps lie beside `site/`, which is a plain folder: both must be importable.
    sys.path.insert(1, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line
    from environs import EnvError

    try:
        execute_from_command_line(sys.argv)
    except EnvError as error:
        sys.exit(f"{error}. docs/operations.md says what to set.")
