"""How a document opens: number, index, country, date, concern and names, printed in one of several ways.

Each way is a file: `line.py` (the line with the number, since 1991), `marks.py` (who may read it, its index and date,
up to 2009, and the same one below the other), `labelled.py` (a label and its value: the template of 2017, a table
taken apart), `headline.py` (a web page's "Title (Country: UA 24.21)"), `place.py` (the country and names below the
number), `news.py` (what has become of those named). To add a way: a file with a function from a line to a Header, and
its turn in `sections.py`. The words are in `tables/around/openings.py`.
"""

from content.reading.headers.header import INDEX, NUMBER, ORDINAL, Header

__all__ = ["INDEX", "NUMBER", "ORDINAL", "Header"]
