"""Registration only."""

from wagtail import hooks
from wagtail_modeladmin.options import modeladmin_register

from .log_admin import LogAdmin

modeladmin_register(LogAdmin)
hooks.register("register_reports_menu_item", LogAdmin().get_menu_item)
