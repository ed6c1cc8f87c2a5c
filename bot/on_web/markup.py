"""A message as the JSON that the page draws. Only text is in it: the page never reads HTML from us."""

from dataclasses import replace
from itertools import groupby
from typing import Any

from content.message import Attachment, Button, Copy, Link, Message, Press, Span, Text, dials, host

JsonObject = dict[str, Any]


def draw(message: Message, file: str = "") -> JsonObject:
    """`{"parts": [{"block": bool, "spans": [{"text", "bold"?, "italic"?, "code"?, "link"?}]}], "rows": [[…]], "file"?}`

    A block is a part of its own, to be copied as a whole; empty lines at its border go. `file` is the address where the
    attachment can be had.
    """
    drawn: JsonObject = {
        "parts": [
            {"block": block, "spans": [_span(span) for span in _trim(tuple(spans))]}
            for block, spans in groupby(message.text, key=lambda span: span.block)
        ],
        "rows": [[_button(button) for button in row] for row in message.rows],
    }
    drawn["parts"] = [part for part in drawn["parts"] if part["spans"]]
    if message.attachment is not None:
        drawn["file"] = _file(message.attachment, file)
    return drawn


def _span(span: Span) -> JsonObject:
    drawn: JsonObject = {"text": span.text}
    drawn |= {style: True for style in ("bold", "italic", "code") if getattr(span, style)}
    if span.link is not None and (host(span.link) or dials(span.link)):
        drawn["link"] = span.link
    return drawn


def _trim(spans: Text) -> list[Span]:
    """Without the line breaks at both ends: between parts the page keeps the distance."""
    trimmed = [span for span in spans if span.text]
    while trimmed and not trimmed[0].text.strip("\n"):
        trimmed.pop(0)
    while trimmed and not trimmed[-1].text.strip("\n"):
        trimmed.pop()
    if trimmed:
        trimmed[0] = replace(trimmed[0], text=trimmed[0].text.lstrip("\n"))
        trimmed[-1] = replace(trimmed[-1], text=trimmed[-1].text.rstrip("\n"))
    return trimmed


def _button(button: Button) -> JsonObject:
    match button:
        case Press(label, choice):
            return {"label": label, "choice": choice}
        case Copy(label, copied):
            return {"label": label, "copied": copied}
        case Link(label, url):
            return {"label": label, "url": url}


def _file(attachment: Attachment, address: str) -> JsonObject:
    return {"name": attachment.name, "size": len(attachment.body), "url": address}
