"""The small words all appeals share: clean lines and paragraphs, sentences, the case's number, the subject.

What comes from a document is cleaned of what no letter needs and a mail program could be fooled by: control
characters, marks that turn the direction of what follows, halves of characters.
"""

import re
import unicodedata

from content.action import UrgentAction

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NO_CHARACTERS = frozenset("\ufeff\ufffe\uffff")
_END = re.compile(r"[.!?؟।][\"”’»)]*\s+|。")
_NO_END = re.compile(r"(?:^|[\W_])(?:[^\W\d_]|mr|mrs|ms|mx|dr|st|no|gen|col|prof|art|arts)$", re.IGNORECASE)


def line(text: str) -> str:
    """`text` in one line, cleaned, with single spaces."""
    return " ".join(_clean(text).split())


def prose(text: str) -> str:
    """`text` as one paragraph, cleaned: its lines stay lines, blank ones go."""
    lines = (_clean(one).strip() for one in text.splitlines())
    return "\n".join(one for one in lines if one)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` (one line), whole and in order. Initials and titles ("A.S.", "Dr.") end none."""
    text = line(text)
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        initial = end.group().startswith(".") and _NO_END.search(text[start : end.start()])
        if not initial and not text[end.end() : end.end() + 1].islower():
            found.append(text[start : end.end()].strip())
            start = end.end()
    found.append(text[start:].strip())
    return tuple(one for one in found if one)


def filled(template: str, value: str) -> str:
    """`template` with `value` for its `{}`, `""` if there is none; initials that end it bring their own full stop."""
    text = template.replace("{}", value)
    if not value:
        return ""
    return text[:-1] if text.endswith("..") else text


def case(action: UrgentAction) -> str:
    """The case's number as people say it: "UA 24/21", "EXTRA 139/95"; `""` if it has none."""
    number = line(line(action.number)[:16])  # what is cut may end with a space
    return f"{line(line(action.series or '')[:8]) or 'UA'} {number}" if number else ""


def subject(action: UrgentAction) -> str:
    """What an appeal is about, in one line that is never empty: the people's names, else the title, else the case."""
    return line(action.who) or line(action.title) or case(action) or "Urgent Action"


def language(action: UrgentAction) -> str:
    """The language of the action's texts, without its region: the key of the channels' tables of words."""
    return action.language.replace("_", "-").partition("-")[0].lower()


def _clean(text: str) -> str:
    return "".join(_kept(character) for character in text)


def _kept(character: str) -> str:
    if character in _TURNING or character in _NO_CHARACTERS:
        return ""
    return " " if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character
