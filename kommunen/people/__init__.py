"""Who may do what in a town: roles, members, invitations."""
