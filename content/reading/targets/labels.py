"""A line of a block becomes its words and its labelled contacts, whatever stands between them."""

import re

from content.reading.marks import LINK, fold
from content.reading.tables.contacts import BARE, CONTACTS, FORM_PATHS, Label

_ROWS = [(re.compile(pattern), labels) for pattern, labels in CONTACTS.items()]
_ANY = "|".join(CONTACTS)
_REMARK = r"(?:\((?![\d+])[^()\n]{1,80}\)\s?)?"
_VALUE = "|".join(dict.fromkeys(BARE.values()))
_LABEL = re.compile(
    rf"(?<![\w@./('-])(?P<label>(?:(?:{_ANY})\.? ?/ ?)?(?:{_ANY}))"
    rf"(?:(?P<colon>\.?\s?{_REMARK}:)|\.?\s+{_REMARK}(?=(?:{_VALUE})))"
)
_COPIES = re.compile(
    rf"(?:{next(pattern for pattern, labels in CONTACTS.items() if Label.COPIES in labels)})(?=\s*(?:[:;]|$|\b))\s*:?"
)
_BARE = {label: re.compile(pattern) for label, pattern in BARE.items()}
_BETWEEN = re.compile(r"[\s,;|]+|/(?=[@\s])|(?<=\s)(?:or|ou|and|et)(?=\s)")
_SEPARATORS = " |;,·•–-"
"""What stands between two contacts on a line, besides a capital I."""
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-–/]*\d")
_X_LINK = re.compile(r"<?https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/", re.IGNORECASE)
_FORM_LINK = re.compile(FORM_PATHS)
_LONGEST = 3000
"""Characters of a line that are looked at: a whole block that lost its line ends has fewer."""

Labelled = tuple[tuple[Label, ...], str]


def spelled_out(line: str) -> str:
    """A line with each markdown link as what it says; where that is no contact, followed by where it leads."""
    return LINK.sub(_said, line[:_LONGEST])


def labelled(line: str) -> tuple[str, list[Labelled]]:
    """What stands before the first label of a line, and each label with its text."""
    folded = fold(line)
    if copies := _COPIES.match(folded):
        return "", [((Label.COPIES,), line[copies.end() :].strip(" :;-–"))]
    found = []
    for match in _LABEL.finditer(folded):
        labels = _named(match["label"])
        if match["colon"] or _fits(match["label"], labels, folded[match.end() :]):
            found.append((match.start(), match.end(), labels))
    if not found:
        return line, []
    ends = [start for start, _, _ in found[1:]] + [len(line)]
    values = [
        (labels, _ended(line[at:end]) if Label.SALUTATION in labels else trimmed(line[at:end]))
        for (_, at, labels), end in zip(found, ends, strict=True)
    ]
    return trimmed(line[: found[0][0]]), values


def unlabelled(line: str) -> Label | None:
    """What a line without a label is by its shape alone, or None for words."""
    tokens = [token.strip("<>()[]") for token in _BETWEEN.split(line) if token and token.strip("<>()[]")]
    if not tokens:
        return None
    if all("@" in token[1:] for token in tokens):
        return Label.EMAIL
    if all(token.startswith("@") for token in tokens):
        return Label.X
    if all(re.match(r"https?://|www\.", token, re.IGNORECASE) for token in tokens):
        if all(_X_LINK.match(token) for token in tokens):
            return Label.X
        return Label.FORM if all(_FORM_LINK.search(fold(token)) for token in tokens) else Label.OTHER
    return Label.PHONE if re.fullmatch(r"\+\s?[\d\s().\-/]{6,}", line) else None


def trimmed(text: str) -> str:
    """The text without the separators at its ends."""
    text = re.sub(r"\s(?:I|/|or|ou|and|et|y)$", "", text.strip(_SEPARATORS))
    return re.sub(r"^I (?=[+(@])", "", text).strip(_SEPARATORS).removeprefix("/ ").strip()


def _ended(salutation: str) -> str:
    """A salutation keeps the comma it is printed with."""
    text = trimmed(salutation)
    return text + "," if salutation.rstrip(" |;·•").endswith(",") and text else text


def _fits(label: str, labels: tuple[Label, ...], text: str) -> bool:
    """Whether what follows a label without a colon is what it announces: "x 12" is an extension, "X @name" a handle."""
    if len(label) == 1 and Label.X not in labels:
        return False
    return any(pattern.match(text) is not None for name in labels if (pattern := _BARE.get(name)))


def _named(label: str) -> tuple[Label, ...]:
    for pattern, labels in _ROWS:
        if pattern.fullmatch(label):
            return labels
    halves = [_named(half.strip(" .")) for half in label.split("/", maxsplit=1)]
    return tuple(dict.fromkeys(name for labels in halves for name in labels))


def _said(link: re.Match[str]) -> str:
    text, address = link.groups()
    if "@" in text or "://" in text or _NUMBER.fullmatch(text) or address in ("#", ""):
        return text
    return f"{text} {address.partition(':')[2] if address.startswith(('tel:', 'mailto:')) else address}"
