"""What other sites show of ours in a frame: the frame, the code for it, the check, the count.

A higher floor names what can be shown by `kommunen.registry.EmbedKind`; its view is `embeddable`.
"""

from .frames import embeddable

__all__ = ["embeddable"]
