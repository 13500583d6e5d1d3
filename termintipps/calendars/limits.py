"""How much a calendar may hold. docs/editors/kalender.md names these numbers to editors."""

MAX_BYTES = 10_000_000  # of the file, unpacked
MAX_LINES = 400_000  # as they stand in the file, folded
MAX_LINE = 50_000  # bytes of one line we read, unfolded; what we do not read may be longer
MAX_EVENTS = 3_000  # VEVENTs, exceptions of series included
MAX_DEPTH = 5  # a calendar, an event, an alarm: three
MAX_STAMPS = 1_000  # EXDATE or RDATE values of one event
MAX_RULE = 500  # characters of an RRULE
MAX_FURTHER = 100  # days besides a rule; as many as the editor's form holds
MAX_TIMES = 12  # times of day at which one series takes place
MAX_INTERVAL = 10_000
