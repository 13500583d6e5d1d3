"""Entries stay current: initiatives are asked, reminded, the town is asked, then they are hidden.

What changes here without an editor lies in `InitiativeStatus`, never in a revision.
"""
