"""The phrases that every language has."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words of one language, `{}` standing for the value: role or name in a greeting, which has it only where it
    greets any gender; the people's names; the addressee and the subject of a fax.

    `ends` are the marks a salutation may end with, the first being put where there is none. `demands` is a pattern for
    small letters that is found in sentences which ask for something.
    """

    greeting: str
    anybody: str
    ends: str
    about: str
    asks: str
    closing: str
    signature: str
    attention: str
    topic: str
    demands: str
