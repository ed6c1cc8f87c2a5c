"""Web pages: what a reader sees of them, without what the site puts around it."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from content.reading.formats import plain
from content.reading.formats.links import linked
from content.reading.formats.tables import arranged
from content.reading.tables import words
from content.reading.unreadable import Unreadable

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,80}?\bencoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_ENCODINGS = re.compile(
    r"(?:utf-?8|utf-?16(?:le|be)?|(?:x-)?iso-?8859-?\d{1,2}|latin-?\d|windows-?125\d|cp-?125\d|us-ascii|ascii|macintosh"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr))",
    re.IGNORECASE,
)
_WESTERN = re.compile(r"iso-?8859-?1|latin-?1|us-ascii|ascii|windows-?1252|cp-?1252", re.IGNORECASE)
"""What browsers read as Windows-1252 whatever the page calls it."""
_MOST_TAGS = 60_000
"""Ours: a saved page with all its menus has some thousands."""
_DEEPEST = 250
"""Elements within elements. Ours: pages made of tables reach 40."""
_CLOSED_BY_OTHERS = words("""
    p li td th tr dt dd option tbody thead tfoot colgroup area base br col embed hr img input link meta source track
    wbr !doctype
""")

_NEVER = words("""
    del s strike script style noscript template nav footer button select textarea input iframe object svg math canvas
    video audio dialog head title img map
""")
_FURNITURE = re.compile(
    r"cookie|consent|gdpr|onetrust|breadcrumb|skip-?(?:link|to)|share-?(?:bar|button|links)|social-?(?:share|media|links)"
    r"|screen-reader|sr-only|visually-?hidden|newsletter-?(?:signup|form)",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:(?:we|this (?:web)?site|our (?:web)?site) uses?|nous utilisons|ce site utilise|(?:este sitio|esta web)"
    r" (?:web )?(?:usa|utiliza)|(?:usamos|utilizamos)|wir verwenden|diese (?:web)?seite verwendet)"
    r"\b.{0,20}\bcookies\b.{0,500}\Z",
    re.IGNORECASE | re.DOTALL,
)
"""The whole of a block that asks to be allowed them."""
_SHARING = re.compile(
    r"facebook\.com/(?:sharer|share\.php|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?)|linkedin\.com/(?:share|cws)"
    r"|api\.whatsapp\.com/|//wa\.me/\?|t\.me/share|addtoany\.com|pinterest\.[a-z]+/pin/create|^\s*mailto:\?",
    re.IGNORECASE,
)
"""Links that hand the page on."""
_ROLES = frozenset(("navigation", "contentinfo", "search", "dialog", "alertdialog", "banner", "menu", "menubar"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_TIGHT = re.compile(r"margin\s*:\s*0(?:p[tx]|cm|in|em)?\s*(?:;|$)|margin-bottom\s*:\s*(?:0|\.0001)", re.IGNORECASE)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = frozenset(("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "hr", "fieldset")) | _HEADINGS
"""What has a blank line above and below."""
_BLOCKS = words("""
    div section article main header aside address center li dt dd tr td th caption figcaption details summary form
    body html legend
""")
_DRAWN_BULLET = re.compile(r"^[·§▪■●◦o\uf0b7\uf0a7\uf076][\u00a0 ]{2,}", re.MULTILINE)
"""A bullet of Word's, which a saved page holds as a letter."""


def text(document: bytes) -> str:
    """The text of a web page. Raises Unreadable for one that is far too large or nested without end."""
    return from_markup(decoded(document))


