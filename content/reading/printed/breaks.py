"""Where lines end: those that a margin broke are joined, those that were run together are parted."""

import re
from itertools import pairwise

from content.reading.marks import (
    BULLET,
    LABELLED,
    between,
    fold,
    is_capitals,
    is_closing,
    is_salutation,
    is_unfinished,
    phrases,
)
from content.reading.printed import labels
from content.reading.tables.around.letters import CLOSINGS, FOND, SALUTATIONS, SPEAKING
from content.reading.tables.labels import FIELDS, Part

LONG = 200
"""Characters of a line that may hold more than one block."""

_SHORTEST = 40
"""Characters of a letter that is printed behind its greeting: less is a second greeting, or a title."""
LONGEST = 40_000
"""Characters of a line that is looked through for labels: the longest document is not half as long."""

_GLUED = re.compile(
    r"(?<=\d{4})(?=(?:URGENT ACTION|ACTION URGENTE|ACCIÓN URGENTE))"
    r"|(?<=[a-z.!?\d])(?=(?:URGENT ACTION|TAKE ACTION|ADDITIONAL INFORMATION|BACKGROUND INFORMATION|PREFERRED LANGUAGE"
    r"|PLEASE TAKE ACTION|NAME AND P|LINK TO PREVIOUS|RECOMMENDED ACTION|APPEALS TO|COPIES TO|PLEASE SEND APPEALS)\b)"
)
_BULLETS = re.compile(r"\s*(?=[•■▪●◦‣⁃►➢\ue000-\uf8ff]\s*\S)")
_NUMBERED = re.compile(r"\b(?:UA|AU)[\s:-]*\d")
_GREETING = re.compile(
    rf"(?:(?<=\s)|^)(?=(?:{phrases(SALUTATIONS)})\b(?:(?!\b(?:dear|salutation|tratamiento)\b)[^.:!?\n]){{2,70}}[,:]\s)"
)
_GREETED = re.compile(rf"{phrases(SALUTATIONS)}\b[^.:!?\n]{{2,100}}?[,:](?=\s)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][”\"’'»)\]]*$")
_OF_ADDRESS = re.compile(r"[A-ZÀ-Þ]|.*[\d@]")
_WORDS = 8
"""Words above a greeting that show whether they are an address."""
_FOND = re.compile(rf"{phrases(FOND)}(?!\w)")
_SPEAKING = re.compile(rf"[^.?!]*?\b{phrases(SPEAKING)}\b")
_ENDED = re.compile(rf"(?<=[.!?”\"])\s+(?P<closing>{phrases(CLOSINGS)},)(?=\s)")


def parted(line: str) -> list[str]:
    """The lines that one was, where labels, bullets, a greeting or an end in the middle of it show that it was several.

    A line of ordinary length is left as it is, but for a heading glued to the word before it.
    """
    pieces = _GLUED.sub("\n", line).split("\n")
    if len(line) <= LONG and _NUMBERED.search(line):
        pieces = [piece for glued in pieces for piece in re.split(r"\s[·•|]\s", glued)]
    if len(line) <= LONG:
        return [piece for glued in pieces for piece in _after_greeting(glued)]
    pieces = [piece for long in pieces for piece in _at_labels(long)]
    pieces = [piece for long in pieces for piece in _BULLETS.split(long)]
    pieces = [piece for long in pieces for piece in _around_letter(long)]
    return [piece.strip() for piece in pieces if piece.strip()]


def _at_labels(line: str) -> list[str]:
    ends = labels.within(line) if len(line) <= LONGEST else []
    return [line[at:end].strip() for at, end in pairwise([0, *ends, len(line)]) if line[at:end].strip()]


def _around_letter(line: str) -> list[str]:
    found = []
    late = _ENDED.search(line) is not None
    for piece in _ENDED.sub(lambda match: f"\n{match['closing']}\n", line).split("\n") if late else [line]:
        greeting = next((at for at in map(re.Match.start, _GREETING.finditer(fold(piece))) if _greets(piece, at)), None)
        if greeting is None:
            found.append(piece)
        else:
            found += [piece[:greeting], *_after_greeting(piece[greeting:])]
    return found


