"""Some tests here run on SQLite and on PostgreSQL."""

from tests.databases import *  # noqa: F403 (fixtures)
