"""Who and what stands among targets and is none: the publisher, the press office, prisoners, remarks, sentences."""

import re

from content.reading.marks import fold, phrases
from content.reading.tables.contacts import PLACED, PLACEHOLDERS
from content.reading.tables.officials import DIPLOMATS, PUBLISHERS, STRANGERS
from content.reading.targets.words import is_heading, is_sentence

_PUBLISHER = re.compile("|".join(PUBLISHERS))
_STRANGER = re.compile(phrases(STRANGERS))
_DIPLOMATS = re.compile(rf"(?:\b(?:and|also|et|ainsi qu'|y|send copies|copies?|copias?)\s+)*\b{phrases(DIPLOMATS)}")
_REMARK = re.compile(
    r"\(.*\)?|.*\b(?:please|due to|veuillez|merci de|en raison d[eu']|debido a|por favor)\b.*"
    r"|(?:quote|citez|citer|cite|citar)\b.*\d.*"
    r"|.*\bpostal (?:service )?restrictions\b.*"
    r"|(?:and|or|et|ou|y|o|and/or|to|a)\s*:?|[^\w@+]*|(?:merci|thank you|gracias)\W*|\d{1,3}"
)
_INSTRUCTION = re.compile(
    r"(?:please|also|and|send|copies|veuillez|merci|et|envoyez|adressez|envien|enviar|envie|tambien|con|y|por favor)\b"
)


def is_publisher(text: str) -> bool:
    """Whether a line or contact is the publisher's own."""
    return _PUBLISHER.search(fold(text[:600])) is not None


def is_placeholder(line: str) -> bool:
    """Whether a line says what is to be filled in there, and names nobody."""
    words = re.findall(r"[^\W\d_](?:[^\W\d_]|['-])*", re.sub(r"\(e?s\)|°", " ", fold(line[:300])))
    if len(words) == 1:
        return words[0] in PLACED and re.fullmatch(r"\W*\w+(?:\(e?s\))?\W*\d?", line) is not None
    if not words or re.search(r"@|\d{2}", line) or not PLACEHOLDERS.issuperset(words):
        return False
    return not PLACED.isdisjoint(words) or len(set(words)) < len(words)


def is_stranger(line: str) -> bool:
    """Whether a line announces somebody who is not written to: what follows is theirs, up to the next official."""
    return is_publisher(line) or _STRANGER.match(fold(line[:600])) is not None


def before_diplomats(line: str) -> str | None:
    """What stands before the remark about embassies in the reader's own country, or None where there is no such."""
    match = _DIPLOMATS.search(fold(line[:600]))
    return None if match is None else line[: match.start()].strip(" ,;:-–")


def is_instruction(text: str) -> bool:
    """Whether a text begins as the remark about copies does, and names nobody."""
    return _INSTRUCTION.match(fold(text)) is not None


def says_no_address(line: str) -> bool:
    """Whether a line is a remark or a sentence, and so neither a name nor a part of an address."""
    return _REMARK.fullmatch(fold(line[:600])) is not None or is_heading(line) or is_sentence(line)
