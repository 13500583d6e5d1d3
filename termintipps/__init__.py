"""Events on sustainability in the town."""
