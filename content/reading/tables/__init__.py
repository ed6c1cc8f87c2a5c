"""The words documents are printed with, as data: no logic here.

To add a label: one phrase in its row of `labels.py`, folded (lower case, no accents, straight apostrophes). To add a
language: its rows in `LABELS` and its words in the other tables. To add a layout: its labels, and where it has a part
of its own, that part in `Part` and a reader for it in `fields.py`.
"""


def words(text: str) -> frozenset[str]:
    """The words of a table's row."""
    return frozenset(text.split())
