"""The only Jinja2 of the messages: a template and its values become rich text in a reader's language.

Templates are plain text with `<b> <i> <code> <pre> <a href>`; whatever comes from a document or a person is escaped,
so it can never become markup, and a value that a template needs and does not get is an error. Labels and templates are
translated by gettext catalogues in `locales/LANGUAGE/LC_MESSAGES/uabot.po`; English is the original.
"""

import gettext
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from content.languages import interface
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
        self.language = interface(reads)

    def text(self, template: str, /, **values: object) -> Text:
        """The template's rich text. Raises jinja2.UndefinedError for a value it lacks."""
        rendered = _environment(self.language).get_template(f"{template}.txt").render(values)
        return _read(_BLANK_LINES.sub("\n\n", rendered).strip())

    def label(self, said: str, /, **values: object) -> str:
        """A short text in the reader's language: English is the key. `%(name)s` stands for a value."""
        heard = _catalogue(self.language).gettext(said)
        return heard % values if values else heard

    def labels(self, one: str, many: str, n: int, /) -> str:
        """The one of two short texts that goes with the number, in the reader's language."""
        return _catalogue(self.language).ngettext(one, many, n)

    def date(self, day: date | None) -> str:
        """A date as the reader writes it; `""` for none."""
        if day is None:
            return ""
        from babel.dates import format_date

        said: str = format_date(day, "long", locale=self.language)
        return f"1er{said[1:]}" if self.language == "fr" and day.day == 1 else said


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

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = _catalogue(language)
    install = getattr(environment, "install_gettext_callables")  # noqa: B009 (the extension adds it; types know nothing)
    install(catalogue.gettext, catalogue.ngettext, newstyle=True)
    environment.globals["language"] = language
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
