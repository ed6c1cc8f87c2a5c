"""The web server: everything we mount, on one address, until it is told to stop."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from dashboard.guard import Guarded

__all__ = ["AddressTaken", "BaseRoute", "bind", "hook", "serve"]

LARGEST_UPDATE = 1024 * 1024
"""Bytes of a platform's posted update; Telegram's are a few kilobytes."""


class AddressTaken(Exception):
    """The address cannot be listened on; the text is one plain line: which, and what to do."""


def bind(host: str, port: int) -> socket.socket:
    """Take the address now, before anything else begins. Raises AddressTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, or asyncio leaves Nagle's delay on
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(128)
    except OSError as error:
        taken.close()
        in_use = error.errno == errno.EADDRINUSE
        why = "is in use by another program: stop that one" if in_use else f"cannot be used ({error.strerror})"
        raise AddressTaken(f"{host}:{port} {why}, or name another address with UABOT_LISTEN.") from None
    return taken


async def serve(
    routes: Sequence[BaseRoute], listening: socket.socket, names: Sequence[str], stop: asyncio.Event
) -> None:
    """Serve `routes`, and `/healthz` for who asks whether we live, until `stop` is set.

    Only requests that call us by one of `names` are answered.
    """
    app = Starlette(
        routes=[*routes, Route("/healthz", _live)],
        middleware=[
            Middleware(Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(names), www_redirect=False),
        ],
    )
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=2,  # an open event stream would keep it alive
        )
    )
    serving = asyncio.create_task(server.serve([listening]))
    stopped = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
    finally:  # also when another part has failed and this one is cancelled
        server.should_exit = True
        stopped.cancel()
        await serving


def hook(path: str, header: str, receive: Callable[[bytes, str | None], Awaitable[int]]) -> BaseRoute:
    """A platform's webhook: the body and one header go to `receive`, which says the status."""

    async def answer(request: Request) -> Response:
        return Response(status_code=await receive(await request.body(), request.headers.get(header)))

    return Route(path, answer, methods=["POST"], max_body_size=LARGEST_UPDATE)


async def _live(_request: Request) -> Response:
    return PlainTextResponse("ok\n")


class _Server(uvicorn.Server):
    """The process has one owner of its signals, and it is not the web server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
