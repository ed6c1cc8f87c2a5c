"""What leaves for Telegram: messages to chats, and answers to what people said and pressed."""

import asyncio
import warnings
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial

from telegram import Bot, InputFile
from telegram.error import BadRequest, TelegramError
from telegram.warnings import PTBUserWarning

from bot.on_telegram.inbound import Arrival, number
from bot.on_telegram.markup import Part, parts
from bot.on_telegram.outcomes import outcome, unmodified
from bot.on_telegram.transport import BrokenOff
from content.courier import Delivered, Gone, Outcome, Refused, TryLater, Unknown
from content.ids import Platform, PlatformId, Reference
from content.message import Message, Span
from handlers.turn import Reply

PATIENCE = timedelta(seconds=6)
"""How long a person's answer, or the rest of a message that has begun to arrive, is tried again."""

LONGEST_NOTE = 200
"""Characters (Bot API, `answerCallbackQuery`)."""

PLAIN_LINK = '{"is_disabled": true}'  # a preview would fetch, and show, a page of somebody else's choice


class TelegramCourier:
    """Carries messages to Telegram chats. `paid` asks for the paid broadcast rate, which costs the owner Stars."""

    def __init__(self, bot: Bot, *, paid: bool = False) -> None:
        self._bot = bot
        self._extra: dict[str, object] = {"allow_paid_broadcast": True} if paid else {}
        self._parts = lru_cache(maxsize=8)(parts)  # a broadcast carries one message to many chats
        # `do_api_request` gives plain JSON where the Bot's own methods build objects at twice the cost; it says so.
        warnings.filterwarnings("ignore", r"Please use 'Bot\.", PTBUserWarning)

    @property
    def platform(self) -> Platform:
        return Platform.TELEGRAM

    async def carry(self, chat: PlatformId, message: Message, *, now: datetime) -> Outcome:
        """Send a new message, in as many parts as Telegram's limits make of it.

        When a part has arrived and a later one will not, it is Unknown: nothing could be sent again without doubling.
        """
        try:
            first, *rest = self._parts(message)
        except ValueError as error:
            return Refused(str(error))
        result = await attempt(partial(send, self._bot, chat, first, **self._extra), now)
        for part in rest:
            if not isinstance(result, Delivered):
                break
            result = await patiently(partial(send, self._bot, chat, part, **self._extra))
            if not isinstance(result, Delivered | Gone):
                result = Unknown("only the beginning arrived")
        return result


async def reply(bot: Bot, arrival: Arrival, answer: Reply) -> Outcome | None:
    """Show `answer` where `arrival` came from: what became of its last message, or None if it had none.

    A press is always answered, with the note. The first message takes the place of the pressed one if the answer says
    so and Telegram lets it; the others are new. Raises ValueError for a message that breaks our own rules.
    """
    noted = arrival.query is not None and await note(bot, arrival.query, answer.note)
    messages = list(answer.messages)
    if answer.note and not noted:
        messages.append(Message((Span(answer.note),)))
    pressed = arrival.pressed if answer.in_place else None
    result: Outcome | None = None
    for part in [part for message in messages for part in parts(message)]:
        result = await patiently(partial(_put, bot, arrival.chat, part, pressed))
        pressed = None
        if not isinstance(result, Delivered):
            break
    return result


async def _put(bot: Bot, chat: PlatformId, part: Part, pressed: int | None) -> Reference:
    if pressed is None or part.attachment is not None:
        return await send(bot, chat, part)
    try:
        return await edit(bot, chat, pressed, part)
    except BadRequest:  # too old, deleted, a file, or ours to blame: then a new message meets the same refusal
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
        if not unmodified(error):
            raise
    return Reference(str(message))


async def _call(bot: Bot, method: str, fields: dict[str, object]) -> object:
    return await bot.do_api_request(method, api_kwargs=fields)


def _reference(sent: object) -> Reference:
    message = number(sent, "message_id")
    if message is None:
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
