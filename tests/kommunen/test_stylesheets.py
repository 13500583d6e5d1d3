"""The stylesheets keep the rules of the look, and what is built is what was written."""

import posixpath
import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

CSS = settings.REPO_DIR / "kommunen/static/kommunen/css"
SITE_CSS = settings.REPO_DIR / "site/static/site/css"
COMPONENTS = [
    *sorted((CSS / "components").glob("*.css")),
    *(file for file in sorted(SITE_CSS.glob("*.css")) if file.stem in ("header", "footer")),
]
KERN = settings.REPO_DIR / "node_modules/@kern-ux/native/dist/kern.css"


def without_comments(file) -> str:
    return re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.S)


def test_everything_is_built():
    subprocess.run(["node", "scripts/assets.mjs", "--check"], cwd=settings.REPO_DIR, check=True)


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_components_read_meaning_and_no_raw_colour(file):
    raw = re.findall(
        r"#[0-9a-f]{3,8}\b|oklch\(|rgb\(|--(?:brand|ink)\b|light-dark", without_comments(file)
    )

    assert raw == []


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_is_part_of_the_look(file):
    entries = (CSS / "look.css").read_text() + (SITE_CSS / "site.css").read_text()

    assert f'{file.name}"' in entries


def test_names_we_share_with_kern_are_kerns():
    theirs = set(re.findall(r"--kern-[\w-]+", KERN.read_text("utf-8")))
    ours = {
        name
        for file in CSS.rglob("*.css")
        for name in re.findall(r"--kern-[\w-]+", file.read_text())
    }

    assert ours - theirs == set()


def test_every_token_that_is_read_is_set():
    text = "".join(
        file.read_text("utf-8") for folder in (CSS, SITE_CSS) for file in folder.rglob("*.css")
    )
    read = set(re.findall(r"var\((--(?!w-)[\w-]+)\)", text))  # --w-…: the admin's own
    written = set(re.findall(r"(--[\w-]+):", text))

    assert read - written == set()


@pytest.mark.parametrize("built", ["kommunen/css/look.built.css", "site/css/site.built.css"])
def test_what_a_built_sheet_names_lies_where_it_says(built):
    text = Path(finders.find(built)).read_text("utf-8")
    references = re.findall(r'url\("([^"]+)"\)', text)

    assert references
    for reference in references:
        assert finders.find(posixpath.normpath(f"{posixpath.dirname(built)}/{reference}"))


def test_old_browsers_get_the_light_scheme_in_plain_words():
    built = (SITE_CSS / "site.built.css").read_text("utf-8")
    fallback = built.partition("@supports not (color: light-dark(#000,#fff)){:root,[data-town]{")[2]

    assert "--kern-color-layout-text-default:var(--ink-20)" in fallback.partition("}")[0]
    assert "light-dark" not in fallback.partition("}")[0]
