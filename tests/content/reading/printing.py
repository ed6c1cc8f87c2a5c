"""Invented documents in the layout of 2018 and later, with the part under test changed."""

from datetime import date

from content.action import Target, UrgentAction
from content.reading import Reading, read

TODAY = date(2026, 11, 20)

PARTS = {
    "header": "First UA: 905/26 Index: EUR 21/99905/2026 France Date: 12 November 2026",
    "title": "LIBRARIAN HELD OVER A SHELF OF BOOKS",
    "summary": "Ana Prueba, a librarian, has been held for six weeks. She is accused of lending books.",
    "steps": "1. Write to the minister in your own words, or with the letter below.\n"
    "2. Tell us what you sent, with the number of Urgent Action 905.26.",
    "targets": "Minister of Justice Camille Exemple\nMinistry of Justice\n1 Place de l'Exemple\n75000 Paris, France\n"
    "Email: justice@example.org",
    "letter": "Dear Minister Exemple,\n\n"
    "I am writing about Ana Prueba, who lent books.\n\nPlease release her.\n\nYours sincerely,",
    "background": "Lending books is the work of a librarian.\n\nNothing else is known.",
    "languages": "PREFERRED LANGUAGE TO ADDRESS TARGET: French, English",
    "deadline": "PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 24 December 2026",
    "people": "NAME AND PRONOUN: Ana Prueba (she, her)",
    "previous": "LINK TO PREVIOUS UA: N/A",
}


def printed(**changed: str) -> str:
    """The document's text; a part given as "" is left out with its label."""
    parts = PARTS | changed
    return "\n\n".join(
        part
        for part in (
            parts["header"],
            "URGENT ACTION",
            parts["title"],
            parts["summary"],
            "TAKE ACTION",
            parts["steps"],
            parts["targets"],
            parts["letter"],
            "ADDITIONAL INFORMATION" if parts["background"] else "",
            parts["background"],
            parts["languages"],
            parts["deadline"],
            parts["people"],
            parts["previous"],
        )
        if part
    )


def reading(text: str | None = None, **changed: str) -> Reading:
    return read((printed(**changed) if text is None else text).encode(), today=TODAY)


def action(**changed: str) -> UrgentAction:
    return reading(**changed).action


def targets(block: str) -> tuple[Target, ...]:
    return action(targets=block).targets


def problems(**changed: str) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in reading(**changed).problems]
