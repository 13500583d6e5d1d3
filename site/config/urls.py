"""Every address of the site. Our own paths come first, the pages' last."""

from django.conf import settings
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from config.styleguide import styleguide

urlpatterns = [
    path("admin/", include("kommunen.people.door")),  # before Wagtail's own sign-in page
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("favicon.ico", RedirectView.as_view(pattern_name="kommunen_sign")),
    path("", include("kommunen.urls")),
    path("", include("inbox.urls")),
    path("", include("textbausteine.urls")),
    path("", include("mitmachkarte.urls")),
    path("", include("termintipps.urls")),
    path("", include("home.urls")),
    path("", include(wagtail_urls)),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("styleguide/", styleguide))
