"""Does a town notice how many others there are? 10, 400 and 11,000 tenants on PostgreSQL.

    make bench-scale

builds one database for each size, asks the same views of one town in each, and prints queries
and CPU time (ours and PostgreSQL's) side by side.
"""
