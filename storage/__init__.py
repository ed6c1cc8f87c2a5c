"""What we remember: the only SQL of the house.

Callers open a transaction (`database.reading()`, `database.writing()`), pass it to a room's functions and get frozen
records back, never rows. To remember one more thing: a table in `database/tables.py`, a migration in
`database/migrations/versions/`, and functions in the room named for it.
"""
