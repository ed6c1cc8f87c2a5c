"""The compose page: everything that one shows, gathered for the templates.

Its links are relative, and so it works under whatever path a proxy puts before ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

import jinja2

from bot.on_web.compose import words
from content.action import Channel, Target, UrgentAction
from content.appeals import Appeal, Label, compose, contacts, letter, links
from content.appeals.paper import PAPER
from content.appeals.paper.words import day
from content.languages import direction
from content.message import host
from content.render import Voice

TEMPLATES = Path(__file__).parent.parent / "templates"
DIALLED = (Channel.PHONE, Channel.FAX)
SPOKEN = (Channel.PHONE, Channel.X)
"""Without a signature, and nothing of one's own in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The text in its paragraphs: `head` before the letter itself, `before` and `after` the place of one's own words.

    `signature` is what stands where somebody signs; `""` where nobody does.
    """

    head: Sequence[str]
    before: Sequence[str]
    after: Sequence[str]
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link that carries the letter if there is room: `start` is it without, to which scripts add a changed one."""

    url: str
    start: str


def drawn(voice: Voice, action: UrgentAction, target: Target, channel: Channel, *, ticket: str, today: date) -> str:
    """The page with the appeal; `today` dates a letter on paper.

    Raises content.appeals.Unreachable where there is none for that channel.
    """
    appeal = compose(action, target, channel)
    opened = dict(appeal.links)
    mail = Way(url=appeal.mailto, start=_start(appeal.mailto)) if appeal.mailto else None
    webmail = {
        name: Way(url=opened[label], start=_start(opened[label]))
        for name, label in (("gmail", Label.GMAIL), ("outlook", Label.OUTLOOK))
        if opened.get(label)
    }
    first = mail or next(iter(webmail.values()), None)
    return _filled(
        voice,
        "compose.html",
        channel=channel.value,
        heading=voice.label(words.HEADINGS[channel]),
        whom=contacts.addressee(target),
        tongue=action.language,
        way=direction(action.language),
        to=appeal.to,
        tel={number: contacts.dialled(number) for number in appeal.to} if channel in DIALLED else {},
        subject=appeal.subject,
        letter=_letter(action, target, appeal),
        body=appeal.body,
        mail=mail,
        webmail=webmail,
        room=first is None or first.url != first.start,
        limit=links.LIMIT,
        pdf=f"{ticket}/letter.pdf" if channel in PAPER else "",
        dated=day(today, action.language) if channel in PAPER else "",
        posts=[(post, links.post_on_x(post)) for post in appeal.posts or (appeal.body,)],
        forms=[(host(url), url) for url in appeal.to],
        pieces=_pieces(voice, appeal) if channel is Channel.FORM else (),
        piece=partial(words.piece, voice),
    )


def noted(voice: Voice, lines: Sequence[str]) -> str:
    """A page that has only something to say."""
    return _filled(voice, "compose_note.html", lines=lines)


def _letter(action: UrgentAction, target: Target, appeal: Appeal) -> Letter:
    if appeal.channel in SPOKEN:
        return Letter(head=(), before=appeal.body.split("\n\n"), after=(), signature="")
    parts = letter.parts(action, target)
    head = appeal.body.removesuffix(letter.text(action, target)).strip()
    before, after = parts.paragraphs[: parts.place], parts.paragraphs[parts.place :]
    return Letter(
        head=[head] if head else [],
        before=[one for one in (parts.salutation, *before) if one],
        after=[one for one in (*after, parts.closing) if one],
        signature=parts.signature,
    )


def _pieces(voice: Voice, appeal: Appeal) -> list[tuple[int, str, Sequence[str]]]:
    """Size, what it is called, and the pieces."""
    from content.appeals.channels.form import SIZES, pieces

    return [(size, words.sizes(voice, size), pieces(appeal.body, size)) for size in SIZES]


def _start(url: str) -> str:
    return url.partition("&body=")[0]


def _filled(voice: Voice, template: str, **values: object) -> str:
    said = words.words(voice)
    values |= {"language": voice.language, "direction": voice.direction, "words": said}
    return _templates().get_template(template).render(values)


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
