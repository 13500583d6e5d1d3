"""Registration only: the policy first, then the views."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from kommunen.desk.policies import TenantPolicy
from termintipps.closing import ClosureViewSet
from termintipps.listing import event_listing
from termintipps.models import Closure
from termintipps.preview import urls as preview_urls

register_permission_policy(Closure, TenantPolicy(Closure))
register_snippet(ClosureViewSet)
hooks.register("register_admin_urls", preview_urls)
hooks.register("register_admin_viewset", lambda: event_listing)
