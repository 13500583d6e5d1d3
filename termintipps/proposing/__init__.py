"""Citizens propose events, initiatives add theirs by the link to their entry: no account."""
