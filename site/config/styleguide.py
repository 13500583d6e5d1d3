"""Every component in each of its states, for those who build and judge the look. Only with DEBUG.

`?theme=dark|light`, `?mood=…` and `?colour=rrggbb` show the same page in another dress.
"""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kommunen.look.artwork import icon_names, scene_names
from kommunen.look.colours import HEX
from kommunen.look.theme import SCALE, stylesheet_name
from kommunen.models import Category, KommuneSettings

# What a browser has shown wrong before: the longest words that a town's page may hold.
LONG_WORD = "Nachbarschaftsreparaturwerkstattgemeinschaft"
LONG_TITLE = "Klimaanpassungskonzeptentwicklungsbeiratssitzung mit Bürgerfragestunde"


class SampleForm(forms.Form):
    """One field of each kind; sent empty, so that it shows its errors."""

    name = forms.CharField(label="Name der Initiative")
    mail = forms.EmailField(label="E-Mail", help_text="Wird nicht veröffentlicht.")
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    district = forms.ChoiceField(label="Ortsteil", choices=[("", "Bitte wählen"), ("h", "Hösel")])
    message = forms.CharField(label="Ihre Nachricht", widget=forms.Textarea)
    times = forms.MultipleChoiceField(
        label="Wann haben Sie Zeit?",
        choices=[("e", "werktags am Abend"), ("w", "am Wochenende"), ("l", LONG_WORD)],
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.ChoiceField(
        label="Wie dürfen wir antworten?",
        choices=[("m", "per E-Mail"), ("t", "per Telefon")],
        widget=forms.RadioSelect,
    )
    consent = forms.BooleanField(label="Meine Angaben dürfen veröffentlicht werden.")


def styleguide(request: HttpRequest) -> HttpResponse:
    colour = f"#{request.GET.get('colour', '')}"
    mood = request.GET.get("mood", "")
    theme = request.GET.get("theme", "")
    return render(
        request,
        "styleguide/page.html",
        {
            "colours_url": reverse("kommunen_colours", args=[stylesheet_name(colour)])
            if HEX.fullmatch(colour)
            else "",
            "mood": mood if mood in KommuneSettings.Mood.values else "",
            "theme": theme if theme in ("light", "dark") else "",
            "moods": KommuneSettings.Mood.values,
            "scale": [step.name for step in SCALE],
            "inks": ["sun-86", "coral-66", "leaf-66", "leaf-48"],
            "looks": [
                (look.value, pictogram.value)
                for look, pictogram in zip(Category.Look, Category.Pictogram, strict=True)
            ],
            "icons": icon_names(),
            "scenes": scene_names(),
            "form": SampleForm(),
            "wrong_form": SampleForm(
                {"mail": "garten(at)beispiel", "name": LONG_WORD}, auto_id="wrong_%s"
            ),
            "list_page": Paginator(range(200), 10).page(5),
            "long_word": LONG_WORD,
            "long_title": LONG_TITLE,
            "day": date(2026, 11, 18),
            "early_day": date(2025, 3, 2),
        },
    )
