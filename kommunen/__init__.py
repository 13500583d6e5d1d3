"""Ground floor: the tenant. Who is served, who may do what, where its borders are."""