def decoded(document: bytes, charset: str = "") -> str:
    """A page's characters, by its mark, the given or its own word about its encoding, else as plain text's."""
    named = _CHARSET.search(document[:4096])
    charset = charset or (named[1].decode("ascii", "replace") if named else "")
    if document[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in document[:200] or not _ENCODINGS.fullmatch(charset):
        return plain.text(document)
    if _WESTERN.fullmatch(charset):
        try:
            return document.decode("utf-8-sig")
        except UnicodeDecodeError:
            return document.decode("cp1252", "replace")
    try:
        return document.decode(charset, "replace").removeprefix("\ufeff")
    except LookupError:
        return plain.text(document)


def from_markup(markup: str) -> str:
    """The text of HTML. Raises Unreadable as `text`."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    _check(markup)
    try:
        body = LexborHTMLParser(markup.replace("\x00", "")).body
        found = "".join(_printed(_Page(body).read(body))) if body is not None else ""
    except (RecursionError, MemoryError, SelectolaxError):
        raise _tangled() from None
    found = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"^[ \t\xa0]+$", "", found, flags=re.MULTILINE))
    return _DRAWN_BULLET.sub("• ", re.sub(r"\n{3,}", "\n\n", found)).strip("\n ")


def _check(markup: str) -> None:
    """The parser takes time by the square of the depth: what is too deep is not given to it."""
    if markup.count("<") > _MOST_TAGS:
        raise Unreadable("The web page is far larger than any Urgent Action: copy its text, and send that.")
    opened: Counter[str] = Counter()
    depth = 0
    for tag in re.finditer(r"<(/?)([a-zA-Z][^\s/>]{0,30})", markup):
        name = tag[2].lower()
        if name in _CLOSED_BY_OTHERS:
            continue
        if not tag[1]:
            opened[name] += 1
            depth += 1
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        if depth > _DEEPEST:
            raise _tangled()


def _tangled() -> Unreadable:
    return Unreadable("The web page is broken (nested without end): copy its text, and send that.")


_Item = str | int
"""A text, or how many line ends must at least stand here."""


class _Page:
    def __init__(self, body: "LexborNode") -> None:
        self.whole = len(body.text())

    def read(self, node: "LexborNode") -> list[_Item]:
        items: list[_Item] = []
        for child in node.iter(include_text=True):
            items += self._of(child)
        return items

    def _of(self, node: "LexborNode") -> list[_Item]:
        if node.is_text_node:
            return [re.sub(r"[ \t\r\n\f]+", " ", node.text_content or "")]
        tag = (node.tag or "").lower()
        if not tag or tag.startswith("-") or self._is_dropped(node, tag):
            return []
        if tag == "br":
            return ["\n"]
        if tag == "hr":
            return [2]
        if tag == "a":
            return self._link(node)
        if tag == "table":
            return [2, self._table(node), 2]
        if tag in ("ul", "ol", "menu"):
            return [2, *self._list(node, tag), 2]
        if tag in _HEADINGS:
            lines = [line for line in _text(_unlinked(self.read(node))).split("\n") if line.strip(" \xa0")]
            return [2, "\n".join(f"# {line.strip()}" for line in lines), 2]
        items: list[_Item] = [node.text()] if tag == "pre" else self.read(node)
        if tag in ("p", "div", "section") and len(items) < 20 and _COOKIES.match(_text(items)[:600]):
            return []
        if tag in _APART:
            apart = 1 if tag == "p" and _TIGHT.search(node.attributes.get("style") or "") else 2
            return [apart, *items, apart]
        return [1, *items, 1] if tag in _BLOCKS else items

    def _is_dropped(self, node: "LexborNode", tag: str) -> bool:
        if tag in _NEVER:
            return True
        attributes = node.attributes
        names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        return (
            "hidden" in attributes
            or (attributes.get("role") or "") in _ROLES
            or _HIDDEN.search(attributes.get("style") or "") is not None
            or (tag == "form" and 2 * len(node.text()) < self.whole)  # some sites are one form as a whole
            or (tag != "body" and _FURNITURE.search(names) is not None and 4 * len(node.text()) < self.whole)
        )

    def _link(self, node: "LexborNode") -> list[_Item]:
        items = self.read(node)
        shown = _text(items)
        href = re.sub(r"[\t\n\r]", "", node.attributes.get("href") or "")
        if _SHARING.search(href):
            return []
        if not href or "\n" in shown.strip() or any(isinstance(item, int) for item in items):
            return items
        return [linked(shown, href)]

    def _list(self, node: "LexborNode", tag: str) -> Iterator[_Item]:
        start = node.attributes.get("start") or ""
        number = int(start) if re.fullmatch(r"\d{1,4}", start) else 1
        for child in node.iter():
            items = self._of(child)
            if child.tag == "li" and (shown := _text(items).strip("\n ")):
                yield 1
                yield (f"{number}. " if tag == "ol" else "• ") + re.sub(r"\n{2,}", "\n", shown)
                number += 1
            elif child.tag != "li":
                yield from items

    def _table(self, node: "LexborNode") -> str:
        rows: list[list[str]] = []
        captions: list[str] = []
        for row in _rows(node):
            if row.tag == "caption":
                captions.append(_text(self.read(row)))
            elif not self._is_dropped(row, "tr"):
                cells = [cell for cell in row.iter() if cell.tag in ("td", "th") and not self._is_dropped(cell, "td")]
                rows.append([_text(self.read(cell)) for cell in cells])
        return "\n\n".join(filter(None, [*captions, arranged([row for row in rows if row])]))


def _rows(node: "LexborNode") -> Iterator["LexborNode"]:
    for child in node.iter():
        if child.tag in ("tr", "caption"):
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _unlinked(items: list[_Item]) -> list[_Item]:
    return [re.sub(r"\[([^\]\n]+)\]\([^()\s]+\)", r"\1", item) if isinstance(item, str) else item for item in items]


def _text(items: list[_Item]) -> str:
    found = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(_printed(items)))
    return re.sub(r"\n{3,}", "\n\n", found).strip("\n ")


def _printed(items: list[_Item]) -> Iterator[str]:
    """The texts, with white space collapsed where it meets."""
    breaks = 0
    begun = False
    last = "\n"
    for item in items:
        if isinstance(item, int):
            breaks = max(breaks, item)
            continue
        shown = item
        if breaks or last in " \n":
            shown = shown.lstrip(" ")
        if not shown:
            continue
        if breaks and begun:
            yield "\n" * breaks
        breaks = 0
        begun = True
        yield shown
        last = shown[-1]
