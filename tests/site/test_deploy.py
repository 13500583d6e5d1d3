"""What stands in deploy/: the command for operators, and what the image must not hold."""

import os
import subprocess

from django.conf import settings

from tests.site.test_environment import COMPLETE

REPO = settings.REPO_DIR


def test_manage_reads_the_servers_environment_and_runs_as_its_user(tmp_path):
    values = {**COMPLETE, "DEFAULT_FROM_EMAIL": "'MehrWert <mehrwert@mehrwert.example>'"}
    environment = tmp_path / "env"
    environment.write_text("".join(f"{name}={value}\n" for name, value in values.items()))
    runuser = tmp_path / "runuser"  # the real one needs root and the user
    runuser.write_text('#!/bin/sh\necho "$1 $2"; shift 3; exec "$@"\n')
    runuser.chmod(0o755)
    done = subprocess.run(
        [REPO / "deploy/manage", "diffsettings", "--output", "unified"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "MEHRWERT_ENV": str(environment)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.startswith("-u mehrwert\n")
    assert "DEFAULT_FROM_EMAIL = 'MehrWert <mehrwert@mehrwert.example>'" in done.stdout
    assert "SECURE_SSL_REDIRECT = True" in done.stdout


def test_the_environment_stays_out_of_the_image():
    assert "deploy/env" in (REPO / ".dockerignore").read_text().splitlines()


def test_the_environment_of_the_containers_is_not_committed():
    ignored = subprocess.run(["git", "check-ignore", "-q", "deploy/env"], cwd=REPO, check=False)

    assert ignored.returncode == 0
