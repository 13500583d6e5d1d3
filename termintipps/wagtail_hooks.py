"""Registration only."""

from wagtail import hooks

from termintipps.listing import event_listing

hooks.register("register_admin_viewset", lambda: event_listing)
