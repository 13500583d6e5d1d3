"""Initiatives propose themselves, keep their entry current and take it down, without an account."""
