"""What other sites may show of the events: what editors choose about it, and the frame itself."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kommunen.embedding import embeddable
from kommunen.embedding.forms import HEADING_LEVELS, HEIGHT, LEVEL, EmbedForm
from kommunen.kinds import kinds_of
from kommunen.models import Category, Kommune
from kommunen.registry import EmbedKind, Frame
from kommunen.tenancy import kommune_for
from termintipps.filters import EventFilter, FilterError
from termintipps.models import EventPage, TermintippsPage
from termintipps.models.audience import TARGET_GROUPS
from termintipps.month import month
from termintipps.overview import found
from termintipps.quick import quick_filters

LIST, MONTH, TEASER = "list", "month", "teaser"
VIEWS = (LIST, MONTH, TEASER)
PROPOSED_HEIGHTS = {LIST: 1200, MONTH: 1000, TEASER: 560}  # pixels
ON_A_PAGE = 10
IN_A_TEASER = 3
SWITCHES = ("free", "step_free", "online")
OF_FILTERS = ("category", "q", "for", *SWITCHES)
"""Words of the address that list and embed share (`termintipps.filters`)."""


class EventsEmbedForm(EmbedForm):
    view = forms.ChoiceField(
        label=gettext_lazy("What is shown"),
        choices=[
            (LIST, pgettext_lazy("view", "List")),
            (MONTH, pgettext_lazy("view", "Month")),
            (TEASER, gettext_lazy("the next three events")),
        ],
        initial=LIST,
        widget=forms.RadioSelect,
    )
    category = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of engagement"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Without a choice all are shown."),
    )
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("For whom above all?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    q = forms.CharField(
        label=gettext_lazy("Only events with this word"), required=False, max_length=100
    )
    only = forms.MultipleChoiceField(
        label=gettext_lazy("Only events that"),
        required=False,
        choices=[
            ("free", gettext_lazy("are free of charge")),
            ("step_free", gettext_lazy("have step-free access")),
            ("online", gettext_lazy("take place online, too")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    level = LEVEL
    height = HEIGHT

    def __init__(self, query: QueryDict, *, kommune: Kommune):
        super().__init__(query, kommune=kommune)
        shown = Category.objects.visible_to(kommune)
        self.fields["category"].choices = [(each.slug, each.name) for each in shown]
        self.fields["groups"].choices = [
            (key, EventPage._meta.get_field(name).verbose_name)
            for key, name in TARGET_GROUPS.items()
        ]

    @property
    def wishes(self) -> dict:
        wishes = super().wishes
        return {**wishes, "for": wishes["groups"], **dict.fromkeys(wishes["only"] or (), "1")}


def events_frame(kommune: Kommune, wishes: dict) -> Frame:
    """The frame of cleaned data; what says nothing is left out of the address."""
    view = wishes.get("view") if wishes.get("view") in VIEWS else LIST
    filters = QueryDict(mutable=True)
    for name in OF_FILTERS:
        value = wishes.get(name)
        filters.setlist(name, value if isinstance(value, list) else filter(None, [value]))
    query = filters.copy()
    if view != LIST:
        query["view"] = view
    if wishes.get("level") in HEADING_LEVELS[1:]:
        query["level"] = wishes["level"]
    return Frame(
        path=_with(reverse("termintipps:embed"), query),
        page_path=_with(_list_path(), filters),
        title=_("Termintipps: events %(where)s") % {"where": kommune.whereabouts},
        link_text=_("Open the Termintipps"),
        height=wishes.get("height") or PROPOSED_HEIGHTS[view],
    )


def frame_at(kommune: Kommune, path: str, query: QueryDict) -> Frame | None:
    """The frame for the list of events, or for the embed itself."""
    if path not in (_list_path(), reverse("termintipps:embed")):
        return None
    filters = {name: query.getlist(name) for name in OF_FILTERS}
    return events_frame(kommune, filters | {name: query.get(name) for name in ("view", "level")})


@embeddable
def embed(request: HttpRequest) -> HttpResponse:
    """Show events for a frame on the town's home page.

    Filters as on the list, `?view=month` or `teaser`, and `?level=1` to `4` for the heading. It
    works in `sandbox="allow-scripts"`: filters are links, and there is no script at all.
    """
    kommune = kommune_for(request)
    root = kommune.root_url
    level = request.GET.get("level")
    level = int(level) if level in HEADING_LEVELS else 1
    context = {
        "kommune": kommune,
        "root_url": root,
        "list_url": root + _list_path(),
        "heading": f"h{level}",
        "month_heading": f"h{level + 1}",
        "card_heading": f"h{level + 2}",
    }
    try:
        wanted = EventFilter.parse(request.GET, kinds_of(request))
    except FilterError as error:
        context["message"] = str(error)
        return render(request, "termintipps/embed_bad_filter.html", context, status=400)
    return render(request, "termintipps/embed.html", context | _shown(request, wanted))


def _shown(request: HttpRequest, wanted: EventFilter) -> dict:
    now = timezone.now()
    if wanted.is_month:
        return {"view": MONTH} | month(request, wanted, now)
    is_teaser = request.GET.get("view") == TEASER
    try:
        context = found(request, wanted, now, IN_A_TEASER if is_teaser else ON_A_PAGE)
    except Http404:  # the town hides its last pages as events pass; a frame must not go blank
        context = {"months": [], "quick_filters": quick_filters(request, wanted, now)}
    return {"view": TEASER if is_teaser else LIST} | context


EVENTS_EMBED = EmbedKind(
    rank=20,
    name="termine",
    label=gettext_lazy("Termintipps"),
    form=EventsEmbedForm,
    frame=events_frame,
    frame_at=frame_at,
)


def _list_path() -> str:
    return reverse("wagtail_serve", args=[f"{TermintippsPage.reserved_slug}/"])


def _with(path: str, query: QueryDict) -> str:
    text = query.urlencode()
    return f"{path}?{text}" if text else path
