"""The entry “Embedding” in the admin's menu, for everybody who works for the host's town."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from kommunen.registry import embed_kinds
from kommunen.tenancy import site_ids_of


class _EmbeddingMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        kommune = getattr(request, "kommune", None)
        if kommune is None or not list(embed_kinds):
            return False
        return request.user.is_superuser or kommune.site_id in site_ids_of(request.user)


def embedding_menu_item() -> MenuItem:
    url = reverse("kommunen_embedding:configure")
    return _EmbeddingMenuItem(_("Embedding"), url, name="embedding", icon_name="code", order=305)


def embedding_urls() -> list:
    """Wagtail's hook for addresses below its admin."""
    return [path("embedding/", include("kommunen.embedding.urls"))]
