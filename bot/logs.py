"""The logs: one line an event, and never a token, an id, a name or a text in any of them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

_SECRETS = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}|xox[a-z]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+|/bot[^/\s]+")
_LONG_NUMBERS = re.compile(r"\b\d{6,}\b")


def set_up(*, verbose: bool = False) -> None:
    """Send everything to standard error through the redactor; libraries speak from WARNING on."""
    import structlog

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.dev.ConsoleRenderer(
                    colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
                ),
            ],
            foreign_pre_chain=[
                structlog.stdlib.add_log_level,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO if verbose else logging.WARNING)
    for noisy in (
        "httpx",
        "httpcore",
        "apscheduler",
        "procrastinate",
        "psycopg",
        "telegram",
        "uvicorn",
        "alembic",
        "aiosqlite",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("uabot").setLevel(logging.INFO)


def redact(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take tokens and long numbers (a chat's id) out of every value, a traceback included."""
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            event[key] = _LONG_NUMBERS.sub("…", _SECRETS.sub("…", value))
    return event
