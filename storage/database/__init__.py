"""The database itself: how it is opened, its tables, its keys and its migrations.

To change a table: change `tables.py`, add a file to `migrations/versions/` that does the same, and name it in
`migrating.HEAD`; a test compares the two.
"""
