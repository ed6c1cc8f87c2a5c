"""One field of a document, as expected and as got: how alike they are, from 0 to 1."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import product
from statistics import mean
from typing import Any

EXACT = ("number", "series", "index", "language", "kind", "sequence", "issued", "deadline", "country", "previous")
TEXTS = ("title", "summary", "letter", "background")
LISTS = ("languages", "asks", "people", "copies_to", "problems")
FIELDS = (*EXACT, *TEXTS, *LISTS, "targets")
PARTS = (
    "name", "role", "address", "emails", "faxes", "phones", "x_handles", "contact_forms", "salutation", "accredited_to",
)  # fmt: skip
ALIKE = 0.8
"""From here on two asks, or two copies' recipients, are the same."""

_ADDRESSED = re.compile(
    r"^(?:(?:mr|mrs|ms|mme|me|m|sr|sra|dr|the hon|h\.?\s?e|s\.?\s?e|(?:his|her) (?:excellency|majesty))\b\.?\s*)+"
)


def field_score(key: str, expected: Any, got: Any) -> float:
    """Nothing where nothing is expected is 1; something where nothing is, or nothing where something is, is 0."""
    if not expected or not got:
        return float(not expected and not got)
    if key in EXACT:
        return float(expected == got)
    if key in TEXTS:
        return alike(_whole(expected), _whole(got))
    if key == "targets":
        shared = sum(target_score(one, other) for one, other in pairs(expected, got))
        return 2 * shared / (len(expected) + len(got))
    if key in ("asks", "copies_to"):
        return _f1(len(expected), len(got), _matches(expected, got))
    wanted, found = set(map(_item, expected)), set(map(_item, got))
    return _f1(len(wanted), len(found), len(wanted & found))


def target_score(expected: dict[str, Any], got: dict[str, Any]) -> float:
    """The mean over the parts of a target."""
    return mean(_part(key, expected[key], got[key]) for key in PARTS)


def pairs(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each expected target with the one got that shares most with it: its name, its role, a contact."""
    rows = [
        (_kinship(one, other), -here, -there)
        for (here, one), (there, other) in product(enumerate(expected), enumerate(got))
    ]
    found: dict[int, int] = {}
    for kinship, here, there in sorted(rows, reverse=True):
        if kinship > 0 and -here not in found and -there not in found.values():
            found[-here] = -there
    return [(expected[here], got[there]) for here, there in sorted(found.items())]


def alike(one: str, other: str) -> float:
    """How many of the words of both stand in both, in the same order; case and white space are nothing."""
    if not one.strip() or not other.strip():
        return float(not one.strip() and not other.strip())
    return SequenceMatcher(None, folded(one).split(), folded(other).split(), autojunk=False).ratio()


def folded(text: str) -> str:
    """Lower case, single spaces, one kind of quotation mark and of dash."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[–—]", "-", re.sub(r"[“”„«»]", '"', re.sub(r"[‘’]", "'", text))).split())


def name(printed: str) -> str:
    """Without the forms of address before it: a document may keep or leave them."""
    return _ADDRESSED.sub("", folded(printed))


def _kinship(one: dict[str, Any], other: dict[str, Any]) -> float:
    contacts = (_contacts(one), _contacts(other))
    shared = len(contacts[0] & contacts[1]) / max(1, min(map(len, contacts)))
    said = [alike(one[key], other[key]) if one[key] and other[key] else 0.0 for key in ("name", "role")]
    return 2 * said[0] + said[1] + shared


def _contacts(target: dict[str, Any]) -> set[str]:
    keys = ("emails", "faxes", "phones", "x_handles", "contact_forms")
    return {folded(text) for key in keys for text in target[key]}


def _part(key: str, expected: Any, got: Any) -> float:
    if not expected or not got:
        return float(not expected and not got)
    if key == "name":
        return alike(name(expected), name(got))
    if key in ("role", "salutation"):
        return alike(expected, got)
    if key == "address":
        return alike(" ".join(expected), " ".join(got))
    if key == "accredited_to":
        return float(expected == got)
    wanted, found = set(map(folded, expected)), set(map(folded, got))
    return _f1(len(wanted), len(found), len(wanted & found))


def _matches(expected: list[str], got: list[str]) -> int:
    left = list(got)
    for one in expected:
        best = max(left, key=lambda other: alike(one, other), default=None)
        if best is not None and alike(one, best) >= ALIKE:
            left.remove(best)
    return len(got) - len(left)


def _item(item: Any) -> object:
    """What counts of one item: a code, a person (name, withheld, pronouns), a problem (field, code)."""
    if isinstance(item, str):
        return folded(item)
    keys: Iterable[str] = ("name", "withheld", "pronouns") if "name" in item else ("field", "code")
    return tuple(folded(item[key]) if isinstance(item[key], str) else item[key] for key in keys)


def _whole(text: Any) -> str:
    if isinstance(text, dict):
        return "\n".join([text["salutation"], *text["paragraphs"], text["closing"]])
    return text if isinstance(text, str) else "\n".join(text)


def _f1(expected: int, got: int, right: int) -> float:
    return 2 * right / (expected + got)
