"""The demo: a centre and three towns with invented groups, loaded by `load_demo`.

`content/` is all of it, as data that names fields of the models; the modules here only put it
into the database. A tenant that is there already keeps what people have made of it.
"""
