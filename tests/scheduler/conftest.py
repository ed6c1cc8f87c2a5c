"""Real databases, as in tests/storage."""

from tests.databases import *  # noqa: F403 (fixtures)
