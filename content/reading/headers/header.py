"""What a document's opening says, and the patterns its numbers are printed in."""

from dataclasses import dataclass

from content.reading.tables.phrases import ORDINAL_ENDINGS, ORDINALS


@dataclass(frozen=True, slots=True)
class Header:
    """The document's own line about itself, as printed: "First UA: 2/19 Index: … country Date: …"."""

    lead: str = ""
    """what stands before "UA": "First", "6th Update\" """
    series: str = ""
    number: str = ""
    index: str = ""
    country: str = ""
    issued: str = ""
    concern: str = ""
    """what the case is about, where that stands in the title's place: "Fear of torture" """
    people: str = ""
    """the names printed in the header, as "TURKEY  Ana Prueba (f), librarian" """


NUMBER = r"\d{1,4}\s?[/.]\s?(?:\d{4}|\d{2})(?![/.]?\d)"
INDEX = r"(?:afr|amr|asa|eur|mde|pol|nws|ior|act|org)\s?\d{2,3}/\d{1,5}/(?:\d{4}|\d{2})(?!\d)"
ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}\s?{ORDINAL_ENDINGS})"
