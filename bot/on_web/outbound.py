"""WebCourier: what we say, on its way to the open pages of a chat."""

import secrets
from collections import OrderedDict
from datetime import datetime

from bot.on_web.markup import draw
from bot.on_web.rooms import Room
from content.courier import Delivered, Outcome, Uneditable
from content.ids import Platform, PlatformId, Reference
from content.message import Attachment, Message
from handlers.turn import Reply

KEPT_ROOMS = 500
KEPT_BYTES = 64 * 1024 * 1024
"""Of all chats' files together."""


FORGOTTEN = Uneditable("the message is no longer kept here")
"""A page that is open somewhere may still show it."""


class WebCourier:
    """Carries messages to the web chat, in memory only: see the package's docstring for what that means.

    A chat that is not here (after a restart, say) is kept for when it comes back. The chat that has been silent longest
    is forgotten first, and so is the oldest file.
    """

    platform = Platform.WEB

    def __init__(self) -> None:
        self._rooms: OrderedDict[PlatformId, Room] = OrderedDict()
        self._files: OrderedDict[str, tuple[PlatformId, Attachment]] = OrderedDict()
        self._bytes = 0
        self._closed = False

    def ready(self, message: Message) -> Message:
        return message

    async def carry(self, chat: PlatformId, ready: Message, *, now: datetime) -> Outcome:
        """Append a message to a chat. It always arrives: what can fail is the person's own connection."""
        return Delivered(self._say(chat, ready, None, now))

    async def amend(self, chat: PlatformId, reference: Reference, ready: Message, *, now: datetime) -> Outcome:
        """Put a message in the place of one that is still here."""
        room = self._rooms.get(chat)
        if room is None or not room.holds(reference):
            return FORGOTTEN
        return Delivered(self._say(chat, ready, reference, now))

    async def remove(
        self,
        chat: PlatformId,
        reference: Reference,
        instead: Message,  # noqa: ARG002 - the courier's signature: it is never too late here
        *,
        sent_at: datetime,  # noqa: ARG002 - the courier's signature: age does not matter here
        now: datetime,  # noqa: ARG002 - the courier's signature: a page keeps no time of it
    ) -> Outcome:
        """Take a message away, from the pages that are open as well."""
        room = self._rooms.get(chat)
        return Delivered(reference) if room is not None and room.take_away(reference) else FORGOTTEN

    @property
    def edits_apart(self) -> float:
        return 0.0

    def apart(self, chat: PlatformId) -> float:  # noqa: ARG002 - the courier's signature
        return 0.0

    def answered(self) -> int:
        return 0

    def reply(self, chat: PlatformId, reply: Reply, on: Reference | None, *, now: datetime) -> None:
        """Show a reply's messages. `on` is the message whose button was pressed; its note `inbound` returns."""
        for number, message in enumerate(reply.messages):
            self._say(chat, message, on if reply.in_place and number == 0 else None, now)

    def room(self, chat: PlatformId) -> Room:
        """The chat's room, opened where there is none."""
        room = self._rooms.get(chat)
        if room is None:
            room = self._rooms[chat] = Room()
            if self._closed:
                room.close()
            while len(self._rooms) > KEPT_ROOMS:
                _, forgotten = self._rooms.popitem(last=False)
                forgotten.close()
        self._rooms.move_to_end(chat)
        return room

    def file(self, chat: PlatformId, name: str) -> Attachment | None:
        """A file that this chat was given, while it is kept."""
        owner, attachment = self._files.get(name, (None, None))
        return attachment if owner == chat else None

    def close(self) -> None:
        """End every open event stream, so that the server can stop: call it before `should_exit` is set."""
        self._closed = True
        for room in self._rooms.values():
            room.close()

    def _say(self, chat: PlatformId, message: Message, place: Reference | None, now: datetime) -> Reference:
        room = self.room(chat)
        reference = place or room.next_reference()
        address = f"/chat/files/{self._keep(chat, message.attachment)}" if message.attachment else ""
        room.put(reference, draw(message, address), now=now)
        return reference

    def _keep(self, chat: PlatformId, attachment: Attachment) -> str:
        name = secrets.token_urlsafe(16)
        self._files[name] = (chat, attachment)
        self._bytes += len(attachment.body)
        while self._bytes > KEPT_BYTES and len(self._files) > 1:
            _, (_, forgotten) = self._files.popitem(last=False)
            self._bytes -= len(forgotten.body)
        return name
