"""The life of a tenant: founding, getting ready."""
