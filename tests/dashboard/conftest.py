"""The panel served from a source that tests set; databases for its numbers: SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from dashboard.routes import dashboard_routes
from tests.bot.on_web.serving import serving
from tests.bot.on_web.visitor import PATIENCE
from tests.dashboard.source import Scripted, Served
from tests.databases import *  # noqa: F403 (fixtures)


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    source, stopping = Scripted(), asyncio.Event()
    app = Starlette(routes=dashboard_routes(source, stopping=stopping))
    async with serving(app, stopping.set) as base:
        headers = {"Sec-Fetch-Site": "same-origin", "Origin": base}
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=PATIENCE) as http:
            yield Served(source, stopping, http)
