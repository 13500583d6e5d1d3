"""Text modules, and the general text blocks. Knows no initiative and no event."""
