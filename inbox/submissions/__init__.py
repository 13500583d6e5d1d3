"""What citizens send in: confirmed by mail, kept apart, decided by the town.

The inbox knows no initiative: upper floors say what a submission means, in `kinds`.
"""
