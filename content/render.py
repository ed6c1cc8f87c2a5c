"""The only Jinja2 of the messages: a template and its values become rich text in a reader's language.

Templates are plain text with `<b> <i> <code> <pre> <a href>`; whatever comes from a document or a person is escaped,
so it can never become markup, and a value that a template needs and does not get is an error. Labels and templates are
translated by gettext catalogues in `locales/LANGUAGE/LC_MESSAGES/uabot.po`; English is the original. A number (`int`)
is written as the language does, so what only looks like one, a year or a UA's number, comes in as `str`.
"""

import gettext
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from content import languages
from content.direction import isolated, turned
from content.message import Span, Text

if TYPE_CHECKING:
    from jinja2 import Environment

KEYWORDS = ("label", "button")
"""The methods whose first words in the code are texts to translate."""
_HERE = Path(__file__).parent
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*\n")


class Voice:
    """How we speak to one reader: `reads` is their language (BCP 47), `language` the nearest of the interface's."""

    def __init__(self, reads: str) -> None:
        self.reads = reads
        self.language = languages.interface(reads)

    def text(self, template: str, /, **values: object) -> Text:
        """The template's rich text. Raises jinja2.UndefinedError for a value it lacks."""
        rendered = _environment(self.language).get_template(f"{template}.txt").render(values)
        read = _read(_BLANK_LINES.sub("\n\n", rendered).strip())
        return turned(read) if self.direction == "rtl" else read

    def label(self, said: str, /, **values: object) -> str:
        """A short text in the reader's language: English is the key. `%(name)s` stands for a value."""
        heard = _catalogue(self.language).gettext(said)
        return heard % _values(self.language, values) if values else heard

    def labels(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The one of two short texts that goes with the number, in the reader's language; `%(num)s` is the number."""
        heard = _catalogue(self.language).ngettext(one, many, n)
        if one == many == heard:  # kept as a text that does not count
            heard = _catalogue(self.language).gettext(one)
        return heard % _values(self.language, {"num": n, **values})

    def number(self, n: int) -> str:
        """A number as the reader writes it: "1,912", "1 912"."""
        return _number(n, self.language)

    def date(self, day: date | None) -> str:
        """A date as the reader writes it; `""` for none."""
        if day is None:
            return ""
        from babel.dates import format_date

        said: str = format_date(day, "long", locale=self.language)
        return f"1er{said[1:]}" if self.language == "fr" and day.day == 1 else said

    @property
    def direction(self) -> str:
        """`"rtl"` if our words run from right to left in the reader's language, else `"ltr"`."""
        return languages.direction(self.language)

    @property
    def called(self) -> str:
        """The reader's language as its speakers call it, and that of our words if there are none in it."""
        own = languages.name(self.reads, self.reads)
        if languages.spoken(self.reads):
            return own
        ours = languages.name(self.language, self.language)
        return self.label("%(own)s; buttons in %(ours)s", own=own, ours=ours)


def _number(n: int, language: str) -> str:
    if -1000 < n < 1000:
        return str(n)
    from babel.numbers import format_decimal

    return format_decimal(n, locale=language)


def _values(language: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """The values of a text as its language shows them."""
    return {name: _value(language, value) for name, value in values.items()}


def _value(language: str, value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return _number(value, language)
    if type(value) is str and languages.direction(language) == "rtl":
        return isolated(value)
    return value


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = _HERE / "locales" / language / "LC_MESSAGES" / "uabot.po"
    if not path.exists():
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _environment(language: str) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def numbered(value: object) -> object:
        return _number(value, language) if type(value) is int else value

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=numbered,
    )
    catalogue = _catalogue(language)

    def one(said: str, /, **values: object) -> Markup:
        return Markup(catalogue.gettext(said)) % _values(language, values)  # noqa: S704 (our own words; values escape)

    def several(one: str, many: str, num: int, /, **values: object) -> Markup:
        said = catalogue.ngettext(one, many, num)
        return Markup(said) % _values(language, {"num": num, **values})  # noqa: S704 (for the same reason)

    environment.globals |= {"_": one, "ngettext": several, "language": language}
    return environment


def _read(rendered: str) -> Text:
    reader = _Reader()
    reader.feed(rendered)
    reader.close()
    return tuple(reader.spans)


class _Reader(HTMLParser):
    """Turns our five tags into spans. Anything else in a template is a mistake of ours, so it raises."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.spans: list[Span] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("b", "i", "code", "pre", "a"):
            raise ValueError(f"a template holds <{tag}>, which no platform is asked to show")
        self._open.append((tag, dict(attrs).get("href")))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise ValueError(f"a template closes <{tag}> that is not the last one open")
        self._open.pop()

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        links = [link for tag, link in self._open if tag == "a"]
        span = Span(
            data,
            bold="b" in tags,
            italic="i" in tags,
            code="code" in tags,
            block="pre" in tags,
            link=links[-1] if links else None,
        )
        self.spans.append(span)
