"""Databases for the panel's numbers: SQLite and PostgreSQL."""

from tests.databases import *  # noqa: F403 (fixtures)
