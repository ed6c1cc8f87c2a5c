"""How a line looks: folded for comparing, in capitals, with a bullet, a link, a label of a contact, a greeting."""

import re
import unicodedata

from content.reading.tables.around.letters import CLOSING_SENTENCES, CLOSINGS, HONOURED, JOINED, SALUTATIONS
from content.reading.tables.contacts import CONTACTS


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


BULLET = re.compile(r"^(?:[•■▪●◦‣⁃►➢✓§·\ue000-\uf8ff]|\*(?=\s|[A-ZÀ-Þ])|[-–—](?=\s))\s*")
LABELLED = re.compile(rf"(?<![\w@./(-])(?:{'|'.join(CONTACTS)})\.?\s?:")
"""A contact with its label, anywhere in a folded line."""
LINK = re.compile(r"\[([^\]\n]{1,300})\]\(<?([^()\s<>]{0,2000})>?\)")
"""A markdown link: what it reads, and where it leads."""
DATE = (
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes"
    r"|miercoles|jueves|viernes|sabado|domingo),?\s+)?(?:\d{1,2}(?:st|nd|rd|th|er|ere|re|o)?\.?,?\s+(?:of\s+|de\s+)?[^\W\d]{3,12}\.?,?\s+"
    r"(?:de\s+|del\s+)?\d{4}|[^\W\d]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    r"|\d{4}-\d{2}-\d{2})"
)
"""A whole day, in a folded text."""

_SCRIPTED_LINK = re.compile(r"\[([^\]\n]{1,300})\]\((?:javascript|vbscript|data):\S*", re.IGNORECASE)
_SCRIPT = re.compile(r"\s?\b(?:java|vb)script:\S*|\s?\bdata:text/\S*", re.IGNORECASE)
_SALUTATION = re.compile(rf"(?:[^/]*/\s*)?{phrases(SALUTATIONS)}(?!\w).*[,:]$|dear\b(?! to\b)[^.?!]*$")
_HONOURED = re.compile(rf"{phrases(HONOURED)}\s+(?!{phrases(JOINED)}\b)(?=\w)")
_UNFINISHED = re.compile(r"\s[a-zß-ÿœ][a-zß-ÿœ’'-]*$")
_WHOLE = 60
"""Characters of a greeting: with a comma in the middle, a longer line is of a sentence, unless it names two people."""
_EITHER = re.compile(r"/|\b(?:or|and|ou|et|o|y)\b")
_HALF = 40
"""Characters of a line that is running text, if it ends like one: an address has fewer, or ends with a name."""
_CLOSING = re.compile(rf"{phrases(CLOSINGS)}\s*[,.]?$")
_CLOSING_SENTENCE = re.compile(rf"{phrases(CLOSING_SENTENCES)}\b")


def is_salutation(line: str) -> bool:
    """Whether a letter begins here: "Dear Minister," and its like, on a line of its own.

    "Your Excellency to see that Ana," is the rest of a sentence, and so is what begins with a small letter.
    """
    if len(line) > 160 or line[:1].islower():
        return False
    folded = fold(line)
    if _SALUTATION.match(folded) is None or LABELLED.match(folded):
        return False
    if len(line) > _WHOLE and ", " in line and not _EITHER.search(folded):
        return False
    honoured = _HONOURED.match(folded)
    return honoured is None or not line[honoured.end()].islower()


def is_unfinished(line: str) -> bool:
    """Whether a line of running text breaks in mid-sentence: it ends with a word in small letters."""
    return len(line) > _HALF and _UNFINISHED.search(line) is not None


def is_closing(line: str) -> bool:
    """Whether a letter ends here: "Yours sincerely,", or the sentence that stands for it."""
    folded = fold(line[:400])
    return bool(_CLOSING.match(folded) or (line[:1].isupper() and _CLOSING_SENTENCE.match(folded)))


def is_capitals(line: str) -> bool:
    """Whether a line is printed in capitals (a "Mc" or an "né" in it does not count)."""
    cased = [character for character in line if character.isalpha() and character.lower() != character.upper()]
    return len(cased) > 1 and sum(character.isupper() for character in cased) >= 0.85 * len(cased)


def is_sentence(line: str) -> bool:
    """Whether a line is running text rather than a heading, a name or an address."""
    return len(line) > 140 or (len(line) > 40 and line[-1:] in '.?!”"' and not is_capitals(line))


def unlinked(text: str) -> str:
    """The text with links as they read, without their addresses."""
    return re.sub(r"<((?:https?://|mailto:)[^<>\s]+)>", r"\1", LINK.sub(r"\1", text))


def read_aloud(text: str) -> str:
    """Running text as it reads: links without their addresses, and nothing that a browser would run."""
    return _SCRIPT.sub("", _SCRIPTED_LINK.sub(r"\1", unlinked(text)))


def between(line: str, following: str) -> str:
    """What a line break stood for: nothing within "ill-treatment", a space elsewhere, as in "pre- and post-trial"."""
    suspended = re.match(r"(?:and|or|in|to|for|of|et|ou|y|o|u|que|qui|which|as)\b", fold(following[:10]))
    return "" if re.search(r"\w-$", line[-2:]) and not suspended else " "
