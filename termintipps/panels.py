"""The editor's form of an event, in the order in which people think: what, when, where, who."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel

from termintipps.models.audience import TARGET_GROUPS
from termintipps.origin_panel import OriginPanel

MAX_FURTHER = 100


class SeriesPanel(Panel):
    """Says the rule in a sentence, and which dates follow from it, while somebody types."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "termintipps/admin/series_panel.html"
        media = forms.Media(js=["termintipps/js/series-preview.js"])

        def get_context_data(self, parent_context=None) -> dict:
            from termintipps.preview import NAME, said_of

            context = super().get_context_data(parent_context)
            context["preview_url"] = reverse(NAME)
            if self.instance.pk and not self.form.errors:  # else the script asks for the fields
                context |= said_of(self.instance)
            return context


WHEN = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
    ],
    heading=_("When?"),
    icon="date",
)
# Wagtail's own controller; without script all fields show, and the help texts say which count.
RULES = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}
IF_WEEKLY = {"data-w-rules-target": "show", "data-w-rules": '{"repeats": "weekly"}'}
IF_AGAIN = {
    "data-w-rules-target": "show",
    "data-w-rules": '{"repeats": ["weekly", "by_weekday", "by_last_weekday", "by_date", "yearly"]}',
}
AGAIN = MultiFieldPanel(
    [
        SeriesPanel(),
        FieldPanel("repeats"),
        FieldPanel("repeat_weekdays", attrs=IF_WEEKLY),
        FieldPanel("repeat_interval", attrs=IF_AGAIN),
        FieldRowPanel([FieldPanel("repeat_until"), FieldPanel("repeat_count")], attrs=IF_AGAIN),
        FieldRowPanel(
            [FieldPanel("skips_school_holidays"), FieldPanel("skips_public_holidays")],
            attrs=IF_AGAIN,
        ),
        InlinePanel(
            "extra_dates",
            heading=_("Further dates"),
            label=_("further date"),
            help_text=_("Days besides the repetition, also in the holidays."),
            max_num=MAX_FURTHER,
        ),
    ],
    heading=_("Does it come again?"),
    icon="rotate",
    attrs=RULES,
)
CHANGES = InlinePanel(
    "date_changes",
    heading=_("Single dates that differ"),
    label=_("date"),
    help_text=_("The series stays; only the dates named here are different."),
    icon="cross",
)
WHERE = MultiFieldPanel(
    [
        FieldPanel("place_name"),
        FieldPanel("place_address"),
        FieldPanel("district"),
        FieldPanel("location"),
        FieldPanel("is_online"),
        FieldRowPanel([FieldPanel("online_url"), FieldPanel("online_url_minutes")]),
    ],
    heading=_("Where?"),
    icon="site",
)
WHO = MultiFieldPanel(
    [FieldPanel("organiser"), FieldPanel("organiser_name"), FieldPanel("contact")],
    heading=_("Who invites?"),
    icon="group",
)
GOOD_TO_KNOW = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("is_free"), FieldPanel("is_step_free")]),
        FieldPanel("cost"),
        FieldRowPanel([FieldPanel("registration_url"), FieldPanel("registration_email")]),
        FieldPanel("accessibility"),
    ],
    heading=_("Good to know"),
    icon="info-circle",
)
SORTED = MultiFieldPanel(
    [
        FieldPanel("categories", widget=forms.CheckboxSelectMultiple),
        FieldPanel("is_tip"),
        MultiFieldPanel(
            [FieldPanel(each) for each in TARGET_GROUPS.values()], heading=_("For whom above all?")
        ),
    ],
    heading=_("Sorted under"),
    icon="tag",
)
EVENT_PANELS = [
    OriginPanel(),
    FieldPanel("summary"),
    WHEN,
    AGAIN,
    CHANGES,
    WHERE,
    WHO,
    GOOD_TO_KNOW,
    SORTED,
    FieldPanel("picture"),
    FieldPanel("body"),
]
