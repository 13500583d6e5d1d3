"""What a browser may load: only our own host, with one exception for the editors' pages.

A response that brings a policy of its own keeps it, as embeds do (kommunen.embedding).
"""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

PUBLIC = {
    "default-src": [SELF],
    "img-src": [SELF, "data:"],
    "object-src": [NONE],
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}

# Wagtail 8 writes inline scripts for date pickers, choosers and inline panels, and inline styles
# for its text editor; an image which is about to be uploaded is shown from a blob.
ADMIN = {
    **PUBLIC,
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}


class PolicyMiddleware(CSPMiddleware):
    """Send `CONTENT_SECURITY_POLICY` to visitors and `ADMIN` below Wagtail's admin."""

    @cached_property
    def admin_path(self) -> str:
        return reverse("wagtailadmin_home")

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponse, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(self.admin_path):
            parts.config = ADMIN
        return parts
