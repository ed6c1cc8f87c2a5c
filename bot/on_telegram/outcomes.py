"""What became of a call to Telegram, decided here alone."""

import re
from datetime import datetime, timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.on_telegram.transport import NeverOpened, TurnedBack
from content.courier import Gone, Moved, Outcome, Refused, TryLater, Uneditable, Unknown
from content.ids import PlatformId

A_MOMENT = timedelta(seconds=2)

CLOSED = (
    "chat not found",
    "peer_id_invalid",
    "user not found",
    "deactivated",
    "kicked",
    "not enough rights to send",
    "have no rights to send",
    "no write access",
    "chat_write_forbidden",
)
"""What Telegram says with status 400 of a chat that is closed to us (with 403 it is always so)."""

STANDING = (
    "message to edit not found",
    "message can't be edited",
    "message can't be deleted",
    "message identifier is not specified",
    "message_id_invalid",
    "message_author_required",
    "message_edit_time_expired",
    "message_delete_forbidden",
    "there is no text in the message to edit",
)
"""What Telegram says with status 400 of a message that cannot be changed: it stands as it is, whatever we try."""

DONE = ("message is not modified", "message to delete not found")
"""What Telegram says with status 400 of a change that has been made already."""


class TelegramRefused(Exception):
    """Telegram will not serve us until somebody changes something: one plain line, what and what to do."""


UNKNOWN_BOT = "Telegram does not know this token: copy it again from @BotFather into UABOT_TELEGRAM_TOKEN."
SECOND_POLLER = (
    "Another program is receiving this bot's messages (or a webhook is set for it): stop that one, "
    "or give this one a bot of its own in UABOT_TELEGRAM_TOKEN."
)


def outcome(error: TelegramError, now: datetime) -> Outcome:
    """What `error` means for the message that was being sent, or changed. The order matters: most are NetworkErrors."""
    match error:
        case RetryAfter():
            return TryLater(now + wait_of(error), halt=True)
        case ChatMigrated():
            return Moved(PlatformId(str(error.new_chat_id)))
        case Forbidden():
            return Gone(error.message)
        case InvalidToken():
            return Refused(UNKNOWN_BOT)
        case Conflict():
            return Refused(SECOND_POLLER)
        case BadRequest():
            said = error.message.lower()
            if any(sign in said for sign in CLOSED):
                return Gone(error.message)
            if any(sign in said for sign in STANDING):
                return Uneditable(error.message)
            return Refused(re.sub(r"'.*'", "'…'", error.message))  # a link that it quotes may be somebody's own
        case NeverOpened():
            return TryLater(now + A_MOMENT, unreached=True)
        case TurnedBack():
            return TryLater(now + A_MOMENT)
        case TimedOut():
            return Unknown("no answer in time")
        case _:
            return Unknown("the connection broke before a clear answer")


def wait_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks us to wait: the library gives seconds, or a timedelta where it is set so."""
    asked = error.retry_after
    return asked if isinstance(asked, timedelta) else timedelta(seconds=asked)


def refusal(error: TelegramError) -> TelegramRefused | None:
    """The plain line for what only a person can mend, else None."""
    match error:
        case InvalidToken():
            return TelegramRefused(UNKNOWN_BOT)
        case Conflict():
            return TelegramRefused(SECOND_POLLER)
        case _:
            return None


def already(error: TelegramError) -> bool:
    """Whether a change failed only because it is made: the message says so, or is deleted. That is a success."""
    return isinstance(error, BadRequest) and any(sign in error.message.lower() for sign in DONE)
