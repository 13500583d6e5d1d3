"""Registration only."""

from wagtail import hooks
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import register_permission_policy

from home.redirects.policy import RedirectPolicy
from home.redirects.viewset import RedirectViewSet, leave_out_wagtails_own
from home.survey.desk import desk_urls

register_permission_policy(Redirect, RedirectPolicy(Redirect))
hooks.register("register_admin_viewset", RedirectViewSet)
hooks.register("construct_settings_menu", leave_out_wagtails_own)
hooks.register("register_admin_urls", desk_urls)
