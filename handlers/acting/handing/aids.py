"""What stands around an appeal's text in the chat: the words, and the buttons that open, copy or carry it."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.action import Channel, UrgentAction
from content.appeals import Appeal, Label, Own
from content.appeals.channels.form import SIZES
from content.appeals.links import carried
from content.appeals.paper import PAPER
from content.choices import OpenAppeal, OwnWords, Pieces, SendFile
from content.languages import name as language_name
from content.message import Button, Copy, Link
from handlers.visit import Visit
from handlers.wording.own import LETTERS
from storage.actions import Kept


@dataclass(frozen=True, slots=True)
class Words:
    """What an appeal's message says around it, in English: keys for translation."""

    heading: str
    advice: str
    sent: str


WORDS = {
    Channel.POST: Words(
        "Post it to:",
        "Print the PDF, or tap the letter to copy it. Sign it by hand, with your name or with initials: whoever opens "
        "it at the office will see them.",
        "I sent it",
    ),
    Channel.EMAIL: Words(
        "To:",
        "Tap the letter to copy it. A line of your own makes it stronger. Sign it with your name or with initials: "
        "whoever opens it at the office will see them.",
        "I sent it",
    ),
    Channel.FAX: Words(
        "Fax to:",
        "Print the PDF, or tap the page to copy it. Sign it with your name or with initials: whoever takes it from the "
        "machine will see them.",
        "I sent it",
    ),
    Channel.PHONE: Words("Call:", "Stay polite, and hang up when you like. This is what you can say:", "I called"),
    Channel.X: Words(
        "",
        "Choose one, tap it to copy it, and change a word: repeats are filtered out. Everybody sees which account "
        "posts it.",
        "I posted it",
    ),
    Channel.FORM: Words(
        "Open the form:",
        "Tap the text to copy it into the form. Whoever opens it at the office will see what you fill in.",
        "I sent it",
    ),
}
_PAGES = {
    Channel.POST: "Sign and print",
    Channel.EMAIL: "Open in my mail app",
    Channel.FAX: "Sign and print",
    Channel.PHONE: "Open as a page",
    Channel.X: "Open as a page",
    Channel.FORM: "Open as a page",
}
PAGES = tuple(dict.fromkeys(_PAGES.values()))
"""What the compose page is for, by channel: keys for translation."""


def aids(visit: Visit, kept: Kept, choice: OpenAppeal, appeal: Appeal, own: Own) -> list[list[Button]]:
    """What opens a program with the appeal in it, and what copies its parts, in rows; the best first."""
    page = visit.network.doors.page(kept.id, choice.target, choice.channel, appeal.language)
    page = carried(page, own) if page else ""
    rows: list[list[Button]] = [[Link(visit.voice.label(_PAGES[choice.channel]), page)] if page else []]
    rows.append([Link(label, url) for label, url in _numbered(visit, appeal.links)])
    rows.append([Copy(label, copied) for label, copied in _numbered(visit, appeal.copies)])
    return rows


def forms(visit: Visit, kept: Kept, text: UrgentAction, choice: OpenAppeal) -> list[list[Button]]:
    """What gives the same in another form: in one's own words, in another language, as a file, in pieces."""
    pair = (choice.target, choice.channel)
    rows: list[list[Button]] = []
    if choice.channel in LETTERS:
        rows.append([visit.button("In your own words", OwnWords(kept.id, *pair, text.language))])
    reads = visit.voice.language
    rows.append(
        [
            visit.button("Read it in %(name)s", OpenAppeal(kept.id, *pair, tag), name=language_name(tag, reads))
            for tag in _others(kept, text)
        ]
    )
    if choice.channel in PAPER:
        rows.append([visit.button("PDF to print", SendFile(kept.id, *pair, text.language))])
    elif choice.channel in LETTERS:
        rows.append([visit.button("As a file", SendFile(kept.id, *pair, text.language))])
    if choice.channel is Channel.FORM:
        rows.append(
            [
                visit.button("In pieces of %(size)s", Pieces(kept.id, choice.target, text.language, size), size=size)
                for size in SIZES
            ]
        )
    return rows


def _others(kept: Kept, text: UrgentAction) -> list[str]:
    """The other languages there are, those that the target prefers first."""
    others = [tag for tag in kept.texts if tag != text.language]
    return sorted(others, key=lambda tag: text.languages.index(tag) if tag in text.languages else len(text.languages))


def _numbered(visit: Visit, found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same with labels in the reader's language; those that are there several times, counted."""
    pairs = list(found)
    labels = [label for label, _ in pairs]
    seen: dict[str, int] = {}
    named: list[tuple[str, str]] = []
    for label, value in pairs:
        seen[label] = seen.get(label, 0) + 1
        said = visit.voice.label(label) if label in set(Label) else label
        named.append((f"{said} {seen[label]}" if labels.count(label) > 1 else said, value))
    return named
