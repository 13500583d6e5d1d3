"""Initiatives on a map. Knows no event."""
