"""The content security policy: strict for visitors, looser only for editors."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.csp import PolicyMiddleware


def policy_at(path: str, response: HttpResponse | None = None) -> dict[str, str]:
    """The directives sent with a response at the path."""
    answer = response or HttpResponse()
    sent = PolicyMiddleware(lambda request: answer)(RequestFactory().get(path))
    directives = sent.headers["Content-Security-Policy"].split("; ")
    return dict(directive.split(" ", 1) for directive in directives)


@pytest.mark.parametrize("path", ["/", "/mitmachkarte/", "/administration/", "/suche/"])
def test_visitors_get_files_from_our_host_only(path):
    assert policy_at(path) == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }


def test_only_the_admin_may_write_scripts_into_its_pages():
    policy = policy_at("/admin/pages/1/edit/")

    assert policy["script-src"] == "'self' 'unsafe-inline'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["default-src"] == "'self'"
    assert "unsafe-eval" not in str(policy)


def test_an_embed_keeps_its_own_policy():
    embed = HttpResponse(
        headers={"Content-Security-Policy": "frame-ancestors https://stadt.example"}
    )

    assert policy_at("/einbetten/karte/", embed) == {"frame-ancestors": "https://stadt.example"}
