"""Serving uploads: a town's files on its own host only, central ones on all, documents when in use.

Storage stays behind this door, on disk and on S3 alike.
"""

import mimetypes
from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
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
    if not request.user.has_perm("wagtailadmin.access_admin") and not _is_in_use(document):
        raise Http404
    return None


def _is_in_use(document: AbstractDocument) -> bool:
    """Whether a live page names the document, or a live text that pages show."""
    for reference in ReferenceIndex.get_references_to(document).select_related("base_content_type"):
        model = reference.base_content_type.model_class()
        if model is None:
            continue
        user = model._default_manager.filter(pk=reference.object_id)
        if issubclass(model, Page) or hasattr(model, "live"):
            user = user.filter(live=True)
        if user.exists():
            return True
    return False
