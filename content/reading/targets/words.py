"""What a line is about, told by its words: an office, a person, a house, a street, or a sentence and no line at all."""

import re

from content.reading.marks import fold, phrases
from content.reading.tables.officials import (
    CONNECTORS,
    COURTESIES,
    HEADING_WORDS,
    HONORIFICS,
    HOUSES,
    INSTITUTIONS,
    OPENERS,
    PARTICLES,
    REGIONS,
    SENTENCES,
    STREETS,
    TITLES,
)
from content.reading.tables.roles import (
    COMPANIES,
    COMPOUND_ROLES,
    GENERALS,
    HYPHENED,
    OFFICES,
    ORDINALS,
    PORTFOLIOS,
    ROLES,
    STARTERS,
    SURNAMES,
)
from content.reading.targets.places import country_at, is_place

_HONORIFIC = re.compile(rf"(?:{phrases(HONORIFICS)}(?:\s+|(?<=')|(?<=\s)))+")
_TITLE = re.compile(rf"(?:(?:{phrases(HONORIFICS)}\s+)?(?:{phrases(TITLES)})\b\.?(?:\s+|(?<=\.)(?=\w)))+(?=[^\W\d_])")
_COURTESY = re.compile(rf"(?:{phrases(COURTESIES)}(?!\w)\.?(?:\s+|(?<=\.)(?=\w)))+")
_BEFORE_A_NAME = re.compile(rf"(?:{phrases(tuple(words for words in HONORIFICS if len(words) > 4))}\s+)+(?=[^\W\d_])")
_SOMEBODYS_OFFICE = re.compile(r"'s?\s+(?:\w+\s+)?(?:office|mansion|residence)\b|\b(?:office|house|palace)$")
_HEAD_OFFICE = re.compile(r"\bhead ?(?:office|quarters)")
_COMPOUND = re.compile(f"{COMPOUND_ROLES}|{HYPHENED}")
_OFFICE = re.compile(rf"{phrases(OFFICES)}(?!\w)")
_SENTENCE = re.compile("|".join(SENTENCES))
_NO_NAME = re.compile(r"[\d@:/|;!?<>=“”\"\[\]{}*#%,]|\.{2}|…")
_PUBLIC_HOUSE = re.compile(r"^(?:c/o|care of|att(?:n|ention)?\b|p\.? ?o\.?\b|fao\b|to the attention)")
_PREFIXED = re.compile(r"(?:al|el|ad|as|at|ar|an|ash|az|ul|ur|ed|es|d|l)[-']\w")
_LONGEST = 300
"""Characters: an office, its holder and an address on one line have fewer."""
_SEPARATORS = tuple(map(re.compile, (r"\s[-–—]\s", r":\s+", r",\s+", r"\s?\((?=[^()]+\)$)")))
_PARTED = re.compile(r",|:|\s[-–—/]\s|\(")
_TAIL = re.compile(r"\s*\([^()]{1,20}\)$|(?:,\s*(?:[A-Z][A-Z.]{1,5}|Jr\.?|PhD|Esq\.?))+$")


def plain(line: str) -> str:
    """An office without the honorifics before it."""
    match = _HONORIFIC.match(fold(line))
    return line[match.end() :] if match else line


def folded_words(line: str) -> list[str]:
    return [word.strip(".,:;()") for word in fold(line).split()]


def is_role(line: str) -> bool:
    """Whether a line begins with an office somebody holds, as "Minister of …" or "Home Secretary"."""
    words = folded_words(plain(line))
    if not words or len(line) > _LONGEST:
        return False
    if _OFFICE.match(" ".join(words[:5])):
        return not _SOMEBODYS_OFFICE.search(fold(line))
    if words[0] in ROLES and words[1:2] and words[1] in ("of", "for"):
        return not is_institution(line)  # "Commander of the 7th District", though districts end addresses
    if is_institution(line) or _has_street(words) or _has_street(folded_words(plain(line).partition(",")[0])):
        return False
    if words[0] in ROLES or _COMPOUND.fullmatch(words[0]) or _is_local(words):
        return True
    parted = len(words) < 3 or _PARTED.search(line) is not None
    if not parted and words[-1] in ROLES and words[-2] in PORTFOLIOS | STARTERS:
        return True  # "Utopian Foreign Minister"
    for at, word in enumerate(words[:5]):
        if at and (word in ROLES or _COMPOUND.fullmatch(word)):
            return words[at - 1] not in CONNECTORS
        if not (word in STARTERS or word in PORTFOLIOS or (at and word in CONNECTORS)):
            return False
    return False


