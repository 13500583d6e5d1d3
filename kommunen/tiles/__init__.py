"""The ground of a town's map: its outline, or streets as pictures (tiles) from a named service.

Step by step, as the town chooses: outlines; tiles that our own host hands out, fetched from a
service and kept or read from a file; tiles straight from the service, once a visitor agrees.
"""
