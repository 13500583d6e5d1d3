"""What waits for the town: a panel on the admin's first page, a list, and a page for each task."""
