"""Parts of the editor that only this app has."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from kommunen.models import Kommune
from kommunen.tenancy import kommune_of

from .entries import map_path

SNIPPET = """\
<p><a href="{map_url}">{link}</a></p>
<iframe data-mwb src="{embed_url}" title="{title}"
  width="100%" height="1200" style="border:0" loading="lazy"></iframe>
<script src="{loader_url}" defer></script>
"""


class EmbedSnippetPanel(Panel):
    """The lines to copy into another home page, with this town's address."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "mitmachkarte/embed_snippet_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            kommune = kommune_of(self.instance) if self.instance.path else None
            if kommune:
                context["snippet"] = snippet(kommune)
                context["origins"] = [host.origin for host in kommune.embed_hosts.all()]
            return context


def snippet(kommune: Kommune) -> str:
    """HTML for another home page. Where scripts are filtered out, the first two lines do."""
    return SNIPPET.format(
        map_url=kommune.root_url + map_path(),
        embed_url=kommune.root_url + reverse("mitmachkarte:embed"),
        loader_url=kommune.root_url + reverse("kommunen_embed_loader"),
        link=_("Open the Mitmachkarte as a list"),
        title=_("Mitmachkarte: initiatives %(where)s") % {"where": kommune.whereabouts},
    )
