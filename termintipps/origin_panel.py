"""Tells the editor of an event where it came from, and what happens to changes."""

from wagtail.admin.panels import Panel

from termintipps.models.origin import EventOrigin


class OriginPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "termintipps/admin/origin_panel.html"

        def get_context_data(self, parent_context=None) -> dict:
            context = super().get_context_data(parent_context)
            return {**context, "origin": self.origin}

        @property
        def origin(self) -> EventOrigin | None:
            if not self.instance.pk:
                return None
            found = EventOrigin.objects.select_related("subscription")
            return found.filter(event=self.instance.pk).first()

        def is_shown(self) -> bool:
            return self.origin is not None
