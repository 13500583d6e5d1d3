"""The operator's side: all tenants in one list, and what is done with a whole tenant."""
