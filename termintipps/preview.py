"""What the editor's form says, said back while somebody types: the rule, and the next dates.

Nothing is stored and nothing is looked up by key: the address gets what stands in the form.
"""

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from kommunen.tenancy import kommune_for
from termintipps.limits import WITHIN_OUR_TIME
from termintipps.models import Closure, DateChange, EventPage, ExtraDate
from termintipps.plan import plan
from termintipps.recurrence import RuleError
from termintipps.repeats import RepeatFields
from termintipps.wording import when_in_full

SHOWN = 10
MOST_ROWS = 150  # of a formset; nobody names more single dates
NAME = "termintipps_preview"


class PreviewForm(RepeatFields):
    """The fields that decide on dates; half-typed ones are left out."""

    start_date = forms.DateField(validators=WITHIN_OUR_TIME)
    start_time = forms.TimeField(required=False)
    end_date = forms.DateField(required=False, validators=WITHIN_OUR_TIME)
    end_time = forms.TimeField(required=False)
    skips_school_holidays = forms.BooleanField(required=False)
    skips_public_holidays = forms.BooleanField(required=False)


class FurtherForm(forms.Form):
    date = forms.DateField(validators=WITHIN_OUR_TIME)


class ChangeForm(FurtherForm):
    kind = forms.ChoiceField(choices=DateChange.Kind.choices)
    note = forms.CharField(required=False, max_length=300)
    place_name = forms.CharField(required=False, max_length=120)
    new_date = forms.DateField(required=False, validators=WITHIN_OUR_TIME)
    new_start_time = forms.TimeField(required=False)
    new_end_time = forms.TimeField(required=False)


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """A piece of HTML for the panel of the form."""
    return render(request, "termintipps/admin/series_dates.html", _said_back(request))


def urls() -> list[URLPattern]:
    return [path("termintipps/vorschau/", preview, name=NAME)]


def said_of(event: EventPage) -> dict:
    """Sentence and next dates of an event, saved or not."""
    now = timezone.now()
    coming = [each for each in plan(event, now) if each.ends_at > now]
    return {
        "sentence": _sentence(event),
        "dates": [(when_in_full(each), each) for each in coming[:SHOWN]],
        "more": len(coming) - SHOWN,
    }


def _said_back(request: HttpRequest) -> dict:
    form = PreviewForm(request.GET)
    if not form.is_valid():
        return {}  # the form itself says what is missing, once it is sent
    try:
        rule = form.rule_of(form.cleaned_data)
    except RuleError as error:
        return {"error": str(error)}
    names = ("start_date", "start_time", "end_date", "end_time")
    facts = {name: form.cleaned_data[name] for name in names}
    event = EventPage(
        rrule=str(rule or ""),
        skips_school_holidays=form.cleaned_data["skips_school_holidays"],
        skips_public_holidays=form.cleaned_data["skips_public_holidays"],
        **facts,
    )
    if event.last_date < event.start_date:
        return {"error": gettext("The last day lies before the first.")}
    event.school_holidays = Closure.stretches_for(kommune_for(request).site)
    event.extra_dates = [
        ExtraDate(**each) for each in _rows(request.GET, "extra_dates", FurtherForm)
    ]
    event.date_changes = [
        DateChange(**each) for each in _rows(request.GET, "date_changes", ChangeForm)
    ]
    return said_of(event)


def _rows(query: QueryDict, prefix: str, form_class: type[forms.Form]) -> list[dict]:
    """Rows of a formset that are filled in and not taken away again, one for each day."""
    rows = {}
    for number in range(MOST_ROWS):
        form = form_class(query, prefix=f"{prefix}-{number}")
        if not query.get(f"{prefix}-{number}-DELETE") and form.is_valid():
            rows[form.cleaned_data["date"]] = form.cleaned_data
    return list(rows.values())


def _sentence(event: EventPage) -> str:
    """ "jeden 2. Dienstag im Monat, fällt in den Ferien aus, dazu 2 weitere Termine"."""
    rhythm = event.rule.sentence() if event.rule else gettext("once")
    further = len(event.extra_dates.all())
    more = ngettext("and %(n)s further date", "and %(n)s further dates", further) % {"n": further}
    return ", ".join(filter(None, [rhythm, event.pauses, more if further else ""]))
