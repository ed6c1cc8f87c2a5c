"""The people around the bot, and what a test wants to know or to go wrong: `/control/<name>`, JSON in and out.

What people do: people · group · say · say_all · press · file · block · unblock · delete · freeze
What Telegram does: age · move · deactivate · repeat · update · expire · fault · limits · latency · refuse · reset
What there is to see: messages · counts · notes · violations · calls · commands · pending · state
"""

import base64
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tests.fake_telegram.faults import Fault, Limits
from tests.fake_telegram.world import BOT, BOT_ID, Chat, Post

if TYPE_CHECKING:
    from tests.fake_telegram.server import Fake

Given = dict[str, Any]


async def play(fake: "Fake", name: str, given: Given) -> Any:
    """Do what `name` says. Raises KeyError or ValueError for what cannot be done."""
    if name == "reset":
        await fake.reset()
        return {}
    if name not in ROUTES:
        raise KeyError(f"no such control: {name}")
    return ROUTES[name](fake, given)


def people(fake: "Fake", given: Given) -> Any:
    """{first, count} or {people: [{id, name, language}]}, with {started}: as if they had pressed Start before."""
    first, count = int(given.get("first", 0)), int(given.get("count", 0))
    listed = given.get("people") or [{"id": first + at} for at in range(count)]
    for one in listed:
        _person(fake, {"language": given.get("language", "en")} | one).started = bool(given.get("started", False))
    return {"count": len(listed)}


def group(fake: "Fake", given: Given) -> Any:
    """{id, name}: a group with the bot in it; ids of groups are negative."""
    kind = "supergroup" if str(given["id"]).startswith("-100") else "group"
    chat = Chat(int(given["id"]), given.get("name", "A group"), kind=kind, started=True)
    fake.world.chats[chat.id] = chat
    return {}


def say(fake: "Fake", given: Given) -> Any:
    """{person, text, chat}: a person writes to the bot, or in the group `chat`."""
    person = _person(fake, given["person"])
    chat = _chat(fake, given["chat"]) if given.get("chat") else person
    post = _post(fake, chat, person, text=given["text"])
    if given["text"].startswith("/"):
        length = len(given["text"].split(maxsplit=1)[0])
        post.entities = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"update": fake.updates.add("message", fake.world.shown(chat, post))}


def say_all(fake: "Fake", given: Given) -> Any:
    """{first, count, text}: so many people write the same."""
    first = int(given["first"])
    said = (say(fake, {"person": first + at, "text": given["text"]}) for at in range(int(given["count"])))
    return {"updates": [one["update"] for one in said]}


def file(fake: "Fake", given: Given) -> Any:
    """{person, name, media_type, body (base64), caption, size}: a person sends a document, said to be of that size."""
    person = _person(fake, given["person"])
    body = base64.b64decode(given["body"])
    document = fake.world.keep(body, given["name"], given.get("media_type", "application/octet-stream"))
    document["file_size"] = given.get("size", len(body))
    post = _post(fake, person, person, document=document, text=given.get("caption", ""))
    return {"update": fake.updates.add("message", fake.world.shown(person, post))}


def press(fake: "Fake", given: Given) -> Any:
    """{person, label | data, message, chat}: a person presses a button.

    By label: on `message`, else on the newest message of the chat that has it. By `data`: whatever is given, on a
    message of the bot's or, with `chat`, of another chat: what a forged client could do.
    """
    person = _person(fake, given["person"])
    chat = _chat(fake, given["chat"]) if given.get("chat") else person
    post, data = _button(chat, given)
    key = f"press{fake.world.number()}"
    body = {
        "id": key,
        "from": person.person,
        "chat_instance": str(chat.id),
        "message": fake.world.shown(chat, post),
        "data": data,
    }
    fake.world.presses[key] = body
    return {"update": fake.updates.add("callback_query", body)}


def _button(chat: Chat, given: Given) -> tuple[Post, str]:
    posts = [post for post in chat.posts.values() if post.sender == BOT_ID and not post.deleted]
    if given.get("message") is not None:
        posts = [post for post in posts if post.id == int(given["message"])]
    if not posts:
        raise KeyError("there is no message of the bot's to press on")
    if given.get("data") is not None:
        return posts[-1], given["data"]
    label = given["label"]
    for test in (str.__eq__, str.startswith, str.__contains__):
        for post in reversed(posts):
            for button in _buttons(post):
                if test(button["text"], label):
                    if "callback_data" not in button:
                        raise ValueError(f"the button {button['text']!r} opens or copies: nothing reaches the bot")
                    return post, button["callback_data"]
    raise KeyError(f"no button {label!r}; the newest message has {[button['text'] for button in _buttons(posts[-1])]}")


def _buttons(post: Post) -> Iterable[Given]:
    return (button for row in (post.keyboard or {}).get("inline_keyboard", []) for button in row)


def block(fake: "Fake", given: Given) -> Any:
    return _member(fake, given, blocked=True)


def unblock(fake: "Fake", given: Given) -> Any:
    return _member(fake, given, blocked=False)


