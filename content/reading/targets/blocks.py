"""Lines become blocks, one for each target, and lists of who gets a copy."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from content.reading.marks import BULLET, is_salutation
from content.reading.tables.contacts import Label
from content.reading.targets import breaks, labels, officials, strangers
from content.reading.targets.labels import Labelled
from content.reading.targets.words import is_titled

_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s*(?=[^\W\d_])|[a-e]\)\s+")
_HEADING = re.compile(r"#{1,6}\s+")
_MORE_DIGITS = re.compile(r"[+(]?\s?\d[\d\s().\-–/|,;]{5,}(?:\([^()\d]{1,80}\)\s*)?")
_LONGEST = 400
"""Lines: the longest lists of targets seen have some sixty."""


@dataclass(slots=True)
class Row:
    """One printed line: what stands before its first label, and its labels with their text."""

    words: str = ""
    labelled: list[Labelled] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """What is printed about one target, line by line."""

    rows: list[Row] = field(default_factory=list)
    numbered: bool = False
    merged: bool = False
    """a column of copies stood beside it, and its lines are among these"""

    @property
    def words(self) -> list[str]:
        return [row.words for row in self.rows if row.words]

    @property
    def contacts(self) -> list[tuple[Label, str]]:
        return [(label, text) for row in self.rows for names, text in row.labelled for label in names if text]


@dataclass(frozen=True, slots=True)
class Copied:
    """A line below "Copies to:"."""

    text: str
    gap: bool = False
    """a blank line stands above it"""
    apart: bool = False
    """it had a bullet or a number"""


def blocks(lines: Sequence[str]) -> tuple[list[Block], list[list[str]]]:
    """The targets' blocks, and the recipients of copies, each as its lines.

    A block ends where, after its contacts, another official is named, or where a number stands before one. Blank lines
    only help to tell: in some documents one stands after the name, in others between all lines.
    """
    reader = _Reader()
    printed = [_printed(line) for line in breaks.whole(lines[:_LONGEST])]
    for at, (line, marked, numbered) in enumerate(printed):
        if not line:
            reader.gap = True
        elif not reader.ended:
            following = [line for line, _, _ in printed[at : at + 8] if line]
            reader.read(following, marked=marked, numbered=numbered)
            reader.gap = False
    return reader.found, _recipients(reader.copies or [])


@dataclass(slots=True)
class _Reader:
    found: list[Block] = field(default_factory=list)
    copies: list[Copied] | None = None
    label: Label | None = None
    """of the line above, for lines that go on with it"""
    unfinished: str = ""
    """the comma or slash the line above ends with"""
    gap: bool = True
    skipping: bool = False
    """these lines are about somebody who is not written to"""
    ended: bool = False

    def read(self, following: Sequence[str], *, marked: bool, numbered: bool) -> None:
        line = following[0]
        before = strangers.before_diplomats(line)
        if before is not None:
            self._end(before)
            return
        if strangers.is_placeholder(line):
            return
        words, labelled = labels.labelled(line)
        labelled = [
            (names, text) for names, text in labelled if not (text and strangers.is_placeholder(f"name {text}"))
        ]
        head = officials.begins_a_head([words, *following[1:]] if words else following)
        if labelled and Label.COPIES in labelled[0][0]:
            self._copy(words, labelled[0][1])
        elif strangers.is_stranger(line) and not (labelled and head and self._is_own(labelled)):
            self._skip()
        elif self.skipping and not (head and (self.gap or numbered)):
            return
        elif self.copies is not None:
            self._copied(line, apart=marked or numbered)
        elif labelled:
            self._contacts(words, labelled, numbered=numbered)
        elif shape := self._shape(line):
            self.found[-1].rows.append(Row(labelled=[((shape,), line.strip(","))]))
            self.label = shape
        elif not strangers.says_no_address(line) and (head or line[-1] != ":"):
            self._words(line, following, numbered=numbered)
        self.unfinished = line[-1] if line[-1] in ",/" else ""

    def _end(self, before: str) -> None:
        """The remark about embassies ends the copies, and the targets, if there are any yet."""
        words, labelled = labels.labelled(before) if before else ("", [])
        if labelled and Label.COPIES in labelled[0][0]:
            words = labelled[0][1]
        if len(words.split()) > 2 and not strangers.is_instruction(words):
            self.copies = [*(self.copies or []), Copied(words, gap=self.gap)]
        self.ended = bool(self.found or self.copies)

    def _copy(self, words: str, text: str) -> None:
        self.skipping = False
        if officials.is_role(words) and not text and self.copies is None:
            self.found.append(Block([Row(words)], merged=True))
            return
        if words and self.found and not strangers.says_no_address(words) and self.copies is None:
            self.found[-1].rows.append(Row(words))
        self.copies = (self.copies or []) + ([Copied(text, gap=True)] if text else [])

    def _copied(self, line: str, *, apart: bool) -> None:
        self.skipping = False
        if labels.labelled(line)[1] or not strangers.says_no_address(line):
            self.copies = [*(self.copies or []), Copied(line, gap=self.gap, apart=apart)]

    def _is_own(self, labelled: list[Labelled]) -> bool:
        return not any(strangers.is_publisher(text) for _, text in labelled)

    def _skip(self) -> None:
        if self.found and not self.gap and not self.found[-1].contacts:
            names, _ = officials.heads(self.found[-1].words)
            if not any(role for _, role in names):
                self.found.pop()  # the name above "Amnesty International" is theirs
        self.skipping = True
        self.label = None

    def _contacts(self, words: str, labelled: list[Labelled], *, numbered: bool) -> None:
        self.skipping = False
        words = "" if words and strangers.says_no_address(words) else words
        if not self.found or (words and (numbered or self._begins_another([words]))):
            self.found.append(Block(numbered=numbered))
        for piece in _pieces(words):
            self.found[-1].rows.append(Row(piece))
        contacts = [(names, text) for names, text in labelled if Label.ADDRESS not in names]
        self.found[-1].rows.append(Row(labelled=contacts))
        for names, text in labelled:
            if Label.ADDRESS in names and text:
                self.found[-1].rows.append(Row(text))
        self.label = labelled[-1][0][0]

    def _words(self, line: str, following: Sequence[str], *, numbered: bool) -> None:
        self.skipping = False
        if not self.found or numbered or (self._begins_another(following) and self.label is not Label.ADDRESS):
            self.found.append(Block(numbered=numbered))
        for piece in _pieces(line):
            self.found[-1].rows.append(Row(piece))
        self.label = None

    def _shape(self, line: str) -> Label | None:
        """What a line without a label is: more of the line above, or a contact by its shape."""
        if not self.found:
            return None
        empty = bool(self.found[-1].rows) and self.label is not None and self._is_empty()
        if self.label in (Label.PHONE, Label.FAX) and _MORE_DIGITS.fullmatch(line):
            return self.label
        if self.label is Label.SALUTATION and not self.gap and (empty or self.unfinished == "/"):
            return self.label
        if self.label is Label.OTHER and self.unfinished and not officials.begins_a_head([line]):
            return self.label
        if is_salutation(line) and self.found[-1].contacts:
            return Label.SALUTATION
        shape = labels.unlabelled(line)
        if shape in (Label.FORM, Label.OTHER) and self.label in (Label.EMAIL, Label.FORM, Label.OTHER):
            return Label.OTHER if self.label is Label.OTHER else Label.FORM
        return shape

    def _is_empty(self) -> bool:
        labelled = self.found[-1].rows[-1].labelled
        return bool(labelled) and not labelled[-1][1]

    def _begins_another(self, following: Sequence[str]) -> bool:
        block, line = self.found[-1], following[0]
        if not block.rows:
            return False
        if officials.begins_a_head(following) or (self.gap and is_titled(line)):
            named, address = officials.heads(block.words)
            stray = not named and not any(officials.is_institution(above) for above in address)
            return bool(block.contacts) or (self.gap and (stray or (bool(named) and bool(address))))
        if self.gap and not block.contacts and len(block.words) > 2 and _ends_an_address(block.words[-1]):
            return not re.search(r"\d", line) and not officials.is_place(line)
        if not block.contacts or re.search(r"\d", line) or officials.is_place(line):
            return False
        return self.gap or not officials.is_institution(line) or officials.begins_a_head(following, 1)


def _ends_an_address(line: str) -> bool:
    return officials.is_place(line) or (line.isupper() and line.isalpha())


def _printed(line: str) -> tuple[str, bool, bool]:
    """A line without its bullet or number, and whether it had one."""
    spelled = labels.spelled_out(line)
    bare = _HEADING.sub("", BULLET.sub("", spelled).strip()).strip()
    match = _NUMBERED.match(bare)
    return bare[match.end() :] if match else bare, BULLET.match(spelled) is not None, match is not None


def _pieces(words: str) -> list[str]:
    """The lines that bars or bullets part on one."""
    return [piece for part in re.split(r"\s*[|•]\s*|\s;\s|;\s+(?=[^\W\d_])", words) if (piece := part.strip(" ,"))]


def _recipients(lines: Sequence[Copied]) -> list[list[str]]:
    """The recipients, each as its lines: where bullets or blank lines part them there, else where one is named."""
    bullets = sum(line.apart for line in lines) > 1
    gaps = any(not line.gap for line in lines[1:])  # else a blank line stands between all of them
    found: list[list[str]] = []
    for at, line in enumerate(lines):
        following = [line.text for line in lines[at : at + 3]]
        if not found or (line.apart if bullets else _begins(found[-1], following, gap=gaps and line.gap)):
            found.append([])
        found[-1].append(line.text)
    return found


def _begins(above: list[str], following: list[str], *, gap: bool) -> bool:
    line = following[0]
    if officials.begins_a_head(following):
        heads, address = officials.heads(above)
        return gap or bool(address) or any(name and role for name, role in heads)
    if len(above) == 1 and min(above[0].count(","), line.count(",")) > 1:
        return True  # each is whole on its line
    words, labelled = labels.labelled(line)
    if len(above) > 1 and words.count(",") > 1 and is_titled(words.partition(",")[0]):
        return True  # whole on its line: "His Excellency Mr John Roe, Embassy of Utopia, 9 Example Road"
    if gap and labelled and not words:  # another's contacts, whose own lines are not here
        kinds = {names for text in above for names, _ in labels.labelled(text)[1]}
        return not kinds.isdisjoint(names for names, _ in labelled)
    if not gap or (labelled and not words) or labels.unlabelled(line):
        return False
    if len(above) == 1 and officials.begins_a_head(above):
        return False  # a blank line below the name
    return officials.is_institution(line) or not (re.match(r"[\d(+]", line) or officials.is_place(line))
