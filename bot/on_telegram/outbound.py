"""What leaves for Telegram: messages to chats, and answers to what people said and pressed."""

import asyncio
import re
import warnings
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from urllib.parse import quote_plus, urlencode

from telegram import Bot, InputFile
from telegram.error import BadRequest, TelegramError
from telegram.warnings import PTBUserWarning

from bot.on_telegram.inbound import Arrival, number
from bot.on_telegram.markup import PLAIN_LINK, Part, Ready, form, parts, ready
from bot.on_telegram.outcomes import already, outcome
from bot.on_telegram.transport import BrokenOff, Transport, result_of
from content.courier import Delivered, Gone, Moved, Outcome, TryLater, Uneditable, Unknown
from content.ids import Platform, PlatformId, Reference
from content.message import Message, Span
from handlers.turn import Reply

PATIENCE = timedelta(seconds=6)
"""How long a person's answer, or the rest of a message that has begun to arrive, is tried again."""

LONGEST_NOTE = 200
"""Characters (Bot API, `answerCallbackQuery`)."""

DID = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:')
SENT = re.compile(DID.pattern + rb'\s*\{\s*"message_id"\s*:\s*([1-9][0-9]{0,17})\s*[,}]')
"""How the Bot API begins when it has done it, or sent a message: reading on costs more than sending did."""

DELETABLE = timedelta(hours=48) - timedelta(minutes=5)
"""How long after it was sent a message can be deleted (Bot API, `deleteMessage`), less what two clocks may differ."""

A_NUMBER = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)

TO_A_PERSON, TO_A_GROUP = 1.0, 3.0
"""Seconds between two messages to one chat (Bot API, "my bot is hitting limits": 1 a second, 20 a minute)."""

EDITS = 1 / 30
"""Seconds between two edits, whatever the chats: paid broadcasts (`allow_paid_broadcast`) are of new messages alone."""

JUST_NOW = 1.0
"""Seconds for which a message counts towards a server's rate a second."""


class Answers:
    """Counts messages to people, who wait for no slot of a broadcast's."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=1000)

    def add(self) -> None:
        self._times.append(monotonic())

    def take(self) -> int:
        """How many there were since this was last asked, of the last second only."""
        since = monotonic() - JUST_NOW
        count = sum(time > since for time in self._times)
        self._times.clear()
        return count


class TelegramCourier:
    """Carries messages to Telegram chats. `paid` asks for the paid broadcast rate, which costs the owner Stars."""

    def __init__(self, bot: Bot, transport: Transport, answers: Answers, *, paid: bool = False) -> None:
        self._bot = bot
        self._transport = transport
        self._answers = answers
        self._address = bot.base_url
        self._extra = {"allow_paid_broadcast": "true"} if paid else {}  # of new messages: an edit knows no such thing
        self._extra_form = f"{urlencode(self._extra)}&".encode() if paid else b""
        # `do_api_request` gives plain JSON where the Bot's own methods build objects at twice the cost; it says so.
        warnings.filterwarnings("ignore", r"Please use 'Bot\.", PTBUserWarning)

    @property
    def platform(self) -> Platform:
        return Platform.TELEGRAM

    def ready(self, message: Message) -> Ready:
        """The message as Telegram takes it. Raises ValueError for a choice over 64 bytes."""
        return ready(message)

    async def carry(self, chat: PlatformId, ready: Ready, *, now: datetime) -> Outcome:
        """Send a new message, in as many parts as Telegram's limits make of it.

        When a part has arrived and a later one will not, it is Unknown: nothing could be sent again without doubling.
        """
        if ready.form is not None:
            return await attempt(partial(self._send, chat, ready.form), now)
        first, *rest = ready.parts
        result = await attempt(partial(send, self._bot, chat, first, **self._extra), now)
        for part in rest:
            if not isinstance(result, Delivered):
                break
            result = await patiently(partial(send, self._bot, chat, part, **self._extra))
            if not isinstance(result, Delivered | Gone):
                result = Unknown("only the beginning arrived")
        return result

    async def amend(self, chat: PlatformId, reference: Reference, ready: Ready, *, now: datetime) -> Outcome:
        """Put the message in the place of one of ours.

        A message with a file, or too long for one of Telegram's, cannot take the place of one: then its last part's
        text does, with the buttons, as `reference` names a last part. What is sent to be amended is one text: a card.
        """
        text = ready.form or form(replace(ready.parts[-1], attachment=None))
        return await self._change("editMessageText", chat, reference, b"&" + text, now)

    async def remove(
        self, chat: PlatformId, reference: Reference, instead: Ready, *, sent_at: datetime, now: datetime
    ) -> Outcome:
        """Delete a message of ours; put `instead` in its place where it is older than 48 hours or will not go."""
        if now - sent_at < DELETABLE:
            result = await self._change("deleteMessage", chat, reference, b"", now)
            if not isinstance(result, Uneditable):
                return result
        return await self.amend(chat, reference, instead, now=now)

    @property
    def edits_apart(self) -> float:
        return EDITS

    def apart(self, chat: PlatformId) -> float:
        """Seconds between two messages to this chat; a group's id is negative."""
        return TO_A_GROUP if chat.startswith("-") else TO_A_PERSON

    def answered(self) -> int:
        return self._answers.take()

    async def _send(self, chat: PlatformId, text: bytes) -> Reference:
        status, answer = await self._post("sendMessage", chat, b"&%b%b" % (self._extra_form, text))
        if status == 200 and (sent := SENT.match(answer)):
            return Reference(sent[1].decode())
        return _reference(await result_of(status, answer))

    async def _change(self, method: str, chat: PlatformId, reference: Reference, more: bytes, now: datetime) -> Outcome:
        if not A_NUMBER.fullmatch(reference):
            return Uneditable("that is no message of Telegram's")

        async def made() -> Reference:
            status, answer = await self._post(method, chat, b"&message_id=%b%b" % (reference.encode(), more))
            if status == 200 and DID.match(answer):
                return reference
            try:
                await result_of(status, answer)
            except BadRequest as error:
                if not already(error):
                    raise
            return reference

        result = await attempt(made, now)
        if isinstance(result, Moved):  # in the new group the number is another message's
            return Uneditable("the group has moved")
        return result

    async def _post(self, method: str, chat: PlatformId, more: bytes) -> tuple[int, bytes]:
        to = (chat if chat.isdigit() else quote_plus(chat)).encode()
        return await self._transport.post_form(f"{self._address}/{method}", b"chat_id=%b%b" % (to, more))