def _member(fake: "Fake", given: Given, *, blocked: bool) -> Any:
    """{person, silent}: the bot is told, unless `silent`."""
    person = _person(fake, given["person"])
    person.blocked = blocked
    person.started = True
    status = ["member", "kicked"] if blocked else ["kicked", "member"]
    old, new = ({"user": BOT, "status": one} for one in status)
    body = {
        "chat": person.shown,
        "from": person.person,
        "date": int(time.time()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    return {"update": None if given.get("silent") else fake.updates.add("my_chat_member", body)}


def deactivate(fake: "Fake", given: Given) -> Any:
    _person(fake, given["person"]).deactivated = True
    return {}


def move(fake: "Fake", given: Given) -> Any:
    """{chat, to}: a group becomes a supergroup of another id."""
    old, new = _chat(fake, given["chat"]), int(given["to"])
    old.moved_to = new
    fake.world.chats[new] = Chat(new, old.name, kind="supergroup", started=True)
    return {}


def delete(fake: "Fake", given: Given) -> Any:
    """{chat, message}: a person deletes a message on both sides."""
    _chat(fake, given["chat"]).posts[int(given["message"])].deleted = True
    return {}


def freeze(fake: "Fake", given: Given) -> Any:
    """{chat, message}: it can neither be edited nor deleted any more."""
    _chat(fake, given["chat"]).posts[int(given["message"])].frozen = True
    return {}


def age(fake: "Fake", given: Given) -> Any:
    """{chat, message, hours}: it was sent that much earlier."""
    _chat(fake, given["chat"]).posts[int(given["message"])].date -= int(float(given["hours"]) * 3600)
    return {}


def expire(fake: "Fake", _given: Given) -> Any:
    """Every press so far becomes too old to be answered."""
    fake.world.presses.clear()
    return {}


def repeat(fake: "Fake", given: Given) -> Any:
    """{update}: deliver it once more."""
    fake.updates.repeat(int(given["update"]))
    return {"update": int(given["update"])}


def update(fake: "Fake", given: Given) -> Any:
    """{kind, body}: an update of any shape."""
    return {"update": fake.updates.add(given["kind"], given["body"])}


def fault(fake: "Fake", given: Given) -> Any:
    """See `faults.Fault`; nothing given: no faults any more."""
    if given:
        fake.faults.queue.append(Fault(**given))
    else:
        fake.faults.queue.clear()
    return {}


def limits(fake: "Fake", given: Given) -> Any:
    """See `faults.Limits`."""
    fake.faults.limits = Limits(**given)
    return {}


def latency(fake: "Fake", given: Given) -> Any:
    fake.faults.latency = float(given["seconds"])
    return {}


def messages(fake: "Fake", given: Given) -> Any:
    """{chat}: every message there, oldest first."""
    chat = fake.world.chats.get(int(given["chat"]))
    return [] if chat is None else [_seen(chat, post) for post in chat.posts.values()]


def _seen(chat: Chat, post: Post) -> Given:
    rows = (post.keyboard or {}).get("inline_keyboard", [])
    return {
        "id": post.id,
        "chat": chat.id,
        "by_bot": post.sender == BOT_ID,
        "text": post.text,
        "entities": post.entities,
        "rows": rows,
        "document": post.document,
        "history": post.history,
        "deleted": post.deleted,
    }


def counts(fake: "Fake", _given: Given) -> Any:
    """Chat → how many messages of the bot's it has been sent."""
    chats = fake.world.chats.values()
    return {str(chat.id): sum(post.sender == BOT_ID for post in chat.posts.values()) for chat in chats}


def notes(fake: "Fake", given: Given) -> Any:
    """{person}: what answered presses showed."""
    return [note for note in fake.world.notes if str(note["person"]) == str(given.get("person", note["person"]))]


def pending(fake: "Fake", given: Given) -> Any:
    """{updates}: which of them are not confirmed yet."""
    return [number for number in given["updates"] if number in fake.updates.pending]


def state(fake: "Fake", _given: Given) -> Any:
    return {
        "pending": len(fake.updates.pending),
        "webhook": fake.updates.webhook,
        "posts": fake.updates.posts,
        "last_error": fake.updates.last_error,
    }


def _person(fake: "Fake", given: int | str | Given) -> Chat:
    told: Given = given if isinstance(given, dict) else {"id": given}
    number = int(told["id"])
    if number <= 0:
        raise ValueError("a person's id is positive")
    chat = fake.world.chats.setdefault(number, Chat(number))
    chat.name, chat.language = told.get("name", chat.name), told.get("language", chat.language)
    return chat


def _chat(fake: "Fake", given: int | str) -> Chat:
    return fake.world.chats[int(given)]


def _post(fake: "Fake", chat: Chat, person: Chat, **content: Any) -> Post:
    chat.started = True
    return fake.world.put(chat, person.id, **content)


ROUTES = {
    made.__name__: made
    for made in (
        *(people, group, say, say_all, press, file, block, unblock, delete, freeze),
        *(age, move, deactivate, repeat, update, expire, fault, limits, latency),
        *(messages, counts, notes, pending, state),
    )
} | {
    "violations": lambda fake, _given: fake.world.violations,
    "calls": lambda fake, _given: fake.faults.shown,
    "commands": lambda fake, _given: fake.world.commands,
}