def may_be_role(line: str) -> bool:
    """Whether a line that is no known office looks like one: short, capitalised, and no house, place or street."""
    words = line.split()
    folded = folded_words(line)
    if not words or not 3 <= len(line) <= 70 or len(words) > 8 or not line[0].isupper() or _NO_NAME.search(line):
        return False
    if any(word[0].islower() and folded[at] not in CONNECTORS for at, word in enumerate(words)):
        return False
    if is_institution(line) or is_place(line) or is_heading(line) or is_sentence(line) or _titled(f"{line} X"):
        return False
    return STREETS.isdisjoint(folded) and COMPANIES.isdisjoint(folded) and INSTITUTIONS.isdisjoint(folded)


def names_an_office(line: str) -> bool:
    """Whether a line that is no known office holds a word that officials are called by: "Mbororo Paramount Chief"."""
    words = folded_words(line)
    if not may_be_role(line) or any(word.endswith("'s") for word in words):
        return False
    return any(
        (word in ROLES or _COMPOUND.fullmatch(word)) and word not in SURNAMES and words[at - 1] not in CONNECTORS
        for at, word in enumerate(words)
    )


def is_institution(line: str) -> bool:
    """Whether a line names a house or an office rather than a person."""
    folded = fold(line)
    words = folded_words(plain(line))
    if not words:
        return False
    second = words[1] if len(words) > 1 else ""
    if words[0] in ROLES and second in CONNECTORS:
        return False
    if _HEAD_OFFICE.search(folded):
        return True
    if _SOMEBODYS_OFFICE.search(folded) or any(word in HOUSES for word in words) or _PUBLIC_HOUSE.match(folded):
        return True
    if line.lower().startswith("secretaría"):  # the house, where "secretaria" holds the office
        return second not in ROLES
    for at, word in enumerate(words[:5]):
        if word in INSTITUTIONS and (at < 2 or {*words[:at]} <= STARTERS | PORTFOLIOS):
            return at + 1 == len(words) or words[at + 1] not in ROLES
        if word in ROLES:
            return False
    return len(words) > 1 and words[-1] in INSTITUTIONS and not any(word in ROLES for word in words)


def _is_local(words: list[str]) -> bool:
    """Whether an office stands behind the place it is held in: "Istanbul Chief of Police"."""
    for at in range(1, min(4, len(words))):
        word, following = words[at], words[at + 1 : at + 2]
        if word not in ROLES:
            if word in STARTERS and following and following[0] in ROLES and is_place(" ".join(words[:at])):
                return True
            continue
        if following and following[0] in ("of", "for") and at == 1 and not _titled(" ".join(words).capitalize()):
            return words[0] not in CONNECTORS and words[0].isalpha()
        place = is_place(" ".join(words[:at])) or country_at(words, 0) == at
        return place and (word not in SURNAMES or bool(following and following[0] in CONNECTORS | PORTFOLIOS))
    return False


def is_titled(text: str) -> bool:
    """Whether a text is a name with "Mr", "H.E.", "Lt. Gen." or the like before it."""
    return _titled(text) > 0 and is_name(text)


def is_only_title(line: str) -> bool:
    """Whether a line is "His Excellency", and the name stands below."""
    return len(line) < 40 and not is_role(line) and _titled(f"{line} X") == len(line) + 1


def bare_name(name: str) -> str:
    """A name without "Mr", "H.E." and the like; a rank or a degree stays, and so does all before a surname alone."""
    match = _COURTESY.match(fold(name))
    rest = name[match.end() :] if match else name
    return rest if " " in rest else name


