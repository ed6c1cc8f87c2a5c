"""The three ways a request leaves, and what its failure says: nothing of the token."""

import traceback
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from telegram.error import NetworkError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.on_telegram.transport import Transport

TOKEN = "7000000001:SECRET"
Way = Callable[[Transport, str], Coroutine[Any, Any, object]]


def plain(*pairs: tuple[str, str]) -> RequestData:
    return RequestData([RequestParameter(name, value, None) for name, value in pairs])


async def library(transport: Transport, address: str) -> object:
    """As python-telegram-bot calls."""
    return await transport.post(f"{address}/bot{TOKEN}/sendMessage", plain(("text", "a & b")))


async def form(transport: Transport, address: str) -> object:
    """As a broadcast's message goes."""
    return await transport.post_form(f"{address}/bot{TOKEN}/sendMessage", b"text=a+%26+b")


async def file(transport: Transport, address: str) -> object:
    return await transport.download(f"{address}/file/bot{TOKEN}/documents/1", most=1000)


async def failure(way: Way, transport: Transport, address: str) -> type[NetworkError]:
    """How it failed; whatever is said of it, the token is not."""
    with pytest.raises(NetworkError) as caught:
        await way(transport, address)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value)
    assert "SECRET" not in told
    assert len(told) < 4000
    return type(caught.value)
