"""Addresses: where people outside a chat reach us, as far as it is known yet."""

from dataclasses import dataclass
from urllib.parse import quote

from bot.on_web.compose.ticket import Ticket, Tickets
from content.action import Channel
from content.ids import ActionId, Platform, TargetId
from handlers.doors import Doors


@dataclass
class Addresses:
    """Filled in while the parts start; until then, and for what is not there, an address is `""`.

    `base` is that of the web part, without a slash at its end. `chat`: the web chat is there as well. `username` is the
    bot's on Telegram.
    """

    tickets: Tickets
    base: str = ""
    chat: bool = False
    username: str = ""

    @property
    def doors(self) -> Doors:
        """What conversations ask: it answers with what is known at that moment."""
        return Doors(page=self._page, entry=self._entry)

    def _page(self, action: ActionId, target: TargetId, channel: Channel, language: str) -> str:
        if not self.base:
            return ""
        return f"{self.base}/write/{self.tickets.sign(Ticket(action, target, channel, language))}"

    def _entry(self, platform: Platform, payload: str) -> str:
        said = quote(payload, safe="")
        if platform is Platform.TELEGRAM and self.username:
            return f"https://t.me/{self.username}?start={said}"
        if platform is Platform.WEB and self.chat and self.base:
            return f"{self.base}/?start={said}"
        return ""
