"""Cards: the messages that a broadcast sends to many, and the one of them that a conversation shows to a person.

Each fits one Telegram message whatever its document says. To add a broadcast's words: a template, and a line in
`broadcast.broadcast_card`.
"""

from content.cards.broadcast import broadcast_card
from content.cards.card import CHANNELS, card
from content.cards.pages import paged, points
from content.cards.short import clipped, shortened
from content.cards.told import Told
from content.cards.worded import worded

__all__ = ["CHANNELS", "Told", "broadcast_card", "card", "clipped", "paged", "points", "shortened", "worded"]
