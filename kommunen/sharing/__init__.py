"""What towns show of each other, by consent, and who agrees to it.

Made for any page that stands in lists: initiatives use it, and events may. Whoever shows more than
the own town's pages asks `sources.sources_of(kommune, what)` once and gets whose they are and how
they are found, in one query however many towns there are.
"""
