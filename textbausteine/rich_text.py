"""What rich text may hold: names of Wagtail's features, and one of ours."""

PLACEHOLDERS = "placeholders"  # menu and chips; see placeholder_menu

INLINE = ["bold", "italic", "link", "document-link"]
SHORT_TEXT = [*INLINE, "ul"]
RUNNING_TEXT = ["h2", "h3", "h4", *INLINE, "ol", "ul"]
RUNNING_TEXT_IN_FIELDS = [*RUNNING_TEXT, PLACEHOLDERS]
