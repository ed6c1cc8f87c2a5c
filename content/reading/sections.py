"""Clean lines become a header and parts, each the lines under one label."""

import re
from dataclasses import dataclass, field, replace

from content.reading.headers import NUMBER, Header, headline, labelled, line, marks, place
from content.reading.marks import DATE, fold, is_capitals, is_closing, is_salutation, is_sentence
from content.reading.parts import addressed, asks
from content.reading.parts.remarks import without_end, without_remarks
from content.reading.printed import labels
from content.reading.tables.around.furniture import PUBLISHERS
from content.reading.tables.around.spoken import SMALL
from content.reading.tables.labels import FIELDS, LABELS, Part
from content.reading.unreadable import Unreadable


@dataclass(slots=True)
class Sections:
    """A document taken apart. `language` is the one most of its labels are in."""

    language: str = "en"
    header: Header = field(default_factory=Header)
    updated: bool = False
    """the heading calls it an update"""
    parts: dict[Part, list[str]] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    """what the document says of itself below the background"""
    headings: frozenset[str] = frozenset()
    """lines that the file itself marks as headings"""

    def lines(self, part: Part) -> list[str]:
        return self.parts.get(part, [])

    def value(self, part: Part) -> str:
        """A field's lines as one."""
        return " ".join(filter(None, self.lines(part)))


MOST_LINES = 5_000
"""Ours: the longest documents seen have some 300 lines, and each is looked up in every table."""

_OPENING = (Part.PREAMBLE, Part.HEAD, Part.TITLE, Part.SUMMARY)
_SHOWS = (Part.TITLE, Part.SUMMARY, Part.ACTION, Part.ASKS, Part.LETTER, Part.LANGUAGES, Part.DEADLINE, Part.PEOPLE)
"""Parts whose labels show that a text is an Urgent Action; two of them are needed. Others stand on many pages."""
_MENTION = re.compile(r"\b(?:urgent action|action urgente|accion urgente|eilaktion|amnesty|amnistia)\b")
_SUBJECT = re.compile(r"(?:subject|re|betreff|objet|asunto)\s*:\s*")
_PUBLISHER = re.compile(rf"(?:{'|'.join(PUBLISHERS)})")
_ADDRESS = re.compile(r"\d|@|\bwww\.")
_COUNTRY_FIRST = re.compile(r"(?P<country>[^:–—]{3,50}?)\s*(?::|–|—|\s-)\s")
_BANNER = re.compile(r"\b(?:letter|appeal|words|lettre|appel|termes|carta|llamamiento|palabras)\b")
"""What "TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS …" goes on with on the next line."""
_GUIDE = re.compile(r"\b(?:appeal|follow ?-?up)\b")


def divide(lines: tuple[str, ...]) -> Sections:
    """The document's parts. Raises Unreadable where nothing looks like an Urgent Action."""
    if len(lines) > MOST_LINES:
        raise Unreadable("The text is far longer than any Urgent Action: send only one, without what is around it.")
    reader = _Reader()
    plain = line.whole(headline.whole([text.removeprefix("# ") for text in lines]))
    for at, text in enumerate(plain):
        reader.take(text, tuple(plain[at + 1 : at + 4]))
    found = reader.found
    if reader.evidence + _of_a_letter(plain) < 2:
        raise Unreadable(
            "Nothing in it looks like an Urgent Action in English, French or Spanish: check that it is the right file."
        )
    if not found.header.country:
        found.header = replace(found.header, country=_country_in_title(found))
    _take_letter(found)
    _take_end(found)
    found.headings = frozenset(text.removeprefix("# ") for text in lines if text.startswith("# "))
    found.language = _language(reader.languages, plain)
    return found


def _take_letter(found: Sections) -> None:
    """A letter below the background goes to the action part, with whom it is to, where there is none yet."""
    others = [*found.lines(Part.ACTION), *found.lines(Part.ASKS), *found.lines(Part.TARGETS), *found.lines(Part.HEAD)]
    if any(found.lines(Part.LETTER)) or addressed.greeting(others) is not None:
        return
    background, acting = addressed.divide(found.lines(Part.BACKGROUND))
    if acting:
        found.parts[Part.BACKGROUND] = background
        found.parts[Part.ACTION] = [*found.lines(Part.ACTION), "", *acting]


