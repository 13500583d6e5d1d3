"""The wheel in somebody else's project: `wagtail start`, our settings from docs/plugin.md, a town.

The project runs in processes of its own, which see the installed wheel and not this repository.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import settings

# The wheel is built and the projects are set up once: all tests of this file in one process.
pytestmark = pytest.mark.xdist_group("wheel")

PLUGIN_APPS = [app for app in settings.OUR_APPS if app != "home"]
REPO = settings.REPO_DIR
BLOCK = re.compile(
    r"```python\n# (?P<file>settings/base\.py|urls\.py)[^\n]*\n(?P<code>.*?)```", re.S
)


def run(*command, cwd: Path, path: Path | None = None) -> str:
    """Run a command without this project's settings; return what it printed."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built from a copy, so that nothing left over from an earlier build gets in."""
    source = tmp_path_factory.mktemp("source")
    for name in [*PLUGIN_APPS, "docs"]:
        shutil.copytree(REPO / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPO / "pyproject.toml", source)
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", "dist", cwd=source)
    return next((source / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder into which the wheel was installed."""
    target = tmp_path_factory.mktemp("installed")
    run(
        *["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel],
        cwd=target,
    )
    return target


@pytest.fixture(scope="module", params=["our media models", "the host's own media models"])
def host(request, installed, tmp_path_factory) -> Path:
    """A fresh Wagtail project which follows docs/plugin.md, with one town."""
    project = tmp_path_factory.mktemp("host")
    run("-c", START, "gastgeber", ".", cwd=project)
    page = (REPO / "docs/plugin.md").read_text()
    for block in BLOCK.finditer(page):
        if "IMAGE_MODEL" in block["code"] and request.param != "our media models":
            continue
        with (project / "gastgeber" / block["file"]).open("a") as file:
            file.write("\n" + block["code"])
    run("manage.py", "migrate", "--verbosity", "0", cwd=project, path=installed)
    run(
        *["manage.py", "create_kommune", "--name", "Musterstadt", "--ags", "05158028"],
        *["--host", "musterstadt.example"],
        cwd=project,
        path=installed,
    )
    return project


START = "from wagtail.bin.wagtail import main; import sys; sys.argv[1:1] = ['start']; main()"


@pytest.fixture(scope="module")
def seen(host, installed) -> dict[str, int]:
    """What the host project answers: {what was asked: status}."""
    return json.loads(run("manage.py", "shell", "-v0", "-c", PROBE, cwd=host, path=installed))


PROBE = """
import json
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client

settings.ALLOWED_HOSTS = ["*"]
town = Client(headers={"host": "musterstadt.example"})
own = Client(headers={"host": "localhost"})
editor = Client(headers={"host": "localhost"})
user = User.objects.create_user("own-editor", password="x")
user.groups.add(Group.objects.get(name="Editors"))
editor.force_login(user)

print(json.dumps({
    "town map": town.get("/mitmachkarte/").status_code,
    "town events": town.get("/termintipps/").status_code,
    "town data": town.get("/api/v1/initiatives.geojson").status_code,
    "town calendar": town.get("/termintipps/kalender.ics").status_code,
    "town embed": town.get("/einbetten/karte/").status_code,
    "own start page": own.get("/").status_code,
    "own map": own.get("/mitmachkarte/").status_code,
    "own admin": editor.get("/admin/").status_code,
    "own report": editor.get("/admin/reports/site-history/").status_code,
    "own images": editor.get("/admin/images/").status_code,
}))
"""


@pytest.mark.parametrize("app", [app for app in PLUGIN_APPS if (REPO / app / "urls.py").exists()])
def test_the_page_names_the_addresses_of_every_app(app):
    assert f'include("{app}.urls")' in (REPO / "docs/plugin.md").read_text()


def test_brings_everything_the_apps_need(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == set(PLUGIN_APPS)
    for needed in [
        "kommunen/templates/kommunen/page.html",
        "kommunen/static/kommunen/css/look.built.css",
        "kommunen/geo/data/nrw-gemeinden.topojson",
        "kommunen/locale/de/LC_MESSAGES/django.mo",
        "mitmachkarte/static/mitmachkarte/vendor/leaflet/leaflet.js",
    ]:
        assert needed in names


def test_leaves_no_file_of_the_apps_behind(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    tracked = subprocess.run(
        ["git", "ls-files", *PLUGIN_APPS], cwd=REPO, capture_output=True, text=True, check=True
    ).stdout.split()

    assert {name for name in tracked if not name.endswith(".po")} - packed == set()


def test_a_town_answers_in_the_host_project(seen):
    assert seen["town map"] == 200
    assert seen["town events"] == 200
    assert seen["town calendar"] == 200
    assert seen["town data"] == 200
    assert seen["town embed"] == 200


def test_the_hosts_own_site_stays_its_own(seen):
    assert seen["own start page"] == 200
    assert seen["own map"] == 404


def test_the_hosts_own_editors_stay_free(seen):
    assert seen["own admin"] == 200
    assert seen["own report"] == 200
    assert seen["own images"] == 200


def test_the_host_project_needs_no_migration_of_its_own(host, installed):
    run("manage.py", "makemigrations", "--check", "--dry-run", cwd=host, path=installed)
