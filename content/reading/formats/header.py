"""The line that says which Urgent Action this is: known by its number, so that no format takes it apart."""

import re

_NUMBERED = re.compile(
    r"\b(?:UA|AU|EXTRA|EX|MA|Urgent Action|Action urgente|Acci[oó]n urgente)\s*:?\s*(?:n[o°º]\.?\s*)?"
    r"\d{1,4}\s?[/.]\s?\d{2}\b",
    re.IGNORECASE,
)
_INDEX = re.compile(r"\b(?:AFR|AMR|ASA|EUR|MDE|POL|NWS|IOR|ACT|ORG)\s?\d{2}/\d{1,5}/\d{2}")


def is_header(text: str) -> bool:
    """Whether a short line gives the number or the index of an Urgent Action."""
    return len(text) <= 200 and (_NUMBERED.search(text) is not None or _INDEX.search(text) is not None)


def is_urgent_action(text: str) -> bool:
    """Whether a text says anywhere that it is an Urgent Action."""
    return _NUMBERED.search(text) is not None or bool(
        re.search(r"urgent\s+action|action\s+urgente|acci[oó]n\s+urgente", text, re.IGNORECASE)
    )