def _take_end(found: Sections) -> None:
    """What the document says of itself below the background, and what its publisher printed there, is no part of it."""
    background, found.said, below = without_end(found.lines(Part.BACKGROUND))
    if Part.BACKGROUND in found.parts:
        found.parts[Part.BACKGROUND] = background
    if below:
        found.parts.setdefault(Part.LEFTOVER, []).extend(["", *below])


def _country_in_title(found: Sections) -> str:
    """The country of a title that begins with one: "Tonga: pilot held"."""
    title = next(filter(None, [*found.lines(Part.TITLE), *found.lines(Part.HEAD), *found.lines(Part.PREAMBLE)]), "")
    first = _COUNTRY_FIRST.match(title)
    return first["country"].strip() if first and place.is_country(first["country"]) else ""


def _of_a_letter(lines: list[str]) -> int:
    """What a letter that came without its Urgent Action shows: a greeting, an end, and whose campaign it is from."""
    greeting = next((at for at, text in enumerate(lines) if is_salutation(text)), None)
    if greeting is None or not any(map(is_closing, lines)):
        return 0
    above = [fold(text) for text in lines[:greeting] if len(text) <= 120]
    return 1 + any(_MENTION.search(text) or _SUBJECT.match(text) for text in above)


def _language(labelled: dict[str, int], lines: list[str]) -> str:
    ahead = sorted(labelled.values(), reverse=True)
    if ahead[0] > ahead[1]:
        return max(labelled, key=lambda name: labelled[name])
    words = re.findall(r"[^\W\d_]+", fold(" ".join(lines)[:20_000]))
    common = {name: sum(word in small for word in words) for name, small in SMALL.items()}
    spoken = max(common, key=lambda name: common[name])
    return spoken if spoken in labelled and common[spoken] else max(labelled, key=lambda name: labelled[name])


