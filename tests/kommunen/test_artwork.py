"""Icons and scenes: named, complete, with words for those who do not see them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template

from kommunen.look import artwork
from kommunen.models import Category

TEMPLATES = sorted(settings.REPO_DIR.glob("*/templates/**/*.*ml"))
USES = re.compile(r"""\{% (icon|icon_shapes|scene) ["']([\w-]+)["']""")


def rendered(source: str, **context) -> str:
    return Template("{% load kommunen_tags %}" + source).render(Context(context))


def test_an_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in rendered('{% icon "search" %}')
    assert 'role="img" aria-label="Fällt aus"' in rendered('{% icon "stop" label="Fällt aus" %}')


def test_a_label_cannot_break_out():
    assert "<b>" not in rendered('{% icon "stop" label=label %}', label='"><b>')


def test_a_scene_brings_its_alternative_text_and_the_towns_inks():
    drawn = rendered('{% scene "repair-cafe" %}')

    assert 'aria-label="Zwei Menschen reparieren gemeinsam einen Toaster"' in drawn
    assert "var(--il-main" in drawn


def test_a_scene_may_be_decoration_or_say_something_else():
    assert 'aria-hidden="true"' in rendered('{% scene "workshop" alt="" %}')
    assert 'aria-label="Ein Kurs"' in rendered('{% scene "workshop" alt="Ein Kurs" %}')


@pytest.mark.parametrize("name", artwork.scene_names())
def test_every_scene_has_an_alternative_text_and_is_small(name):
    drawn = artwork.scene(name)

    assert re.search(r'aria-label="[^"]{20,}"', drawn)
    assert len(drawn) < 6000


@pytest.mark.parametrize("name", [*artwork.icon_names(), *artwork.scene_names()])
def test_no_drawing_needs_what_our_pages_forbid(name):
    file = next(Path("kommunen/look").glob(f"*/{name}.svg"))

    assert not re.search(r"style=|<style|<script|href=|<text", file.read_text("utf-8"))


def test_every_pictogram_that_a_category_may_have_exists():
    assert set(Category.Pictogram.values) <= set(artwork.icon_names("k-"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_name_only_drawings_that_exist(template):
    names = {"scene": artwork.scene_names()}
    for tag, name in USES.findall(template.read_text("utf-8")):
        assert name in names.get(tag, artwork.icon_names())


def test_an_unknown_name_fails_at_the_desk(settings):
    settings.DEBUG = True

    with pytest.raises(LookupError, match="No drawing 'unknown'"):
        rendered("{% icon name %}", name="unknown")


def test_an_unknown_name_from_the_database_breaks_no_public_page(settings, caplog):
    settings.KOMMUNEN_STRICT_DRAWINGS = False

    assert rendered("{% icon name %}", name="unknown") == ""
    assert "unknown" in caplog.text
