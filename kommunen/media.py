"""Serving uploads: a town's files on its own host only, central ones on all, documents when in use.

Storage stays behind this door, on disk and on S3 alike.
"""

import mimetypes
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex

from kommunen.models import Kommune
from kommunen.models.media import tenant_folder
from kommunen.tenancy import kommune_for

PICTURE_FOLDERS = frozenset({"images", "original_images"})
ONE_YEAR = 31_536_000  # seconds; a rendition's name changes with its content


@require_safe
def picture(request: HttpRequest, path: str) -> FileResponse:
    """Serve a picture of this host's tenant or of the centre.

    Raises:
        Http404: no tenant, another tenant's folder, no picture, no file.
    """
    folder, *rest = PurePosixPath(path).parts or ("",)
    if len(rest) != 2 or rest[0] not in PICTURE_FOLDERS or folder not in _folders_of(request):
        raise Http404
    try:
        file = default_storage.open(path)
    except (FileNotFoundError, SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    if not kind.startswith("image/") or kind == "image/svg+xml":
        response.headers["Content-Disposition"] = "attachment"
    response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Embeds run in frames of an opaque origin.
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _folders_of(request: HttpRequest) -> set[str]:
    kommune = kommune_for(request)
    central = Kommune.objects.filter(kind=Kommune.Kind.ZENTRALE).values_list("pk", flat=True)
    return {f"kommune-{pk}" for pk in (kommune.pk, *central)}


def serve_document_only_here(
    document: AbstractDocument, request: HttpRequest
) -> HttpResponse | None:
    """Wagtail's hook before a document goes out: refuse another tenant's and unused ones.

    Somebody signed in to the admin also sees what no live page uses yet.

    Raises:
        Http404: the document is not for this host.
    """
    if getattr(request, "kommune", None) is None:
        return None  # a host project's own site
    if tenant_folder(document.collection) not in _folders_of(request):
        raise Http404
    if not request.user.has_perm("wagtailadmin.access_admin") and not in_use([document]):
        raise Http404
    return None


def in_use(documents: Iterable[AbstractDocument]) -> set[int]:
    """Keys of those documents that a live page names, or a live text that pages show.

    One query, and one for each model that names any of them.
    """
    keys = [str(document.pk) for document in documents]
    if not keys:
        return set()
    named_by = defaultdict(lambda: defaultdict(set))  # model → key of its row → documents
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(get_document_model()),
        to_object_id__in=keys,
    ).select_related("base_content_type")
    for reference in references:
        model = reference.base_content_type.model_class()
        named_by[model][reference.object_id].add(int(reference.to_object_id))
    used = set()
    for model, documents_of in named_by.items():
        for user in _shown(model, documents_of):
            used |= documents_of[str(user)]
    return used


def _shown(model: type[models.Model] | None, keys: Iterable[str]) -> Iterable[object]:
    """Those of the keys whose rows citizens may see; none of a model that is gone."""
    if model is None:
        return []
    rows = model._default_manager.filter(pk__in=list(keys))
    if issubclass(model, Page) or hasattr(model, "live"):
        rows = rows.filter(live=True)
    return rows.values_list("pk", flat=True)
