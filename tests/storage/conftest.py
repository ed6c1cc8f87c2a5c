"""Every test here runs on SQLite and on PostgreSQL."""

from tests.databases import *  # noqa: F403 (fixtures)
