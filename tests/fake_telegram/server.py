"""The HTTP side: calls of the bot, files, and the control of the whole."""

import asyncio
import json
import re
from typing import Any

from aiohttp import web

from tests.fake_telegram import control
from tests.fake_telegram.checks import Refusal
from tests.fake_telegram.faults import Fault, Faults, flood
from tests.fake_telegram.methods import METHODS, Call, Methods, Upload
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import TOKEN, World

UPLOAD = 50 * 1024 * 1024
TOKEN_FORM = re.compile(r"\d+:[A-Za-z0-9_-]{35}")


class Fake:
    """One fake Bot API with one bot."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.port = 0
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._reopening: asyncio.Task[None] | None = None
        self._clear()

    def _clear(self) -> None:
        self.world, self.updates, self.faults = World(), Updates(), Faults()
        self.methods = Methods(self.world, self.updates)

    async def reset(self) -> None:
        """Begin anew: nobody there, nothing sent."""
        await self.updates.close()
        self._clear()

    async def open(self, port: int = 0) -> int:
        """Listen on this machine; gives the port."""
        app = web.Application(client_max_size=UPLOAD)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/documents/{key}", self._file)
        app.router.add_route("*", "/control/{name}", self._control)
        app.router.add_route("*", "/{rest:.*}", self._lost)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        self.port = port
        await self._listen()
        return self.port

    async def _listen(self) -> None:
        assert self._runner is not None
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()
        self.port = self._runner.addresses[0][1]

    async def refuse(self, seconds: float, asking: object = None) -> None:
        """Close the door: for so long no connection opens, and every open one ends but the one that asks for it."""
        assert self._runner is not None
        assert self._site is not None
        await self._site.stop()
        for connection in [] if self._runner.server is None else self._runner.server.connections:
            if connection is not asking:
                connection.force_close()

        async def reopen() -> None:
            await asyncio.sleep(seconds)
            await self._listen()

        self._reopening = asyncio.create_task(reopen())

    async def close(self) -> None:
        await self.updates.close()
        if self._reopening is not None:
            self._reopening.cancel()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"].lower()
        if not TOKEN_FORM.fullmatch(token):
            return _refused(Refusal(404, "Not Found"))
        if token != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        if method not in METHODS:
            return _refused(Refusal(404, "Not Found: method not found"))
        try:
            call = await _read(request, method)
        except web.HTTPRequestEntityTooLarge:
            return _refused(Refusal(413, "Request Entity Too Large"))
        except ValueError:
            return _refused(Refusal(400, "Bad Request: can't parse the request"))
        self.faults.record(method)
        if self.faults.latency:
            await asyncio.sleep(self.faults.latency)
        chat = call.values.get("chat_id")
        fault = self.faults.take(method, chat)
        if fault is not None and not fault.arrives:
            return await _gone_wrong(request, fault)
        try:
            self.faults.pace(method, chat, paid=call.truth("allow_paid_broadcast"))
            response = web.json_response({"ok": True, "result": await self.methods.carry_out(call)})
        except Refusal as refusal:
            response = _refused(refusal)
        return response if fault is None else await _gone_wrong(request, fault)

    async def _file(self, request: web.Request) -> web.Response:
        """A file that `getFile` gave the path of."""
        if request.match_info["token"] != self.token:
            return _refused(Refusal(401, "Unauthorized"))
        self.faults.record("file")
        key = request.match_info["key"]
        if fault := self.faults.take("file", None):
            return await _gone_wrong(request, fault)
        return web.Response(body=self.world.files[key]) if key in self.world.linked else _refused(Refusal(404, "Lost"))

    async def _control(self, request: web.Request) -> web.Response:
        try:
            given = json.loads(await request.read() or b"{}")
            given = dict(request.query) | given
            if request.match_info["name"] == "refuse":
                await self.refuse(float(given["seconds"]), request.protocol)
                return web.json_response({})
            return web.json_response(await control.play(self, request.match_info["name"], given))
        except (KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)

    async def _lost(self, _request: web.Request) -> web.Response:
        return _refused(Refusal(404, "Not Found"))


async def _read(request: web.Request, method: str) -> Call:
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = json.loads(await request.read() or b"{}")
        if not isinstance(body, dict):
            raise ValueError("a JSON body must be an object")
        values |= {name: value for name, value in body.items() if value is not None}
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = Upload(value.filename, value.content_type, value.file.read())
            else:
                values[name] = value
    return Call(method, values, files)


def _refused(refusal: Refusal) -> web.Response:
    body: dict[str, Any] = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    headers = {}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
        if "retry_after" in refusal.parameters:
            headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return web.json_response(body, status=refusal.status, headers=headers)


async def _gone_wrong(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind == "flood":
        return _refused(flood(fault.retry_after))
    if fault.kind == "status":
        if fault.html:
            return web.Response(status=fault.status, text="<html>Bad Gateway</html>", content_type="text/html")
        return _refused(Refusal(fault.status, "Internal Server Error"))
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
