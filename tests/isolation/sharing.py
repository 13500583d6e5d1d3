"""Lets several processes share the proof: each takes a dozenth when it has done its last one.

Whole parts, since every process that begins with the proof builds a world for itself.
"""

import pytest

PARTS = 12


def part(place: int) -> pytest.MarkDecorator:
    """The part of the proof that a test at this place belongs to."""
    return pytest.mark.xdist_group(f"isolation{place % PARTS}")
