"""An Urgent Action as its document gives it: frozen, complete, and without any I/O."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """A way to reach a target."""

    POST = "post"
    EMAIL = "email"
    FAX = "fax"
    PHONE = "phone"
    X = "x"
    FORM = "form"


class Kind(StrEnum):
    """What a document is in its case: the first, a later one, or the one that ends it."""

    FIRST = "first"
    UPDATE = "update"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in danger. A withheld name is given as it is printed (initials, say) and never completed."""

    name: str
    withheld: bool = False
    pronouns: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An official to write to. Numbers and handles are kept as printed; handles begin with `@`.

    `accredited_to` is the ISO 3166 country where an embassy, consulate or mission stands, else None: only supporters
    who live there are asked to write to it.
    """

    name: str
    role: str = ""
    address: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    faxes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    x_handles: tuple[str, ...] = ()
    contact_forms: tuple[str, ...] = ()
    salutation: str = ""
    accredited_to: str | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels this target can be reached by, in the order of the enumeration."""
        contacts = {
            Channel.POST: self.address,
            Channel.EMAIL: self.emails,
            Channel.FAX: self.faxes,
            Channel.PHONE: self.phones,
            Channel.X: self.x_handles,
            Channel.FORM: self.contact_forms,
        }
        return tuple(channel for channel, found in contacts.items() if found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The document's sample letter: `salutation`, whole paragraphs, `closing` (as "Yours sincerely,")."""

    salutation: str
    paragraphs: tuple[str, ...]
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something a person must look at before the action is sent.

    `field` is a key of the document's JSON, `code` one of missing, unclear, invalid, past; `message` says what to do.
    """

    field: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentAction:
    """What one document says. Absent text is `""`, absent lists are empty, absent dates and letters None."""

    number: str
    series: str | None = None
    index: str = ""
    language: str = "en"
    kind: Kind = Kind.FIRST
    sequence: int | None = 1
    issued: date | None = None
    country: str = ""
    title: str = ""
    summary: str = ""
    people: tuple[Person, ...] = ()
    targets: tuple[Target, ...] = ()
    copies_to: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    letter: Letter | None = None
    background: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    deadline: date | None = None
    previous: str = ""

    @property
    def who(self) -> str:
        """Whom it is for, in the fewest words: the people's names as printed, else the title."""
        return ", ".join(person.name for person in self.people) or self.title
