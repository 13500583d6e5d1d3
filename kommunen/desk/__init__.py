"""The editors' side: what a member of a town may open, see and change in the admin."""
