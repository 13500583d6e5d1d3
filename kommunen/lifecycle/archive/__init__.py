"""A tenant's archive in open formats: how it is written, and how it is read. See docs/export.md."""
