"""Registration only."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .barriers import panel as barriers
from .desk.panel import add_panel, desk_urls, menu_item
from .log_admin import LogAdmin

modeladmin_register(LogAdmin)
hooks.register("register_reports_menu_item", LogAdmin().get_menu_item)
hooks.register("construct_homepage_panels", add_panel)
hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_urls", desk_urls)
hooks.register("construct_homepage_panels", barriers.add_panel)
hooks.register("register_admin_menu_item", barriers.menu_item)
hooks.register("register_admin_urls", barriers.desk_urls)
