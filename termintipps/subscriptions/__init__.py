"""Foreign calendars that a town subscribes to: asked again and again, never trusted.

fetching (through the one guarded door) → reading (`termintipps.calendars`) → planning and writing
(`termintipps.transfer`), all or nothing; `visiting` is one visit, `due` all that are due.
"""
