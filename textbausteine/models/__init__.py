"""Texts that are kept once, who adopted them, who asks for their approval, and the public list."""

from .adoption import Adoption
from .approval import ApprovalRequest
from .page import TextsPage
from .text import Textbaustein

__all__ = ["Adoption", "ApprovalRequest", "Textbaustein", "TextsPage"]
