"""Text as it stands in a file becomes clean lines: no markup, no furniture, no hard wraps, one blank between blocks."""

import re
import unicodedata

from content.reading.marks import fold, phrases
from content.reading.printed.breaks import parted, unwrapped
from content.reading.printed.columns import apart
from content.reading.tables.around.furniture import FURNITURE, NOTES

_FURNITURE = re.compile(rf"(?:{'|'.join(FURNITURE)})")
_LOGO = re.compile(r"^amnesty[ \t]*\n[ \t]*international[ \t]*$", re.MULTILINE)
_NOTES = re.compile(
    "|".join(
        phrases(
            (
                note.format(
                    short=r"(?:[^.\n\d]|\n(?!\s*\n)){,60}",
                    long=r"(?:[^.\n\d]|\n(?!\s*\n)){,120}",
                    end=r"(?=\.|\s*\n\s*\n|\s*$|\n)",
                ),
            )
        )
        + r"\.?"
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
    (re.compile(r"^#{1,6} +", re.MULTILINE), "# "),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!@|>-])"), r"\1"),
    (re.compile(r"(?<!')''(?=\w)((?:[^'\n]|'(?!')|\n(?!\s*\n)){1,600}?)''(?!')"), r'"\1"'),
    (re.compile(r"``"), '"'),
    (re.compile(r"</?[a-z][a-z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>", re.IGNORECASE), ""),
)
_SPACED = re.compile(r"^[ \t]*(?:[A-Z][ \t]+){5,}[A-Z][ \t]*$", re.MULTILINE)
_SQUARE = re.compile(r"^[ \t]*n[ \t]+(?=[^\W\d_]{2}|[\"“])", re.MULTILINE)
_HEX = re.compile(r"(?<![\w=/?&])[^\s=/?&@<>]*(?:=[0-9A-F]{2}[^\s=/?&@<>]*)+")


def clean(text: str) -> tuple[str, ...]:
    """The document's lines; "" between blocks. Markdown links stay: what they lead to may be a contact.

    A heading keeps its mark "# ", which `sections.divide` takes off.
    """
    text = re.sub(r"\r\n?|[\u2028\u2029\x85\x0b]", "\n", text)
    text = re.sub(r"\n[ \t]*(?:[Pp]age )?\d{1,3}[ \t]*\n*\f", "\n\f", text)
    text = re.sub(r"\n?\f\n?", "\n", text)
    text = re.sub(r"\b(AFR|AMR|ASA|EUR|MDE)[ \t]*\n[ \t]*(?=\d{2,3}/\d)", r"\1 ", text)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.replace("´", "’")))
    text = _SPACED.sub(_unspaced, _unescaped(_unquoted(text)))
    text = re.sub(r"^[ \t]*n[ \t]{2,}(?=\S)", "• ", text, flags=re.MULTILINE)  # a Wingdings square, printed as letter
    if len(_SQUARE.findall(text)) > 1:
        text = _SQUARE.sub("• ", text)
    printed = [re.sub(r"\s+", " ", line).strip() for line in apart(text.expandtabs().split("\n"))]
    text = "\n".join(printed)
    for markup, instead in _MARKUP:
        text = markup.sub(instead, text)
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    text = "\n".join(unwrapped(lines, printed) if len(lines) == len(printed) else lines)
    text = _without(_NOTES, _without(_LOGO, text))
    lines = [piece for line in text.split("\n") for piece in parted(line.strip())]
    return tuple(_collapsed(["" if _FURNITURE.fullmatch(fold(line)) else line for line in _unnumbered(lines)]))


def _without(pattern: re.Pattern[str], text: str) -> str:
    kept = []
    at = 0
    for match in pattern.finditer(fold(text)):
        kept.append(text[at : match.start()])
        at = match.end()
    return "".join([*kept, text[at:]])


def _unspaced(line: re.Match[str]) -> str:
    """ "U R G E N T   A C T I O N" as words; where all its spaces are one, they cannot be told and it is one word."""
    return " ".join(re.sub(r"\s", "", word) for word in re.split(r"[ \t]{2,}", line[0].strip()))


def _unescaped(text: str) -> str:
    """The text without what is left of a mail's quoted-printable: "=D6zg=FCr", and "=" at the end of a broken line."""
    if not re.search(r"=[89A-F][0-9A-F]|=20$", text, re.MULTILINE):
        return text
    return _HEX.sub(_decoded, re.sub(r"(?<=[^\s=])=[ \t]*\n", "", text))


def _decoded(match: re.Match[str]) -> str:
    if "://" in match[0] or not re.search(r"=(?:[89A-F][0-9A-F]|20|3D)", match[0]):
        return match[0]
    import quopri

    plain = quopri.decodestring(match[0].encode("utf-8"))
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        return plain.decode("cp1252", "replace")


def _unquoted(text: str) -> str:
    lines = text.split("\n")
    quoted = sum(line.lstrip().startswith(">") for line in lines)
    if quoted < 2 or 2 * quoted < sum(bool(line.strip()) for line in lines):
        return re.sub(r"^>(?=[A-ZÀ-Þ])", "", text, flags=re.MULTILINE)  # mails guard a line's beginning so
    return "\n".join(re.sub(r"^\s*(?:> ?)+", "", line) for line in lines)


def _unnumbered(lines: list[str]) -> list[str]:
    padded = ["", *lines, ""]
    return [
        "" if re.fullmatch(r"\d{1,3}", line) and not padded[at] and not padded[at + 2] else line
        for at, line in enumerate(lines)
    ]


def _collapsed(lines: list[str]) -> list[str]:
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
