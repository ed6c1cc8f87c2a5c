"""How a link stands in a document's text, whatever the document was: `[what it says](where it leads)`."""

import re

_SCHEME = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_LONGEST = 2000
"""Characters of an address. What browsers and mail programs take."""


def linked(text: str, target: str) -> str:
    """The text with its link; the text alone where the link adds nothing, or leads nowhere that is http, https or mail.

    A link whose text is its own address adds nothing.
    """
    shown = text.strip()
    target = target.strip()
    if not shown or not _SCHEME.match(target) or len(target) > _LONGEST or re.search(r"[\x00-\x1f\x7f]", target):
        return text
    if _bare(shown) == _bare(target) or re.search(r"[\[\]\n]", shown) or len(shown) > 300:
        return text
    target = re.sub(r"[\s()<>\[\]\\]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), target)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}[{shown}]({target}){after}"


def _bare(address: str) -> str:
    address = re.sub(r"\s", "", address).lower().removeprefix("mailto:").partition("?subject=")[0]
    return re.sub(r"^https?://", "", address).removeprefix("www.").rstrip("/")