class _Reader:
    """Takes the lines one after the other, and knows which part each belongs to."""

    def __init__(self) -> None:
        self.found = Sections()
        self.languages = {language: 0 for language in LABELS if language != "de"}
        self.shown: set[Part] = set()
        self.strong = 0
        self._part = self._before = Part.PREAMBLE
        self._last_was_header = False
        self._opening = True  # no running text was met
        self._awaited = ""  # the header's field whose label stood on the line above
        self._skip = 0  # lines that were read with the one above
        self._classic = False  # marks of the documents up to 2009 were met
        self._banner = False
        self._was_blank = self._gap = False  # of the line above this one
        self._head = ""  # title and summary, for knowing them again on the second page

    @property
    def evidence(self) -> int:
        return self.strong + len(self.shown)

    def take(self, text: str, below: tuple[str, ...]) -> None:
        if self._skip:
            self._skip -= 1
            return
        if text.isdigit() and len(text) <= 3 and below and labels.starts(below[0]):
            return  # a page's number above the next page's heading
        header = self._last_was_header
        self._last_was_header = header and not text
        self._gap = self._was_blank
        self._was_blank = not text
        if not text:
            self._blank()
        elif (
            self._is_publisher(text, below)
            or self._is_header(text, after_header=header)
            or self._is_label(text, below)
            or self._is_printed_again(text)
        ):
            return
        else:
            self._keep(text)

    def _blank(self) -> None:
        lines = self.found.lines(self._part)
        if self._part in FIELDS and any(lines):
            ended = self._before in (Part.BACKGROUND, Part.LEFTOVER) or (
                self._before is Part.TARGETS and self._part is Part.DEADLINE and Part.ASKS in self.found.parts
            )
            self._part = Part.LEFTOVER if ended else self._before
        self._add("")

    def _add(self, text: str) -> None:
        self.found.parts.setdefault(self._part, []).append(text)

    def _is_publisher(self, text: str, below: tuple[str, ...]) -> bool:
        """Whether a line is the publisher's name; its address, where that follows, is nobody's to write to."""
        if len(text) > 300 or not _PUBLISHER.fullmatch(fold(text)):
            return False
        placed = self._part not in (Part.ACTION, Part.LETTER, Part.PREAMBLE) and self.found.header.number
        following = next(filter(None, below), "")
        other = is_sentence(following) or labels.starts(following) or line.found(following, Header()) is not None
        if placed and not other and any(_ADDRESS.search(near) for near in (text, *below) if not is_sentence(near)):
            self._part = Part.LEFTOVER
        return True

    def _keep(self, text: str) -> None:
        if is_sentence(text) and without_remarks([text]) != []:
            self._opening = False
        if self._part in (Part.HEAD, Part.PREAMBLE) and len(self._head) < 1000:
            self._head += re.sub(r"\W", "", fold(text[:1000]))
        self._add(text)

    # The header, in each of its ways.

    def _is_header(self, text: str, *, after_header: bool) -> bool:
        known = self.found.header
        if self._awaited:
            name, self._awaited = self._awaited, ""
            if labels.label(text)[0] is None and labelled.named(text) is None:
                self._fill(name, text)
                return True
        if read := line.found(text, known):
            self._take_number(read, text)
            return True
        if (read_headline := headline.found(text)) and not known.number:
            self.strong += 2
            self.found.header = replace(
                read_headline.header, index=known.index, issued=known.issued, country=read_headline.header.country
            )
            self.found.parts.setdefault(Part.TITLE, []).append(read_headline.title)
            self.languages["en"] += 1
            self._part = Part.HEAD
            return True
        opening = self._part in _OPENING and (self._opening or not known.number)
        if (name_value := labelled.named(text)) and self._may_be_labelled(text, name_value[0], after_header or opening):
            self._fill(*name_value)
            return True
        if opening and (marked := marks.found(text, known)):
            self.found.header = marked
            self._classic |= not re.search(r"\d", text) or "index" in fold(text)
            return True
        return opening and bool(known.number) and self._names(text)

    def _may_be_labelled(self, text: str, name: str, near: bool) -> bool:
        if " " in text.partition(":")[0].strip():  # "INDEX NUMBER" and the like are in no sentence
            return self._part is not Part.BACKGROUND
        # A mail's own date comes before anything of the document.
        return near and (name != "issued" or self._part is not Part.PREAMBLE or bool(self.found.header.number))

    def _fill(self, name: str, value: str) -> None:
        if not value:
            self._awaited = name
        elif name == "number":
            bare = re.fullmatch(NUMBER, value.strip())
            if read := line.found(f"UA {value}" if bare else value, self.found.header):
                self._take_number(read, value)
        else:
            self.found.header = labelled.filled(self.found.header, name, value)
            self._last_was_header = True

    def _take_number(self, read: line.Found, text: str) -> None:
        found = self.found
        if not found.header.number and read.header.number:
            self.strong += 2
            self._mark_by_number(text)
            if (read.header.concern or self._banner) and self._part in (*_OPENING, Part.LEFTOVER):
                # What stands above is whoever sent it.
                for part in (Part.PREAMBLE, Part.HEAD):
                    found.parts.setdefault(Part.LEFTOVER, []).extend(found.parts.pop(part, []))
                self._part, self._opening, self._head = Part.HEAD, True, ""
        found.header = read.header
        if read.previous:
            found.parts.setdefault(Part.PREVIOUS, []).append(f"UA {read.header.number}, {read.previous}")
        self._last_was_header = True

    def _mark_by_number(self, text: str) -> None:
        folded = fold(text)
        if re.search(r"\bAU\b", text) is None and not re.search("action urgente|accion urgente", folded):
            self.languages["en"] += re.search(r"index|date|update|further|action", folded) is not None
        elif re.search(r"accion|indice|fecha|actualizacion|informacion|sobre", folded):
            self.languages["es"] += 1
        elif re.search(r"\bsur\b|\bindex\b|action|mise a jour|date", folded):
            self.languages["fr"] += 1

    def _names(self, text: str) -> bool:
        """Whether a line below the number gives the concern, the country or the people."""
        header = self.found.header
        if is_sentence(text) and not place.is_people(text):
            return False
        title = Part.HEAD in self.found.parts or Part.TITLE in self.found.parts
        if not header.country and (self._part is Part.HEAD or header.concern or self._classic):
            read = place.country(text, alone=not header.concern)
            if read and labels.label(text)[0] is None:
                self.found.header = replace(header, country=read[0], people=read[1])
                return True
            if self._classic and not header.concern and not title and labels.label(text)[0] is None:
                self.found.header = replace(header, concern=text)
                self._part = Part.HEAD
                return True
            return False
        if not header.country:
            return False
        told = header.concern and self._head  # what happened has begun
        goes_on = header.concern and (not self._gap if header.people else place.are_names(text))
        if told or labels.label(text)[0] is not None or not (place.is_people(text) or goes_on):
            return False
        self.found.header = replace(header, people="\n".join(filter(None, [header.people, text])))
        return True

    # Labels.

    def _is_label(self, text: str, below: tuple[str, ...]) -> bool:
        lines = tuple(below[: below.index("")] if "" in below else below)
        following = next(filter(None, below), "")
        if (name := labels.named(text, following)) is not None:
            self.found.parts.setdefault(Part.PEOPLE, []).extend([name] if name else [])
            return True
        if self.found.lines(Part.PEOPLE) and labels.is_gender(text):
            return True
        label, used = labels.label(text, lines)
        if label is None:
            return False
        if label.part is Part.HEAD and not self._is_heading(label, text):
            return False
        self._skip = used
        if label.part is Part.ACTION and lines and is_capitals(lines[0]) and _BANNER.search(fold(lines[0])):
            self._skip = 1
        self._begin(label, text)
        return True

    def _is_heading(self, label: labels.Label, text: str) -> bool:
        """Whether "Urgent action" is a heading here: a second page repeats it, a sentence may begin with it."""
        return is_capitals(text[:12]) or not label.value or self._opening

    def _begin(self, label: labels.Label, text: str) -> None:
        found = self.found
        if label.language in self.languages:
            self.languages[label.language] += 1
        for part, value in label.within.items():
            self._give(part, value)
        if label.part is Part.HEAD:
            self._begin_head(label, text)
            return
        if label.part in _SHOWS:
            self.shown.add(label.part)
        self._opening = self._opening and label.part in (*_OPENING, *FIELDS)
        if label.part in FIELDS:
            self._before = self._before if self._part in FIELDS else self._part
            self._part = label.part
            found.parts.setdefault(label.part, [])
            self._give(label.part, label.value)
            if self._before is Part.ACTION and re.search(DATE, fold(label.value)):
                self._part = self._before  # the day is said: what stands below is whom to write to
            return
        self._before, self._part = self._part, label.part
        found.parts.setdefault(label.part, [])
        if value := _kept(label):
            found.parts[label.part].append(value)

    def _begin_head(self, label: labels.Label, text: str) -> None:
        found = self.found
        folded = fold(text[:60])
        if re.search("urgent|accion|action", folded):
            self.strong += 2
        found.updated |= re.search(r"\bupdate|mise a jour|actualizacion|follow ?-?up", folded) is not None
        self._banner |= self._part is Part.PREAMBLE and _GUIDE.search(folded) is not None
        if self._part in _OPENING:  # a second page repeats the heading
            self._part = Part.HEAD
            found.parts.setdefault(Part.HEAD, [])
        value = label.value.strip(" |·:–—-")
        if value and line.found(value, found.header):
            self._is_header(value, after_header=True)
        elif value and not self._is_printed_again(value) and not (place.is_country(value) and not found.header.number):
            self._keep(value)

    def _give(self, part: Part, value: str) -> None:
        if value and not (part is Part.DEADLINE and any(self.found.lines(part))):
            self.found.parts.setdefault(part, []).append(value)

    def _is_printed_again(self, text: str) -> bool:
        """Whether a second page prints the title again."""
        if self._part in (Part.PREAMBLE, Part.HEAD) or len(text) > 300 or len(text) < 12:
            return False
        squeezed = re.sub(r"\W", "", fold(text))
        if self._head.startswith(squeezed):
            return is_capitals(text) or (len(text.split()) > 3 and text[-1] not in ".,;")
        return is_capitals(text) and " " in text and squeezed in self._head


def _kept(label: labels.Label) -> str:
    """What stands behind a label and is more than its own explanation."""
    value = label.value
    if label.part is Part.ACTION:
        # "TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS …" goes on in capitals; whom to write to may stand behind it.
        words = value.split()
        while words and "." not in words[0] and (is_capitals(words[0]) or not re.search(r"[a-z]", words[0])):
            words.pop(0)
        banner, value = len(words) < len(value.split()), " ".join(words)
        return value if len(value) > 160 or (banner and value[:1].isupper() and not asks.is_step(value)) else ""
    if label.part is Part.ASKS and value.endswith(":") and len(value) < 200:
        return ""
    return value
