"""A document becomes an Urgent Action: bytes → text → lines → sections → fields → problems.

Each step is a file or a folder here: `formats/` (bytes to text), `lines.py`, `sections.py`, `parts/` and `body.py`,
`fields/` and `targets/`, `problems.py` (whose `check` can be asked again about a corrected action); `shape.py` is the
JSON. What people bring is read by `confined.py`, in a child process with limits. The words that steps look for are
data, in `tables/`: to add a label, a language, a city or a title, add it there. To add a kind of file, see `formats/`.
"""

from datetime import date

from content.action import Problem
from content.reading.shape import Reading, as_json, document, from_document
from content.reading.unreadable import Unreadable

__all__ = ["LIMIT", "Reading", "Unreadable", "as_json", "document", "from_document", "read"]

LIMIT = 10 * 1024 * 1024
"""Bytes of a document. Ours: the longest ones, with pictures, stay well under it."""
LONGEST = 200_000
"""Characters. Ours: the longest documents seen have some 30,000."""


def read(document: bytes, *, today: date) -> Reading:
    """What a document says, and what a person must look at. `today` is the day where the organization is.

    Raises Unreadable, whose text is one plain line, for bytes that are no text or no Urgent Action.
    """
    # The steps compile some fifty patterns: whoever only wants the JSON's shape does not wait for that.
    from content.reading import fields, formats, lines, problems, sections

    text = formats.text(document)
    if len(text) > LONGEST:
        raise Unreadable("The text is far longer than any Urgent Action: send only one, without what is around it.")
    found: list[Problem] = []
    action = fields.action(sections.divide(lines.clean(text)), found)
    return Reading(action=action, problems=problems.settle(found, action, today=today))
