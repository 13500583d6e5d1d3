"""The small parts that pages include: stamp, pagination, field, errors, picture."""

import re
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from kommunen.templatetags.kommunen_tags import alt_text, long_date, long_weekday
from tests.factories.kommunen import image

NB = "\N{NO-BREAK SPACE}"


def rendered(name: str, address: str = "/", **context) -> str:
    template = engines["django"].get_template(f"kommunen/{name}.html")
    markup = template.render(context, RequestFactory().get(address))
    return re.sub(r"[ \n]+", " ", markup).strip()


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="Vor- und Nachname")
    website = forms.CharField(label="Website", required=False)
    times = forms.MultipleChoiceField(
        label="Zeiten", choices=[("e", "abends")], widget=forms.CheckboxSelectMultiple
    )


def test_dates_are_written_as_germans_do():
    assert long_date(date(2026, 11, 12)) == f"12.{NB}November 2026"
    assert long_weekday(date(2026, 12, 5)) == f"Sa, 5.{NB}Dezember 2026"
    assert long_weekday(date(2026, 12, 6)) == f"So, 6.{NB}Dezember 2026"
    assert long_date(None) == ""


def test_a_stamp_says_who_confirmed():
    text = rendered("stamp", stand=date(2026, 11, 18), confirmed=date(2026, 11, 12))

    assert f"bestätigt am 12.{NB}November 2026" in text
    assert f"Stand: 18.{NB}November 2026" in text


def test_pages_keep_the_filters():
    page = Paginator(range(50), 10).page(3)

    text = rendered("pagination", "/karte/?category=a&category=b&page=3", page_obj=page)
    assert 'href="?category=a&amp;category=b&amp;page=4">Weiter' in text
    assert 'href="?category=a&amp;category=b">1<' in text
    assert 'aria-current="page" aria-label="Seite 3"' in text


def test_a_single_page_has_no_pagination():
    assert rendered("pagination", page_obj=Paginator(range(5), 10).page(1)) == ""


def test_a_field_is_joined_to_its_hint_and_its_error():
    form = Form({})
    form.is_valid()

    text = rendered("field", field=form["name"])
    assert '<label for="id_name">Name</label>' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text
    assert 'id="id_name_helptext"' in text
    assert 'id="id_name_error"' in text


def test_a_field_that_may_stay_empty_says_so():
    assert "(freiwillig)" in rendered("field", field=Form()["website"])
    assert "(freiwillig)" not in rendered("field", field=Form()["name"])


def test_choices_stand_in_a_fieldset_with_a_legend():
    text = rendered("field", field=Form()["times"])

    assert "<legend>Zeiten</legend>" in text
    assert '<label class="choice" for="id_times_0">' in text


def test_the_summary_leads_to_each_field_that_is_wrong():
    form = Form({"website": "x"})
    form.is_valid()

    text = rendered("error_summary", form=form)
    assert "Bitte prüfen Sie 2 Einträge" in text
    assert '<a href="#id_name">Name</a>' in text
    assert '<a href="#id_times">Zeiten</a>' in text
    assert 'id="id_times"' in rendered("field", field=form["times"])


def test_a_right_form_has_no_summary():
    assert rendered("error_summary", form=Form()) == ""


@pytest.mark.django_db
def test_a_picture_shows_its_text_and_its_credit(town):
    picture = image(
        town, description="Ein Beet im Regen", author="Ada Beispiel", licence="CC BY 4.0"
    )

    text = rendered("image", image=picture)
    assert 'alt="Ein Beet im Regen"' in text
    assert "Ada Beispiel, CC BY 4.0" in text
    assert 'loading="lazy"' in text
    assert "800w" in text or "640w" in text


@pytest.mark.django_db
def test_a_decorative_picture_is_silent(town):
    assert 'alt=""' in rendered("image", image=image(town, is_decorative=True, description="x"))


@pytest.mark.django_db
def test_a_file_name_is_no_alternative_text(town):
    assert alt_text(image(town, title="IMG_4711")) == ""
