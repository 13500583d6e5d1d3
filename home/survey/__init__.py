"""Surveys that cannot tell who answered: what is asked, kept, shown, and forgotten.

The rule of the room: an answer is kept with its day and nothing else. What else would help to
find a person again – a moment, an order, a network, a browser – is not written down anywhere.
"""
