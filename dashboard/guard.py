"""What everything of ours in a browser passes: headers on the way out; same-origin requests and JSON on the way in."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class Guarded:
    """An ASGI application whose responses all carry the safe headers; POLICY and `cache` where they name no other."""

    def __init__(self, app: ASGIApp, cache: str = "no-store") -> None:
        self._app = app
        self._cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
                headers.setdefault("Cache-Control", self._cache)
            await send(message)

        await self._app(scope, receive, send_guarded)


def files(directory: Path, *packages: str) -> ASGIApp:
    """A folder's files, and those in the `static` of packages, for a Mount. A browser asks each time if one changed."""
    static = StaticFiles(directory=directory, packages=[(package, "static") for package in packages])
    return Guarded(ExceptionMiddleware(static), cache="no-cache")


def require_same_origin(request: Request) -> None:
    """Raise HTTPException 403 unless one of our own pages made the request.

    A request that changes something must prove it, by `Sec-Fetch-Site` or `Origin` (every current browser sends one
    with a POST); one that only reads is refused when the browser says that another site made it (`none`: the person
    did). The names that we answer to are the application's to check (`TrustedHostMiddleware`): a foreign name that was
    made to point here is its own origin.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    reads = request.method in ("GET", "HEAD")
    foreign = (
        (site is not None and site != "same-origin" and not (reads and site == "none"))
        or (origin is not None and urlsplit(origin).netloc != request.headers.get("host"))
        or (site is None and origin is None and not reads)
    )
    if foreign:
        raise HTTPException(403, "This can only be done from our own page.")


async def read_json(request: Request) -> dict[str, Any]:
    """The request's JSON object. Raises HTTPException 415 for another kind of body, 400 for anything but an object.

    The size is for the route to limit (`max_body_size`).
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Only JSON is understood here.")
    try:
        said = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "This is not JSON.") from error
    if not isinstance(said, dict):
        raise HTTPException(400, "A JSON object is expected.")
    return said


async def read_bytes(request: Request, *, largest: int) -> bytes | None:
    """The request's raw body, or None if it is larger than `largest` bytes: the rest of it is not read.

    Raises HTTPException 415 for another kind of body: a form elsewhere cannot send this kind.
    """
    if request.headers.get("content-type", "").strip().lower() != "application/octet-stream":
        raise HTTPException(415, "Only the bytes of a document are understood here.")
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > largest:
            return None
    return bytes(read)
