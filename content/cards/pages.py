"""Pages: long text in pieces fit for a phone, and the points to make in one's own words."""

from collections.abc import Iterable, Sequence

from content.action import UrgentAction
from content.appeals.words import line, sentences
from content.cards.short import clipped, units

PAGE = 900
"""UTF-16 units: about what a phone shows at once."""
_POINT = 200
_POINTS = 8


def paged(texts: Iterable[str], limit: int = PAGE) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of `texts`, cleaned, on pages of at most `limit` UTF-16 units, blank lines between them counted.

    A paragraph stays whole where it can. A longer one is cut between lines, else between sentences, else between words.
    """
    pages: list[list[str]] = []
    room = 0
    for paragraph in (one for text in texts for one in _paragraphs(text)):
        rest = paragraph
        while rest:
            longer = units(rest) > limit
            if units(rest) > room and not (longer and room > limit // 3):
                pages.append([])
                room = limit
            end = _end(rest, room) if units(rest) > room else len(rest)
            piece, rest = rest[:end].rstrip(), rest[end:].lstrip()
            pages[-1].append(piece)
            room -= units(piece) + 2
    return tuple(tuple(page) for page in pages)


def points(text: UrgentAction) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What to ask for, and what has happened, each in short points.

    Without a list of demands, what the letter ends with is asked for; the facts are the summary's.
    """
    asked: Sequence[str] = text.asks
    if not any(map(line, asked)):
        paragraphs = [one for one in (text.letter.paragraphs if text.letter else ()) if line(one)]
        asked = sentences(paragraphs[-1]) if paragraphs else ()
    return _short(asked), _short(sentences(text.summary))


def _short(said: Iterable[str]) -> tuple[str, ...]:
    found = [short for one in said if (short := clipped(one, _POINT))]
    return tuple([*found[:_POINTS], "…"] if len(found) > _POINTS else found)


def _paragraphs(text: str) -> list[str]:
    """What is apart by blank lines."""
    paragraphs: list[list[str]] = [[]]
    for one in text.splitlines():
        cleaned = line(one)
        if cleaned:
            paragraphs[-1].append(cleaned)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(lines) for lines in paragraphs if lines]


def _end(text: str, limit: int) -> int:
    """Where a piece of `text` ends that is within `limit`: at the last border of the best kind."""
    most = len(text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore"))
    border = text.rfind("\n", 1, most + 1)
    if border > 0:
        return border
    head, end = text[:most], 0
    for sentence in sentences(head)[:-1]:  # the last one may go on
        end = head.index(sentence, end) + len(sentence)
    return end or max(text.rfind(" ", 1, most + 1), 0) or most
