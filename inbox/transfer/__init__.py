"""What imports of files have in common, whatever they hold: planned, carried out, undone, shown.

Reading a file and comparing it with what is there belongs to the floor that knows the things.
"""
