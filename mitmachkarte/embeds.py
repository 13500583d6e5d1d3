"""What other sites may show of the map: what editors choose about it, and what an address means."""

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kommunen.embedding import embeddable
from kommunen.embedding.forms import HEADING_LEVELS, HEIGHT, LEVEL, EmbedForm
from kommunen.models import Category, Kommune
from kommunen.registry import EmbedKind, Frame
from kommunen.tenancy import kommune_for

from .entries import MAP_SLUG, map_path, offers_of
from .filters import ON
from .models import InitiativePage
from .weekdays import CHOICES as WEEKDAYS

BOTH, LIST, MAP = "both", "list", "map"
VIEWS = (BOTH, LIST, MAP)
PROPOSED_HEIGHTS = {BOTH: 1200, LIST: 900, MAP: 700}  # pixels
INITIATIVE_HEIGHT = 360
SWITCHES = ("step_free", "free", "helpers", "everywhere")
OF_FILTERS = ("category", "q", "district", "language", "weekday", *SWITCHES)
"""Words of the address that map page and embed share (`mitmachkarte.filters`)."""


class MapEmbedForm(EmbedForm):
    view = forms.ChoiceField(
        label=gettext_lazy("What is shown"),
        choices=[
            (BOTH, gettext_lazy("list and map")),
            (LIST, gettext_lazy("the list only")),
            (MAP, gettext_lazy("the map only")),
        ],
        initial=BOTH,
        widget=forms.RadioSelect,
    )
    category = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds of engagement"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Without a choice all are shown."),
    )
    district = forms.ChoiceField(label=pgettext_lazy("of a town", "District"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Only entries with this word"), required=False, max_length=100
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    weekday = forms.MultipleChoiceField(
        label=gettext_lazy("Days of the week"),
        required=False,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    only = forms.MultipleChoiceField(
        label=gettext_lazy("Only entries that"),
        required=False,
        choices=[
            ("step_free", gettext_lazy("have step-free access")),
            ("free", gettext_lazy("are free of charge")),
            ("helpers", gettext_lazy("look for helpers")),
            ("everywhere", gettext_lazy("have no fixed place")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    level = LEVEL
    height = HEIGHT

    def __init__(self, query: QueryDict, *, kommune: Kommune):
        super().__init__(query, kommune=kommune)
        shown = Category.objects.visible_to(kommune)
        self.fields["category"].choices = [(each.slug, each.name) for each in shown]
        offers = offers_of(kommune)
        for name, usual, offered in (
            ("district", gettext_lazy("the whole town"), offers.districts),
            ("language", gettext_lazy("all languages"), offers.languages),
        ):
            self.fields[name].choices = [("", usual), *((each, each) for each in offered)]

    @property
    def wishes(self) -> dict:
        wishes = super().wishes
        return {**wishes, **dict.fromkeys(wishes["only"] or (), ON)}


def map_frame(kommune: Kommune, wishes: dict) -> Frame:
    """The frame of cleaned data; what says nothing is left out of the address."""
    view = wishes.get("view") if wishes.get("view") in VIEWS else BOTH
    filters = QueryDict(mutable=True)
    for name in OF_FILTERS:
        value = wishes.get(name) or []
        filters.setlist(name, value if isinstance(value, list) else [value])
    query = filters.copy()
    if view != BOTH:
        query["view"] = view
    if wishes.get("level") in HEADING_LEVELS[1:]:
        query["level"] = wishes["level"]
    return Frame(
        path=_with(reverse("mitmachkarte:embed"), query),
        page_path=_with(map_path(), filters),
        title=_("Mitmachkarte: initiatives %(where)s") % {"where": kommune.whereabouts},
        link_text=_("Open the Mitmachkarte as a list"),
        height=wishes.get("height") or PROPOSED_HEIGHTS[view],
    )


def frame_at(kommune: Kommune, path: str, query: QueryDict) -> Frame | None:
    """The frame for the map page, for the embed itself, or for one initiative's page."""
    if path in (map_path(), reverse("mitmachkarte:embed")):
        filters = {name: query.getlist(name) for name in OF_FILTERS}
        others = {name: query.get(name) for name in ("view", "level")}
        return map_frame(kommune, {**filters, **others})
    slug = path.removeprefix(map_path()).rstrip("/")
    if path != f"{map_path()}{slug}/" or "/" in slug:
        return None
    page = _initiatives(kommune).filter(slug=slug).first()
    if page is None:
        return None
    return Frame(
        path=reverse("mitmachkarte:embed_initiative", args=[slug]),
        page_path=path,
        title=page.title,
        link_text=page.title,
        height=INITIATIVE_HEIGHT,
    )


@embeddable
def initiative(request: HttpRequest, slug: str) -> HttpResponse:
    """One initiative as a card in a frame: what, when, where, and the way to its page."""
    kommune = kommune_for(request)
    page = get_object_or_404(_initiatives(kommune), slug=slug)
    url = f"{kommune.root_url}{map_path()}{slug}/"
    context = {"kommune": kommune, "page": page, "page_url": url}
    return render(request, "mitmachkarte/embed_initiative.html", context)


MAP_EMBED = EmbedKind(
    rank=10,
    name="karte",
    label=gettext_lazy("Mitmachkarte"),
    form=MapEmbedForm,
    frame=map_frame,
    frame_at=frame_at,
)


def _initiatives(kommune: Kommune):
    """By their address, not only by slug: two pages of a tree may share one."""
    root = kommune.site.root_page.url_path
    return (
        InitiativePage.objects.in_town(kommune)
        .visible()
        .filter(url_path__startswith=f"{root}{MAP_SLUG}/")
    )


def _with(path: str, query: QueryDict) -> str:
    text = query.urlencode()
    return f"{path}?{text}" if text else path