async def reply(bot: Bot, arrival: Arrival, answer: Reply, answers: Answers) -> Outcome | None:
    """Show `answer` where `arrival` came from: what became of its last message, or None if it had none.

    A press is always answered, with the note. The first message takes the place of the pressed one if the answer says
    so and Telegram lets it; the others are new; each is counted. Raises ValueError for one that breaks our own rules.
    """
    noted = arrival.query is not None and await note(bot, arrival.query, answer.note)
    messages = list(answer.messages)
    if answer.note and not noted:
        messages.append(Message((Span(answer.note),)))
    pressed = arrival.pressed if answer.in_place else None
    result: Outcome | None = None
    for part in [part for message in messages for part in parts(message)]:
        result = await patiently(partial(_put, bot, arrival.chat, part, pressed, answers))
        pressed = None
        if not isinstance(result, Delivered):
            break
    return result


async def _put(bot: Bot, chat: PlatformId, part: Part, pressed: int | None, answers: Answers) -> Reference:
    answers.add()
    if pressed is None or part.attachment is not None:
        return await send(bot, chat, part)
    try:
        return await edit(bot, chat, pressed, part)
    except BadRequest:  # too old, deleted, a file, or ours to blame: then a new message meets the same refusal
        answers.add()
        return await send(bot, chat, part)


async def note(bot: Bot, query: str, text: str) -> bool:
    """Answer a press, with `text` for a moment where there is one: whether it was shown. A press may be too old."""
    shown = text if len(text) <= LONGEST_NOTE else f"{text[: LONGEST_NOTE - 1]}…"
    try:
        await bot.answer_callback_query(query, text=shown or None)
    except TelegramError:
        return False
    return True


async def send(bot: Bot, chat: PlatformId, part: Part, **extra: object) -> Reference:
    """Send one part as a new message. Raises TelegramError."""
    fields: dict[str, object] = {"chat_id": chat, **part.fields, **extra}
    if part.attachment is None:
        return _reference(await _call(bot, "sendMessage", fields | {"link_preview_options": PLAIN_LINK}))
    name = "".join(character for character in part.attachment.name if character.isprintable())
    file = InputFile(part.attachment.body, filename=name or "file")
    file.mimetype = part.attachment.media_type
    return _reference(await _call(bot, "sendDocument", fields | {"document": file}))


async def edit(bot: Bot, chat: PlatformId, message: int, part: Part) -> Reference:
    """Put `part`, which has no file, in the place of `message`; done if it says so already. Raises TelegramError."""
    fields = {"chat_id": chat, "message_id": message, **part.fields, "link_preview_options": PLAIN_LINK}
    try:
        await _call(bot, "editMessageText", fields)
    except BadRequest as error:
        if not already(error):
            raise
    return Reference(str(message))


async def _call(bot: Bot, method: str, fields: dict[str, object]) -> object:
    return await bot.do_api_request(method, api_kwargs=fields)


def _reference(sent: object) -> Reference:
    message = number(sent, "message_id")
    if message is None or message < 1:
        raise BrokenOff("the answer names no message")
    return Reference(str(message))


async def attempt(call: Callable[[], Awaitable[Reference]], now: datetime) -> Outcome:
    """Make one call, and say what became of it."""
    try:
        return Delivered(await call())
    except TelegramError as error:
        return outcome(error, now)


async def patiently(call: Callable[[], Awaitable[Reference]]) -> Outcome:
    """Make a call, and again while Telegram says that nothing arrived and to come back within our patience."""
    left = PATIENCE
    while True:
        now = datetime.now(UTC)
        result = await attempt(call, now)
        if not isinstance(result, TryLater) or result.when - now > left:
            return result
        left -= result.when - now
        await asyncio.sleep((result.when - now).total_seconds())
