"""Texts that are kept once, who uses them and how, who asks for approval, and the public list."""

from .adoption import Adoption
from .approval import ApprovalRequest
from .improvement import Improvement
from .page import TextsPage
from .release import Notice, Pin, Release
from .text import Textbaustein
from .withdrawal import Withdrawal

__all__ = [
    "Adoption",
    "ApprovalRequest",
    "Improvement",
    "Notice",
    "Pin",
    "Release",
    "Textbaustein",
    "TextsPage",
    "Withdrawal",
]
