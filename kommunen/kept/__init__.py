"""What is kept between requests, always under the moment of the town's last change.

`changes` writes that moment, `tenants` reads it first of all in each request; what `pages` and
`parts` keep under it cannot be reached any more once it has moved on.
"""
