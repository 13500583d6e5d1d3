"""Initiatives in and out as files: read, checked, compared, written all or nothing, undone.

A file goes through `readers` (rows of plain texts), `columns` (which column is which field),
`cells` (texts become values), `planning` (what would happen) and `writing` (it happens).
"""
