"""The small words all appeals share: clean lines and paragraphs, sentences, the case's number, the subject.

What comes from a document is cleaned of what no letter needs and a mail program could be fooled by: control
characters, marks that turn the direction of what follows, halves of characters.
"""

import re

from content.action import UrgentAction

LONGEST_SUBJECT = 120
"""Characters. Ours: a mail program shows some 60, and of 120 in any script a link has room for them."""
_GONE = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SPACED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")
_END = re.compile(r"[.!?؟।][\"”’»)]*\s+|。")
_NO_END = re.compile(r"(?:^|[\W_])(?:[^\W\d_]|mr|mrs|ms|mx|dr|st|no|gen|col|prof|art|arts)$", re.IGNORECASE)


def line(text: str) -> str:
    """`text` in one line, cleaned, with single spaces."""
    return " ".join(_clean(text).split())


def prose(text: str) -> str:
    """`text` as one paragraph, cleaned: its lines stay lines, blank ones go."""
    lines = (_clean(one).strip() for one in text.splitlines())
    return "\n".join(one for one in lines if one)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of `text`, which blank lines part, each as `prose` gives it."""
    found: list[list[str]] = [[]]
    for one in text.splitlines():
        cleaned = _clean(one).strip()
        if cleaned:
            found[-1].append(cleaned)
        elif found[-1]:
            found.append([])
    return tuple("\n".join(lines) for lines in found if lines)


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
    """What an appeal is about, in one short line that is never empty: the people's names, else the title, else the
    case. What is left out of very many names is shown by "…".
    """
    whole = line(action.who) or line(action.title) or case(action) or "Urgent Action"
    if len(whole) <= LONGEST_SUBJECT:
        return whole
    head = whole[: LONGEST_SUBJECT - 1]
    return f"{(head.rpartition(' ')[0] or head).rstrip(' ,;:')}…"


def language(action: UrgentAction) -> str:
    """The language of the action's texts, without its region: the key of the channels' tables of words."""
    return action.language.replace("_", "-").partition("-")[0].lower()


def _clean(text: str) -> str:
    return _SPACED.sub(" ", _GONE.sub("", text))
