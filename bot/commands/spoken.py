"""What a command says when it cannot go on."""

from zoneinfo import ZoneInfo

from content.languages import find


class Mistaken(Exception):
    """A wrong use of a command; the text is one plain line: what, where, what to do."""


def checked_language(said: str) -> str:
    """The tag of the language that was named. Raises Mistaken for what is none."""
    tag = find(said)
    if tag is None:
        raise Mistaken(f"“{said[:40]}” is no language that is known: name it, or write its tag such as fr or tr.")
    return tag


def checked_zone(said: str) -> str:
    """The IANA zone that was said. Raises Mistaken for what is none."""
    try:
        ZoneInfo(said)
    except (KeyError, ValueError, OSError):
        raise Mistaken(f"“{said[:40]}” is no time zone: write one such as Europe/Paris.") from None
    return said
