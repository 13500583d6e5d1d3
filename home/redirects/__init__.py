"""Redirects that a town keeps for itself: Wagtail's table and middleware, an admin of our own.

Wagtail's admin lists the redirects of all towns, and one without a site would hold for all.
"""
