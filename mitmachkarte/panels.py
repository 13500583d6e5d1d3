"""Parts of the editor that only this app has."""

from wagtail.admin.panels import Panel


class EmbeddingPanel(Panel):
    """The way to the page where the map is made ready for another website."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "mitmachkarte/embedding_panel.html"
