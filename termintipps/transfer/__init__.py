"""Events in and out as files: planned, written all or nothing, undone, downloaded.

What comes in is either a calendar (`termintipps.calendars`) or a table (`kommunen.tables`); both
become wishes. The same wishes come from subscriptions, every night.
"""
