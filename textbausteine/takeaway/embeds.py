"""A text in the frame of another site: what editors choose, and what an address means (oEmbed)."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kommunen.embedding import embeddable
from kommunen.embedding.forms import HEIGHT, EmbedForm
from kommunen.models import Kommune
from kommunen.registry import EmbedKind, Frame
from kommunen.tenancy import kommune_for
from textbausteine.models import Textbaustein
from textbausteine.placeholders import fill_plain
from textbausteine.shown import as_pinned

from .copies import PAGE, address_of

EASY = "leichte-sprache"


class TextEmbedForm(EmbedForm):
    text = forms.ChoiceField(label=gettext_lazy("Text"), required=False)
    easy = forms.BooleanField(label=gettext_lazy("In Leichte Sprache"), required=False)
    height = HEIGHT

    def __init__(self, query: QueryDict, *, kommune: Kommune):
        super().__init__(query, kommune=kommune)
        texts = as_pinned(_shown(kommune).brief().order_by("title"), kommune.site)
        choices = [(text.slug, fill_plain(text.title, kommune)) for text in texts]
        self.fields["text"].choices = choices
        self.fields["text"].initial = choices[0][0] if choices else ""


def text_frame(kommune: Kommune, wishes: dict) -> Frame:
    slug = wishes.get("text") or ""
    found = _found(kommune, slug)
    title = (found and fill_plain(found.title, kommune)) or _("Good to know")
    path = reverse("textbausteine:embed", args=[slug]) if slug else PAGE
    return Frame(
        path=f"{path}?{EASY}" if slug and wishes.get("easy") else path,
        page_path=f"{PAGE}{slug}/" if slug else PAGE,
        title=title,
        link_text=title,
        height=wishes.get("height") or 600,
    )


def frame_at(kommune: Kommune, path: str, query: QueryDict) -> Frame | None:
    """The frame for a text's page, for its version in Leichte Sprache, or for the embed itself."""
    slug, is_easy = path.removeprefix(PAGE).rstrip("/"), EASY in query
    if slug.endswith(f"/{EASY}"):
        slug, is_easy = slug.removesuffix(f"/{EASY}"), True
    if path.startswith(start := reverse("textbausteine:embed", args=["x"]).removesuffix("x/")):
        slug = path.removeprefix(start).rstrip("/")
    elif not path.startswith(PAGE):
        return None
    if not slug or "/" in slug or not _shown(kommune).filter(slug=slug).exists():
        return None
    return text_frame(kommune, {"text": slug, "easy": is_easy})


@embeddable
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The live text for a frame; `?leichte-sprache` for that version, if there is one."""
    kommune = kommune_for(request)
    found = _found(kommune, slug)
    if found is None:
        raise Http404
    is_easy = EASY in request.GET and bool(found.easy)
    page_url = address_of(found, kommune) + (f"{EASY}/" if is_easy else "")
    context = {"kommune": kommune, "text": found, "is_easy": is_easy, "page_url": page_url}
    return render(request, "textbausteine/embed.html", context)


TEXT_EMBED = EmbedKind(
    rank=30,
    name="text",
    label=gettext_lazy("Textbaustein"),
    form=TextEmbedForm,
    frame=text_frame,
    frame_at=frame_at,
)


def _shown(kommune: Kommune):
    return Textbaustein.objects.shown_on(kommune.site)


def _found(kommune: Kommune, slug: str) -> Textbaustein | None:
    """As the town shows it: also its pinned version."""
    found = as_pinned(_shown(kommune).filter(slug=slug)[:1], kommune.site)
    return next(iter(found), None)
