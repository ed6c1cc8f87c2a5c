"""The methods of the Bot API that we use, with the parameters each takes."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.fake_telegram import checks
from tests.fake_telegram.checks import refuse
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import BOT, BOT_ID, World

DOWNLOAD = 20 * 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ACTIONS = ("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
           "choose_sticker", "find_location", "record_video_note", "upload_video_note")  # fmt: skip


@dataclass
class Upload:
    """A file in a request."""

    name: str
    media_type: str
    body: bytes


@dataclass
class Call:
    """One request: its parameters, from query, form, multipart or JSON, and its files."""

    method: str
    values: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def whole(self, name: str, default: int) -> int:
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError):
            refuse(f"{name} must be a whole number")

    def truth(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in ("true", "1")

    def tree(self, name: str) -> object:
        """A parameter that is JSON: written out in a form, as it is (or written out too) in a JSON body."""
        given = self.values.get(name)
        if not isinstance(given, str):
            return given
        try:
            found: object = json.loads(given)
        except ValueError:
            refuse(f"can't parse {name}: it is not JSON")
        return found


class Methods:
    """Carries out calls on a world and its updates."""

    def __init__(self, world: World, updates: Updates) -> None:
        self.world = world
        self.updates = updates

    async def carry_out(self, call: Call) -> object:
        """The call's result. Raises Refusal; what was our markup's fault is noted among the violations."""
        method, known = METHODS[call.method]
        for name in call.values.keys() - known - {"parse_mode"}:
            self.violation(call, f"unknown parameter {name}")
        try:
            if "parse_mode" in call.values:
                refuse("parse_mode is against the rules of this house")
            return await method(self, call)
        except checks.Refusal as refusal:
            if refusal.status == 400 and not any(sign in refusal.description for sign in INNOCENT):
                self.violation(call, refusal.description)
            raise

    def violation(self, call: Call, what: str) -> None:
        self.world.violations.append({"method": call.method, "what": what})

    def _content(self, call: Call, said: str, entities: str) -> dict[str, Any]:
        found = checks.entities(call.tree(entities), said)
        keyboard = checks.keyboard(call.tree("reply_markup"))
        if checks.overlaps(found):
            self.violation(call, "pre or code shares its place with another entity")
        if checks.wide(keyboard):
            self.violation(call, "a row of more than 8 buttons")
        return {"text": said, "entities": found, "keyboard": keyboard}

    async def get_me(self, _call: Call) -> object:
        return BOT

    async def get_updates(self, call: Call) -> object:
        limit = call.whole("limit", 100)
        if not 1 <= limit <= 100:
            refuse("limit must be between 1 and 100")
        self.updates.allow(call.tree("allowed_updates"))
        return await self.updates.fetch(call.whole("offset", 0), limit, call.whole("timeout", 0))

    async def set_webhook(self, call: Call) -> object:
        url, secret = str(call.values.get("url", "")), str(call.values.get("secret_token", ""))
        parts = urlsplit(url)
        if url and parts.scheme != "https" and parts.hostname not in LOOPBACK:
            refuse("bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret) > 256 or not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
            refuse("secret token contains unallowed characters")
        self.updates.allow(call.tree("allowed_updates"))
        self.updates.set_webhook({"url": url, "secret": secret} if url else None)
        return True

    async def delete_webhook(self, call: Call) -> object:
        self.updates.set_webhook(None)
        if call.truth("drop_pending_updates"):
            self.updates.pending.clear()
        return True

    async def get_webhook_info(self, _call: Call) -> object:
        info = {
            "url": (self.updates.webhook or {}).get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.updates.last_error:
            info |= {"last_error_message": self.updates.last_error, "last_error_date": int(time.time())}
        return info

    async def set_my_commands(self, call: Call) -> object:
        language = str(call.values.get("language_code", ""))
        if language and not (len(language) == 2 and language.isalpha()):
            refuse("LANG_CODE_INVALID")
        self.world.commands[language] = checks.commands(call.tree("commands"))
        return True

    async def send_message(self, call: Call) -> object:
        chat = self.world.chat(call.values.get("chat_id"))
        content = self._content(call, checks.text(call.values.get("text")), "entities")
        return self.world.shown(chat, self.world.put(chat, BOT_ID, **content))

    async def send_document(self, call: Call) -> object:
        chat = self.world.chat(call.values.get("chat_id"))
        content = self._content(call, checks.text(call.values.get("caption"), checks.CAPTION), "caption_entities")
        document = self._document(call)
        return self.world.shown(chat, self.world.put(chat, BOT_ID, document=document, **content))

    def _document(self, call: Call) -> dict[str, Any]:
        named = str(call.values.get("document", ""))
        upload = call.files.get(named.removeprefix("attach://") if named else "document")
        if upload is None:
            for chat in self.world.chats.values():
                for post in chat.posts.values():
                    if named and post.document is not None and post.document["file_id"] == named:
                        return post.document
            refuse("wrong file identifier/HTTP URL specified" if named else "there is no document in the request")
        if not upload.body:
            refuse("file must be non-empty")
        return self.world.keep(upload.body, upload.name, upload.media_type)

    async def edit_message_text(self, call: Call) -> object:
        chat = self.world.chat(call.values.get("chat_id"))
        post = self.world.ours(chat, call.values.get("message_id"), "edit")
        if post.document is not None:
            refuse("there is no text in the message to edit")
        before = post.content
        content = self._content(call, checks.text(call.values.get("text")), "entities")
        after = {"text": content["text"], "entities": content["entities"], "reply_markup": content["keyboard"]}
        if after == before:
            same = "specified new message content and reply markup are exactly the same as a current content and reply"
            refuse(f"message is not modified: {same} markup of the message")
        post.history.append(before)
        post.text, post.entities, post.keyboard = content["text"], content["entities"], content["keyboard"]
        post.edited = int(time.time())
        return self.world.shown(chat, post)

    async def delete_message(self, call: Call) -> object:
        chat = self.world.chat(call.values.get("chat_id"))
        self.world.ours(chat, call.values.get("message_id"), "delete").deleted = True
        return True

    async def answer_callback_query(self, call: Call) -> object:
        note = str(call.values.get("text", ""))
        if len(note) > 200:
            refuse("MESSAGE_TOO_LONG")
        press = self.world.presses.pop(str(call.values.get("callback_query_id", "")), None)
        if press is None:
            refuse("query is too old and response timeout expired or query ID is invalid")
        self.world.notes.append({"person": press["from"]["id"], "text": note, "alert": call.truth("show_alert")})
        return True

    async def get_file(self, call: Call) -> object:
        key = str(call.values.get("file_id", ""))
        if key not in self.world.files:
            refuse("invalid file_id")
        size = len(self.world.files[key])
        if size > DOWNLOAD:
            refuse("file is too big")
        self.world.linked.add(key)
        return {"file_id": key, "file_unique_id": key, "file_size": size, "file_path": f"documents/{key}"}

    async def send_chat_action(self, call: Call) -> object:
        self.world.chat(call.values.get("chat_id"))
        if call.values.get("action") not in ACTIONS:
            refuse("wrong parameter action in request")
        return True


INNOCENT = ("not modified", "chat not found", "upgraded to a supergroup", "query is too old", "message to ",
            "message can't be", "there is no text in the message", "file is too big")  # fmt: skip
"""Refusals that a faultless bot meets too: what people did meanwhile is not its fault."""

SENDING = frozenset(
    ("chat_id", "entities", "reply_markup", "link_preview_options", "allow_paid_broadcast", "disable_notification",
     "protect_content", "reply_parameters", "message_thread_id", "message_effect_id")
)  # fmt: skip
METHODS: dict[str, tuple[Callable[[Methods, Call], Awaitable[object]], frozenset[str]]] = {
    "getme": (Methods.get_me, frozenset()),
    "getupdates": (Methods.get_updates, frozenset({"offset", "limit", "timeout", "allowed_updates"})),
    "setwebhook": (
        Methods.set_webhook,
        frozenset({"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"}),
    ),
    "deletewebhook": (Methods.delete_webhook, frozenset({"drop_pending_updates"})),
    "getwebhookinfo": (Methods.get_webhook_info, frozenset()),
    "setmycommands": (Methods.set_my_commands, frozenset({"commands", "scope", "language_code"})),
    "sendmessage": (Methods.send_message, SENDING | {"text"}),
    "senddocument": (
        Methods.send_document,
        SENDING - {"entities", "link_preview_options"} | {"document", "caption", "caption_entities", "thumbnail"},
    ),
    "editmessagetext": (
        Methods.edit_message_text,
        frozenset({"chat_id", "message_id", "text", "entities", "reply_markup", "link_preview_options"}),
    ),
    "deletemessage": (Methods.delete_message, frozenset({"chat_id", "message_id"})),
    "answercallbackquery": (
        Methods.answer_callback_query,
        frozenset({"callback_query_id", "text", "show_alert", "cache_time"}),
    ),
    "getfile": (Methods.get_file, frozenset({"file_id"})),
    "sendchataction": (Methods.send_chat_action, frozenset({"chat_id", "action"})),
}
"""Method, in small letters as the real server takes any case → what carries it out, and its parameters."""
