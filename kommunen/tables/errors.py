"""What a reader says of a file that nobody can read."""


class BadFile(ValueError):
    """The file as a whole cannot be used. Its text is one or two sentences for the editor."""
