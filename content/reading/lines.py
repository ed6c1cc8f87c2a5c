"""Text as it stands in a file becomes clean lines: no markup, no furniture, no hard wraps, one blank between blocks."""

import re
import unicodedata
from itertools import pairwise

from content.reading.tables.contacts import CONTACTS
from content.reading.tables.labels import (
    CLOSING_SENTENCES,
    CLOSINGS,
    FIELDS,
    FURNITURE,
    LABELS,
    NOTES,
    SALUTATIONS,
)


class _Folded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFD", character)[0].lower()
        self[code] = plain if len(plain) == 1 else character
        return self[code]


_FOLDED = _Folded({ord(mark): "'" for mark in "’‘ʼ`´"} | {ord(dash): "-" for dash in "–—‐‑‒−"})


def fold(text: str) -> str:
    """The text for comparing: lower case, no accents, straight apostrophes and dashes; as long as it was."""
    return text.translate(_FOLDED)


def phrases(alternatives: tuple[str, ...]) -> str:
    """One pattern for any of these phrases of a table; a space stands for white space, the longest is tried first."""
    ordered = sorted(alternatives, key=len, reverse=True)
    return "(?:" + "|".join(phrase.replace(" ", r"\s+") for phrase in ordered) + ")"


BULLET = re.compile(r"^(?:[•■▪●◦‣⁃\uf0b7\uf0a7\uf0d8·]|[-–*](?=\s))\s*")
LABELLED = re.compile(rf"(?<![\w@./(-])(?:{'|'.join(CONTACTS)})\.?\s?:")
"""A contact with its label, anywhere in a folded line."""
_STARTS_PART = re.compile(
    rf"{phrases(tuple(phrase for parts in LABELS.values() for part in parts for phrase in parts[part]))}"
    r"\s*(?:\([^()]*\))?\s*(?::|$)"
)
_STARTS_FIELD = re.compile(
    phrases(tuple(phrase for parts in LABELS.values() for part in FIELDS for phrase in parts[part])) + r"\s*(?:\(|:|$)"
)
_SALUTATION = re.compile(rf"(?:.*/\s*)?{phrases(SALUTATIONS)}\b.*[,:]$|dear\b[^.?!]*$")
_CLOSING = re.compile(rf"{phrases(CLOSINGS)}\s*[,.]?$")
_CLOSING_SENTENCE = re.compile(rf"{phrases(CLOSING_SENTENCES)}\b")
_FURNITURE = re.compile(rf"(?:{'|'.join(FURNITURE)})")
_LOGO = re.compile(r"^amnesty[ \t]*\n[ \t]*international[ \t]*$", re.MULTILINE)
_NOTES = re.compile(
    "|".join(
        phrases((note.format(short=r"(?:[^.\n]|\n(?!\s*\n)){,60}", long=r"(?:[^.\n]|\n(?!\s*\n)){,120}"),)) + r"\.?"
        for note in NOTES
    )
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
_MARKUP = (
    (re.compile(r"\[(?:bookmark|image):[^\]\n]{,200}\]", re.IGNORECASE), ""),
    (re.compile(r"!\[[^\]\n]{,200}\]\([^)\n]{,500}\)"), ""),
    (re.compile(r"\*\*"), ""),
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]|\n(?!\s*\n)){,300}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^#{1,6} +", re.MULTILINE), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!@|>-])"), r"\1"),
)
LINK = re.compile(r"\[([^\]\n]{1,300})\]\(<?([^()\s<>]{0,2000})>?\)")
"""A markdown link: what it reads, and where it leads."""


def is_salutation(line: str) -> bool:
    """Whether a letter begins here: "Dear Minister," and its like, on a line of its own."""
    return len(line) <= 160 and _SALUTATION.match(fold(line)) is not None


def is_closing(line: str) -> bool:
    """Whether a letter ends here: "Yours sincerely,", or the sentence that stands for it."""
    folded = fold(line[:400])
    return bool(_CLOSING.match(folded) or (line[:1].isupper() and _CLOSING_SENTENCE.match(folded)))


def is_capitals(line: str) -> bool:
    """Whether a line is printed in capitals (a "Mc" or an "né" in it does not count)."""
    cased = [character for character in line if character.isalpha() and character.lower() != character.upper()]
    return len(cased) > 1 and sum(character.isupper() for character in cased) >= 0.85 * len(cased)


