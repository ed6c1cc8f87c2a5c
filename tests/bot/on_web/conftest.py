"""A web chat on loopback with a scripted answer, and visitors for it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from starlette.applications import Starlette

from bot.on_web.outbound import WebCourier
from bot.on_web.routes import web_routes
from content.ids import PlatformId
from tests.bot.on_web.scripted import COMMANDS, Scripted
from tests.bot.on_web.serving import serving
from tests.bot.on_web.visitor import Visitor


@dataclass
class Chat:
    """A web chat that is being served."""

    answer: Scripted = field(default_factory=Scripted)
    courier: WebCourier = field(default_factory=WebCourier)
    base: str = ""
    now: datetime = datetime(2026, 2, 22, 12, 0, tzinfo=UTC)
    visitors: list[Visitor] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(
            routes=web_routes(
                self.answer, self.courier, name="Harbour Section", commands=COMMANDS, now=lambda: self.now
            )
        )

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    async def visitor(self) -> Visitor:
        """A browser that has its chat."""
        visitor = Visitor(self.base)
        self.visitors.append(visitor)
        await visitor.open()
        return visitor


def chat_of(visitor: Visitor) -> PlatformId:
    """The chat's id: what is in the cookie."""
    return PlatformId(visitor.http.cookies["uabot_chat"])


@pytest.fixture
async def chat() -> AsyncIterator[Chat]:
    chat = Chat()
    async with serving(chat.app(), chat.courier.close) as chat.base:
        yield chat
        for visitor in chat.visitors:
            await visitor.http.aclose()