def title_at(line: str) -> int:
    """How long the titles are that a text begins with: 0 for none."""
    return _titled(line)


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: capitals, no digits, and no word of an office or an address."""
    text = _TAIL.sub("", text.strip(" ,"))
    if not text or len(text) > 90 or _NO_NAME.search(text):
        return False
    length = _titled(text)
    bare = text[length:].strip(" ,")
    words = bare.split()
    if not 1 <= len(words) <= 8 or (len(words) == 1 and not length) or (bare[-1] in ".!?" and len(words[-1]) > 4):
        return False
    folded = folded_words(bare)
    if words[0][0].islower() and not _is_particle(folded[0]):
        return False
    if any(word[0].islower() and not _is_particle(folded[at]) for at, word in enumerate(words) if at):
        return False
    if not HEADING_WORDS.isdisjoint(folded) or is_place(bare) or _has_street(folded) or is_institution(bare):
        return False
    if length:
        return not (folded[0] in ("le", "la", "el") and is_role(" ".join(words[1:])))  # "Monsieur le Procureur"
    if folded[0] in REGIONS or folded[-1] in REGIONS:
        return False
    return not (is_role(text) or folded[0] in PORTFOLIOS or folded[0] in CONNECTORS - PARTICLES or _is_office(folded))


def is_heading(line: str) -> bool:
    """Whether a short line says what stands below it: "CONTACT INFORMATION"."""
    folded = folded_words(line)
    return len(folded) <= 5 and not HEADING_WORDS.isdisjoint(folded) and not re.search(r"[\d@]", line)


def is_sentence(line: str) -> bool:
    """Whether a line is a sentence or a piece of one, and so no line of an address."""
    folded = fold(line[:600])
    words = folded.split()
    if _SENTENCE.search(folded) and len(words) >= 4:
        return True
    if len(words) < 8 or re.search(r"\d{3}", folded):
        return False
    small = sum(word[0].islower() and word[0].isalpha() for word in line.split())
    return 2 * small > len(words) and not (is_role(line) or is_institution(line)) and line[-1] in ".!?;:"


def split(line: str) -> tuple[str, str, bool]:
    """A role, the name after it ("Minister of Interior Jane Doe"), and whether a title or comma parts them for sure.

    Without a name after it, the whole is the role.
    """
    line = plain(line)
    if len(line) > _LONGEST:
        return line, "", False
    if found := _split_for_sure(line):
        return *found, True
    words, folded = line.split(), folded_words(line)
    at = _office_at(folded) or 1
    while at < len(words):
        if country := country_at(folded, at) if folded[at - 1] in CONNECTORS else 0:
            at += country
        elif _goes_on(folded, at):
            at += 1
        else:
            break
    role, name = " ".join(words[:at]).rstrip(","), " ".join(words[at:])
    if any(word in PORTFOLIOS for word in folded[at:]):
        return line, "", False  # what an office is for, in words that are not known
    surname = len(words) - at == 1 and words[at][0].isupper() and not _NO_NAME.search(name)
    if is_name(name) or (surname and not words[at - 1].endswith(",")):  # "Crown Prosecutor, Springfield"
        return role, name, False
    return line, "", False


def _split_for_sure(line: str) -> tuple[str, str] | None:
    """A role and a name that a sign stands between, or a title before the name."""
    for separator in _SEPARATORS:
        for match in separator.finditer(line):
            role, name = line[: match.start()].strip(" ,"), line[match.end() :].strip(" )")
            if is_name(name) and not _only_a_country(name) and not re.search(r"\d", role):
                return role, name
    words, folded = line.split(), folded_words(line)
    for at in range(_office_at(folded) or 1, len(words)):
        rest = " ".join(words[at:])
        if folded[at - 1] in CONNECTORS or not _titled(rest) or _is_office_word(folded, at):
            continue  # the "General" of an attorney is no rank
        if is_name(rest) and not _is_office(folded[at:]):
            return " ".join(words[:at]).rstrip(","), rest
    return None


def _office_at(folded: list[str]) -> int:
    """How many words an office of several words takes at the beginning: 0 where there is none."""
    match = _OFFICE.match(" ".join(folded[:6]))
    return len(match[0].split()) if match else 0


def _goes_on(folded: list[str], at: int) -> bool:
    word, last = folded[at], folded[at - 1]
    if word in ORDINALS and at + 1 < len(folded) and folded[at + 1] in CONNECTORS:
        return True
    return bool(
        word in ROLES
        or word in PORTFOLIOS
        or word in CONNECTORS
        or re.match(r"(?:[ld]|dell|nell|sull)'", word)
        or last in CONNECTORS
        or last in OPENERS
        or (last in STARTERS and at == 1)
        or (word.endswith("'s") and at > 1)
    )


def _is_office_word(folded: list[str], at: int) -> bool:
    """Whether the word at this place may as well end the office before it: the "General" of an attorney."""
    return folded[at] in ("general", "major", "justice", "senior") and folded[at - 1] in GENERALS


def is_office(line: str) -> bool:
    """Whether a line holds nothing but words that go on naming an office: the rest of one that was broken."""
    words = folded_words(line)
    return len(words) <= 4 and all(word in PORTFOLIOS or word in CONNECTORS for word in words) and not is_role(line)


def _is_office(folded: list[str]) -> bool:
    return all(word in PORTFOLIOS or word in CONNECTORS or word in ROLES or word in STARTERS for word in folded)


def _only_a_country(text: str) -> bool:
    words = folded_words(text)
    if words[:1] == ["republic"] or words[:1] == ["republique"] or words[:1] == ["kingdom"]:
        return True
    return country_at(words, 0) == len(words)


def _is_particle(word: str) -> bool:
    return word in PARTICLES or _PREFIXED.match(word) is not None


def _titled(text: str) -> int:
    folded = fold(text[:120])
    match = _TITLE.match(folded) or _BEFORE_A_NAME.match(folded)
    if match is None or not text[:1].isupper():
        return 0
    return match.end()


def _has_street(folded: list[str]) -> bool:
    return any(word in STREETS for word in (*folded[:1], *folded[-1:]))
