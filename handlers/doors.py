"""Doors: the addresses under which people outside a chat reach us, as far as there are any."""

from collections.abc import Callable
from dataclasses import dataclass

from content.action import Channel
from content.ids import ActionId, Platform, TargetId


def _no_page(_action: ActionId, _target: TargetId, _channel: Channel, _language: str) -> str:
    return ""


def _no_entry(_platform: Platform, _payload: str) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """`page` is the address of an appeal's compose page, in that language; `entry` that of a chat that begins with
    `/start` and this payload, on that platform. Both are `""` where there is none, and neither names a person.
    """

    page: Callable[[ActionId, TargetId, Channel, str], str] = _no_page
    entry: Callable[[Platform, str], str] = _no_entry


SHUT = Doors()
"""No address at all: a bot without a public web part."""
