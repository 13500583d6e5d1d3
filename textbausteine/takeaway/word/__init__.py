"""Word documents that screen readers can read: real headings, lists, alternative texts, German."""

from .document import as_word

__all__ = ["as_word"]
