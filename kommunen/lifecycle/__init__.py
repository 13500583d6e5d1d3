"""The life of a tenant: founding, getting ready, moving with an archive, deletion."""