def unlinked(text: str) -> str:
    """The text with links as they read, without their addresses."""
    return re.sub(r"<((?:https?://|mailto:)[^<>\s]+)>", r"\1", LINK.sub(r"\1", text))


def between(line: str, following: str) -> str:
    """What a line break stood for: nothing within "ill-treatment", a space elsewhere, as in "pre- and post-trial"."""
    suspended = re.match(r"(?:and|or|in|to|for|of|et|ou|que|qui|which|as)\b", fold(following[:10]))
    return "" if re.search(r"\w-$", line[-2:]) and not suspended else " "


def clean(text: str) -> tuple[str, ...]:
    """The document's lines; "" between blocks. Markdown links stay: what they lead to may be a contact."""
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b]", "\n", text)
    text = re.sub(r"\n[ \t]*(?:[Pp]age )?\d{1,3}[ \t]*\n*\f", "\n\f", text)
    text = re.sub(r"\n?\f\n?", "\n", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("´", "’")))
    text = re.sub(r"^[ \t]*n[ \t]{2,}(?=\S)", "• ", text, flags=re.MULTILINE)  # a Wingdings square, printed as letter
    printed = [re.sub(r"\s+", " ", line).strip() for line in _unquoted(text).split("\n")]
    text = "\n".join(printed)
    for markup, instead in _MARKUP:
        text = markup.sub(instead, text)
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    text = "\n".join(_unwrapped(lines, printed))
    text = _without(_NOTES, _without(_LOGO, text))
    lines = [line.strip() for line in text.split("\n")]
    return tuple(_collapsed(["" if _FURNITURE.fullmatch(fold(line)) else line for line in _unnumbered(lines)]))


def _without(pattern: re.Pattern[str], text: str) -> str:
    kept = []
    at = 0
    for match in pattern.finditer(fold(text)):
        kept.append(text[at : match.start()])
        at = match.end()
    return "".join([*kept, text[at:]])


def _unquoted(text: str) -> str:
    lines = text.split("\n")
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    if quoted < 2 or 2 * quoted < sum(bool(line.strip()) for line in lines):
        return text
    return "\n".join(re.sub(r"^\s*(?:> ?)+", "", line) for line in lines)


def _unnumbered(lines: list[str]) -> list[str]:
    padded = ["", *lines, ""]
    return [
        "" if re.fullmatch(r"\d{1,3}", line) and not padded[at] and not padded[at + 2] else line
        for at, line in enumerate(lines)
    ]


def _unwrapped(lines: list[str], printed: list[str]) -> list[str]:
    """The lines joined where the next word would not have fitted: only there did a margin, and no writer, break them.

    The margin shows in lines that break in mid-sentence; a document with hardly any was not wrapped. `printed` are the
    same lines with their markup, which had its part in filling them.
    """
    broken = [
        len(printed[at])
        for at, (line, following) in enumerate(pairwise(lines))
        if following[:1].islower() and line[-1:].isalnum() and max(map(len, line.split())) <= 40 and len(line) > 20
    ]
    if len(broken) < 3:
        return lines
    margin = max(broken)
    over = sum(len(line) > margin and " " in line for line in printed)
    if margin < 40 or 10 * over > sum(map(bool, printed)):
        return lines
    joined = lines[:1]
    for at, (line, following) in enumerate(pairwise(lines)):
        if line and following and _was_full(printed[at], printed[at + 1], margin) and _goes_on(line, following):
            joined[-1] += between(line, following) + following
        else:
            joined.append(following)
    return joined


def _was_full(line: str, following: str, margin: int) -> bool:
    # The lines that show the margin may all be a little shorter than it.
    return len(line) <= margin + 8 and margin < len(line) + 1 + len(following.split(maxsplit=1)[0])


def _goes_on(line: str, following: str) -> bool:
    ends, begins = fold(line), fold(following)
    return not (
        is_salutation(line)
        or is_salutation(following)
        or is_closing(following)
        or (BULLET.match(following) and not (following[0] in "-–" and line[-1].isalnum()))  # a dash in mid-sentence
        or LABELLED.match(ends)
        or LABELLED.match(begins)
        or _STARTS_PART.match(begins)
        or (is_capitals(following) and (_STARTS_FIELD.match(begins) or (" " in following and not is_capitals(line))))
        or (is_capitals(line) and re.search(r"[a-z]", begins) and not is_capitals(following))
    )


def _collapsed(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
