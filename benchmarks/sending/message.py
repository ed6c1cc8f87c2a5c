"""What everybody sends: 900 characters and a keyboard, as our message and as the peers' scripts read it."""

import json
from pathlib import Path

from content.message import Link, Message, Press, Span

_SENTENCE = "B.T. fled torture and was taken in; now he may be sent back within days. A letter can still reach them. "
TEXT = (_SENTENCE * 9)[:899] + "."
MESSAGE = Message((Span(TEXT),), ((Press("Take action", "1.t.7"),), (Link("Read more", "https://example.org/ua"),)))


def write(path: Path) -> None:
    """For the peers: `text`, and `keyboard` as the Bot API has it."""
    buttons = [
        [
            {"text": button.label} | ({"url": button.url} if isinstance(button, Link) else {"callback_data": "1.t.7"})
            for button in row
        ]
        for row in MESSAGE.rows
    ]
    path.write_text(json.dumps({"text": TEXT, "keyboard": {"inline_keyboard": buttons}}), "utf-8")
