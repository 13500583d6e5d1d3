"""Registration only."""

from wagtail_modeladmin.options import modeladmin_register

from .log_admin import LogAdmin

modeladmin_register(LogAdmin)
