"""Who and what there is: chats with their messages, presses waiting for an answer, files, and the bot's mistakes."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.fake_telegram.checks import Refusal, refuse

BOT_ID = 7000000001
BOT = {
    "id": BOT_ID,
    "is_bot": True,
    "first_name": "Urgent Actions",
    "username": "ua_test_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
TOKEN = f"{BOT_ID}:{'A' * 35}"
DELETABLE = 48 * 60 * 60
"""Seconds after which a message can no longer be deleted (Bot API, `deleteMessage`); one of a bot's can be edited."""


@dataclass
class Post:
    """One message of a chat. `history` holds what it said before each edit; a `frozen` one cannot be changed."""

    id: int
    sender: int
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    document: dict[str, Any] | None = None
    date: int = 0
    edited: int | None = None
    history: list[dict[str, Any]] = field(default_factory=list)
    deleted: bool = False
    frozen: bool = False

    @property
    def content(self) -> dict[str, Any]:
        return {"text": self.text, "entities": self.entities, "reply_markup": self.keyboard}


@dataclass
class Chat:
    """A person's chat with the bot, or a group. A positive id is a person's."""

    id: int
    name: str = "Somebody"
    language: str = "en"
    kind: str = "private"
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    moved_to: int | None = None
    posts: dict[int, Post] = field(default_factory=dict)

    @property
    def person(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}

    @property
    def shown(self) -> dict[str, Any]:
        name = {"first_name": self.name} if self.kind == "private" else {"title": self.name}
        return {"id": self.id, "type": self.kind, **name}


class World:
    """Everything but the updates on their way."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, dict[str, Any]] = {}
        self.notes: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.linked: set[str] = set()
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.violations: list[dict[str, str]] = []
        self._numbers = 0

    def number(self) -> int:
        """The next number for a message, press or file: one row of numbers, so that none is taken for another."""
        self._numbers += 1
        return self._numbers

    def chat(self, given: object) -> Chat:
        """The chat a bot names, if it may write there. Raises Refusal as the real server."""
        if given in (None, ""):
            refuse("chat_id is empty")
        try:
            found = self.chats.get(int(str(given)))
        except ValueError:
            found = None
        if found is None:
            refuse("chat not found")
        if found.moved_to is not None:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, description, migrate_to_chat_id=found.moved_to)
        if found.deactivated:
            raise Refusal(403, "Forbidden: user is deactivated")
        if found.blocked:
            who = "bot was blocked by the user" if found.kind == "private" else "bot was kicked from the group chat"
            raise Refusal(403, f"Forbidden: {who}")
        if not found.started and found.kind == "private":
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return found

    def put(self, chat: Chat, sender: int, **content: Any) -> Post:
        """Put a new message into a chat."""
        post = Post(self.number(), sender, date=int(time.time()), **content)
        chat.posts[post.id] = post
        return post

    def ours(self, chat: Chat, given: object, what: str) -> Post:
        """The bot's own message of that number, which it may `edit` or `delete`, or Refusal."""
        if given in (None, ""):
            refuse("message identifier is not specified")
        try:
            post = chat.posts.get(int(str(given)))
        except ValueError:
            post = None
        if post is None or post.deleted:
            refuse(f"message to {what} not found")
        if post.sender != BOT_ID or post.frozen:
            refuse(f"message can't be {what}ed" if what == "edit" else "message can't be deleted")
        if what == "delete" and time.time() - post.date >= DELETABLE:
            refuse("message can't be deleted for everyone")
        return post

    def keep(self, body: bytes, name: str, media_type: str) -> dict[str, Any]:
        """Keep a file, and give the document that stands for it."""
        key = f"file{self.number()}"
        self.files[key] = body
        return {
            "file_id": key,
            "file_unique_id": key,
            "file_name": name,
            "mime_type": media_type,
            "file_size": len(body),
        }

    def shown(self, chat: Chat, post: Post) -> dict[str, Any]:
        """A message as the Bot API gives it."""
        author = BOT if post.sender == BOT_ID else self.chats[post.sender].person
        message: dict[str, Any] = {"message_id": post.id, "from": author, "chat": chat.shown, "date": post.date}
        if post.document is not None:
            message["document"] = post.document
        if post.text:
            named = ("text", "entities") if post.document is None else ("caption", "caption_entities")
            message[named[0]] = post.text
            if post.entities:
                message[named[1]] = post.entities
        if post.keyboard is not None:
            message["reply_markup"] = post.keyboard
        if post.edited is not None:
            message["edit_date"] = post.edited
        return message
