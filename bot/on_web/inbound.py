"""What a person does on the page becomes a `Turn`; what we answer goes back to the pages of their chat."""

import hashlib
import logging
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.on_web.outbound import WebCourier
from content.ids import Platform, PlatformId, Reference
from dashboard.events import EventStream
from dashboard.guard import read_json, require_same_origin
from handlers.turn import Answer, Event, Reply, Turn

COOKIE = "uabot_chat"
COOKIE_DAYS = 180
LONGEST_TEXT = 4096
"""Characters, as on Telegram."""
LONGEST_CHOICE = 64
"""Bytes, as on Telegram: a packed choice has no more."""
LARGEST = 64 * 1024
"""Bytes of the largest request: the longest text, every character of it escaped."""

_CHAT = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9_-]{22,64}", re.ASCII)
_REFERENCE = re.compile(r"[0-9a-f]{8}\.[0-9]{1,9}", re.ASCII)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*(?:[,;]|$)", re.ASCII)
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+(?:; ?charset=[a-z0-9-]+)?", re.ASCII | re.IGNORECASE)

log = logging.getLogger(__name__)


class Inbound:
    """The requests of the chat page. A chat is whoever holds its cookie: 256 random bits that we gave out."""

    def __init__(self, answer: Answer, courier: WebCourier, now: Callable[[], datetime]) -> None:
        self._answer = answer
        self._courier = courier
        self._now = now

    async def open(self, request: Request) -> Response:
        """Give the browser a chat unless it has one.

        The page asks for it, and does not get it with the page itself: a browser that comes from a link elsewhere keeps
        a strict cookie to itself until the page makes requests of its own, and would lose its chat to a new one.
        """
        require_same_origin(request)
        response = Response(status_code=204)
        if not _CHAT.fullmatch(request.cookies.get(COOKIE, "")):
            response.set_cookie(
                COOKIE,
                secrets.token_urlsafe(32),
                max_age=COOKIE_DAYS * 86400,
                secure=request.url.scheme == "https",
                httponly=True,
                samesite="strict",
            )
        return response

    async def say(self, request: Request) -> Response:
        """`{"key", "text"}` → `{"note"}`."""
        require_same_origin(request)
        said = await read_json(request)
        text = _read(said, "text").replace("\0", "").strip()
        if not text or len(text) > LONGEST_TEXT:
            raise HTTPException(400, f"A text has 1 to {LONGEST_TEXT} characters.")
        return await self._take(request, _read(said, "key"), Event.SAID, text)

    async def press(self, request: Request) -> Response:
        """`{"key", "on", "choice"}` → `{"note"}`. `on` is the message that the button is under."""
        require_same_origin(request)
        said = await read_json(request)
        choice, on = _read(said, "choice"), _read(said, "on")
        if not 0 < len(choice.encode()) <= LONGEST_CHOICE or not _REFERENCE.fullmatch(on):
            raise HTTPException(400, "There is no such button.")
        return await self._take(request, _read(said, "key"), Event.PRESSED, choice, Reference(on))

    async def events(self, request: Request) -> Response:
        """The chat's messages, as server-sent events."""
        require_same_origin(request)
        room = self._courier.room(_chat(request))
        if room.full:
            raise HTTPException(429, "This chat is open in too many windows.", {"Retry-After": "30"})
        return EventStream(room.follow(request.headers.get("last-event-id", "")))

    async def file(self, request: Request) -> Response:
        """A file of this chat, to be saved and not shown."""
        require_same_origin(request)
        attachment = self._courier.file(_chat(request), request.path_params["name"])
        if attachment is None:
            raise HTTPException(404, "This file is no longer kept here. Ask for it again in the chat.")
        known = _MEDIA_TYPE.fullmatch(attachment.media_type)
        return Response(
            attachment.body,
            media_type=attachment.media_type if known else "application/octet-stream",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment.name, safe='')}"},
        )

    async def _take(self, request: Request, key: str, event: Event, what: str, on: Reference | None = None) -> Response:
        chat = _chat(request)
        if not _KEY.fullmatch(key):
            raise HTTPException(400, "A key of 22 to 64 letters and digits is expected.")
        room, now = self._courier.room(chat), self._now()
        if wait := room.wait_needed(now):
            raise HTTPException(429, "A little slower, please.", {"Retry-After": str(int(wait) + 1)})
        async with room.turn:  # one at a time, in the order they came; a repeat waits for the first to be done
            if key not in room.answered:
                if event is Event.SAID:
                    room.put(
                        f"me.{key}", {"mine": True, "parts": [{"block": False, "spans": [{"text": what}]}]}, now=now
                    )
                reply = await self._ask(
                    Turn(
                        platform=Platform.WEB,
                        chat=chat,
                        # Unique on the platform even when two browsers choose the same key.
                        key=hashlib.sha256(f"{chat} {key}".encode()).hexdigest()[:32],
                        event=event,
                        what=what,
                        language=language_of(request),
                        now=now,
                    )
                )
                self._courier.reply(chat, reply, on, now=now)
                room.note_answered(key, reply.note)
            return JSONResponse({"note": room.answered[key]})

    async def _ask(self, turn: Turn) -> Reply:
        try:
            return await self._answer(turn)
        # Whatever goes wrong below, the person gets a kind line and can try again, and the log gets the place without
        # the words: an error's text may hold what the person wrote.
        except Exception as error:
            place = error.__traceback__
            while place is not None and place.tb_next is not None:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "nowhere"
            log.error("a turn failed: %s at %s", type(error).__name__, where)
            raise HTTPException(503, "That did not work. Please try again.") from None


def language_of(request: Request) -> str:
    """The language a browser asks for first (BCP 47), or `""`."""
    found = _LANGUAGE.match(request.headers.get("accept-language", ""))
    return found[1] if found else ""


def _chat(request: Request) -> PlatformId:
    chat = request.cookies.get(COOKIE, "")
    if not _CHAT.fullmatch(chat):
        raise HTTPException(401, "This browser has no chat yet.")
    return PlatformId(chat)


def _read(said: dict[str, Any], field: str) -> str:
    value = said.get(field)
    if not isinstance(value, str):
        raise HTTPException(400, f"{field!r} is missing.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise HTTPException(400, f"{field!r} is not text.") from error
    return value
