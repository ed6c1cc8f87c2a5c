"""The ids that cross rooms, each with a type of its own so that one cannot be passed for another."""

from enum import StrEnum
from typing import NewType

ActionId = NewType("ActionId", int)
"""One document's Urgent Action: a case has several, one after another."""
TargetId = NewType("TargetId", int)
SupporterId = NewType("SupporterId", int)
ChatId = NewType("ChatId", int)
"""One person on one platform, as we number it."""
BroadcastId = NewType("BroadcastId", int)
DeliveryId = NewType("DeliveryId", int)

PlatformId = NewType("PlatformId", str)
"""A chat as its platform numbers it (Telegram `"12345"`, Slack `"T1/U2"`). Never logged, never stored in the clear."""
Reference = NewType("Reference", str)
"""A message as its platform numbers it, so that it can be edited later."""


class Platform(StrEnum):
    """Where we meet people. Never called a channel."""

    TELEGRAM = "telegram"
    SLACK = "slack"
    WEB = "web"