def _greets(line: str, at: int) -> bool:
    """Whether a letter begins there: at the line's beginning, behind an address, or behind the end of a sentence."""
    if not _greeting(line, at):
        return False
    above = line[:at].rstrip()
    if not above or _is_address(above):
        return True
    return _SENTENCE.search(above) is not None and _FOND.match(fold(line), at) is not None


def _greeting(line: str, at: int = 0) -> int:
    """Where the greeting that begins there ends, and its letter begins; 0 where no letter does."""
    match = _GREETED.match(line, at) if line[at : at + 1].isupper() else None
    if match is None or not is_salutation(match[0]) or not line[match.end() :].lstrip(' “"')[:1].isupper():
        return 0
    folded = fold(line)
    return match.end() if _FOND.match(folded, at) or _SPEAKING.match(folded, match.end()) else 0


def _is_address(text: str) -> bool:
    """Whether a text ends with an address rather than with a sentence that goes on."""
    words = [_OF_ADDRESS.match(word) for word in text[-400:].split()[-_WORDS:]]
    return len(words) == _WORDS and words[-1] is not None and sum(map(bool, words)) > _WORDS // 2


def _after_greeting(line: str) -> list[str]:
    """A greeting, and the letter that was printed on its line."""
    end = _greeting(line)
    return [line[:end], line[end:].strip()] if end and len(line) - end >= _SHORTEST else [line]


def unwrapped(lines: list[str], printed: list[str]) -> list[str]:
    """The lines joined where the next word would not have fitted: only there did a margin, and no writer, break them.

    The margin shows in lines that break in mid-sentence; a document with hardly any was not wrapped. `printed` are the
    same lines with their markup, which had its part in filling them.
    """
    broken = [
        len(printed[at])
        for at, (line, following) in enumerate(pairwise(lines))
        if following[:1].islower() and line[-1:].isalnum() and max(map(len, line.split())) <= 40 and len(line) > 20
    ]
    if len(broken) < 2:
        return lines
    margin = max(broken)
    over = sum(len(line) > margin and " " in line for line in printed)
    if margin < 40 or 10 * over > sum(map(bool, printed)):
        return lines
    joined = lines[:1]
    running = False  # the line above was joined to the one above it
    for at, (line, following) in enumerate(pairwise(lines)):
        ragged = running and _was_ragged(printed[at], margin)
        running = bool(line and following) and (ragged or _was_full(printed[at], printed[at + 1], margin))
        running = running and _goes_on(line, following)
        if running:
            joined[-1] += between(line, following) + following
        else:
            joined.append(following)
    return joined


def _was_full(line: str, following: str, margin: int) -> bool:
    # The lines that show the margin may all be a little shorter than it.
    return len(line) <= margin + 8 and margin < len(line) + 1 + len(following.split(maxsplit=1)[0])


def _was_ragged(line: str, margin: int) -> bool:
    """Whether a line of a paragraph that goes over several ends early, and not with a sentence: its writer broke it."""
    return 10 * len(line) > 7 * margin and line[-1:].isalnum()


def _goes_on(line: str, following: str) -> bool:
    ends, begins = fold(line), fold(following)
    if not (re.search(r"\w", line) and re.search(r"\w", following)):
        return False
    if ends[-1] == ":" and any(label.end() == len(ends) for label in LABELLED.finditer(ends, max(len(ends) - 40, 0))):
        return True
    heading = labels.label(following)[0]
    return not (
        is_salutation(line)
        or (is_salutation(following) and not is_unfinished(line))
        or is_closing(following)
        or line.startswith("# ")
        or following.startswith("# ")
        or (BULLET.match(following) and not (following[0] in "-–" and line[-1].isalnum()))  # a dash in mid-sentence
        or LABELLED.match(ends)
        or LABELLED.match(begins)
        or (heading is not None and heading.part is not Part.PREVIOUS)
        or (is_capitals(following) and labels.starts(following, FIELDS))
        or (is_capitals(following) and " " in following and not is_capitals(line))
        or (is_capitals(line) and re.search(r"[a-z]", begins) and not is_capitals(following))
    )
