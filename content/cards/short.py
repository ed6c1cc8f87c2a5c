"""Short: a document's words within a length, so that a message of ours never outgrows what a platform carries.

Lengths are UTF-16 units, as Telegram counts: its 4096 for a message are the narrowest of the platforms'.
"""

from content.appeals.words import line, sentences


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clipped(text: str, limit: int) -> str:
    """`text` in one line, cleaned; what is longer than `limit` ends with "…", between words where it can."""
    text = line(text)
    if units(text) <= limit:
        return text
    head = _head(text, limit - 2)
    return (head.rpartition(" ")[0] or head).rstrip(",;:– ") + " …"


def shortened(text: str, limit: int) -> str:
    """The paragraphs of `text`, cleaned, within `limit`: the first whole sentences of what is longer.

    A longer sentence ends with "…" between words.
    """
    text = "\n\n".join(paragraph for one in text.splitlines() if (paragraph := line(one)))
    if units(text) <= limit:
        return text
    head = _head(text, limit)
    before, gap, last = head.rpartition("\n\n")
    whole = (before + gap + " ".join(sentences(last)[:-1])).rstrip()
    return whole if units(whole) > limit // 3 else clipped(text, limit)


def _head(text: str, limit: int) -> str:
    """The longest beginning of `text` within `limit`."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")
