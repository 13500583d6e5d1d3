"""What citizens send in and what is sent out: guarded forms, mail, their log."""
