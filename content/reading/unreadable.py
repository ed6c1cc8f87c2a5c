"""Why a document cannot be read at all."""


class Unreadable(Exception):
    """The document cannot be read. The text is one plain line: what is wrong, and what to do."""
