"""What the Bot API refuses, in its own shape."""

import json
from typing import NoReturn

from tests.fast_telegram.connection import response

REASONS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict",
           429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway"}  # fmt: skip


class Refusal(Exception):
    """An answer with `ok: false`."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def response(self) -> bytes:
        body: dict[str, object] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        waits = self.parameters.get("retry_after")
        more = "" if waits is None else f"Retry-After: {waits}\r\n"
        return response(f"{self.status} {REASONS.get(self.status, 'Error')}", json.dumps(body).encode(), more=more)


def refuse(description: str) -> NoReturn:
    """Status 400, which is the bot's own fault."""
    raise Refusal(400, f"Bad Request: {description}")


def flood(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
