"""What is pressed to join and in the settings."""

from dataclasses import dataclass

from content.ids import ActionId


@dataclass(frozen=True, slots=True)
class Join:
    """Yes to the consent, in the language it was read in; `action` (0 for none) is what the deep link named."""

    language: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Show the languages. `action` as in Join: the way back to the consent."""

    action: ActionId


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class SetCountry:
    """`country` is ISO 3166, `""` to skip or to take it back, `"?"` to type it."""

    country: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class ChooseCountry:
    """Ask for the country, from the settings."""


@dataclass(frozen=True, slots=True)
class SetCity:
    """Whose clock is theirs: `short` names a zone of `country`, `""` to skip."""

    country: str
    short: str
    action: ActionId


@dataclass(frozen=True, slots=True)
class ChooseCity:
    """Ask whose clock is theirs, from the settings."""


@dataclass(frozen=True, slots=True)
class OpenSettings:
    pass


@dataclass(frozen=True, slots=True)
class OpenTime:
    """What is set about their time: the clock, the quiet hours."""


@dataclass(frozen=True, slots=True)
class SetWakes:
    """1 to be woken when hours count."""

    wakes: int


@dataclass(frozen=True, slots=True)
class OpenPace:
    """What is set about how often, and about which cases."""


@dataclass(frozen=True, slots=True)
class SetPace:
    """`pace` is one of `content.rules.pacing.Pace`."""

    pace: str


@dataclass(frozen=True, slots=True)
class OpenWishes:
    """The regions or the topics; `what` is one of `content.rules.pacing.Wish`."""

    what: str


@dataclass(frozen=True, slots=True)
class SetWish:
    """1 to want this region or topic, 0 to take it back; `value` is `""` for all of them."""

    what: str
    value: str
    wanted: int


@dataclass(frozen=True, slots=True)
class OpenPause:
    """For how long nothing is to come."""


@dataclass(frozen=True, slots=True)
class SetPause:
    """Nothing for so many days or months, the other being 0; for good neither: that is what stopping is for."""

    days: int
    months: int


@dataclass(frozen=True, slots=True)
class TypePause:
    """The day is to be typed."""


@dataclass(frozen=True, slots=True)
class EndPause:
    pass


@dataclass(frozen=True, slots=True)
class SetPlain:
    """1 for a new message at each step, without emoji."""

    plain: int


@dataclass(frozen=True, slots=True)
class SetDiscreet:
    """1 for alerts that name no case until they are opened."""

    discreet: int


Settling = (
    Join
    | ChooseLanguage
    | SetLanguage
    | SetCountry
    | ChooseCountry
    | SetCity
    | ChooseCity
    | OpenSettings
    | OpenTime
    | SetWakes
    | OpenPace
    | SetPace
    | OpenWishes
    | SetWish
    | OpenPause
    | SetPause
    | TypePause
    | EndPause
    | SetPlain
    | SetDiscreet
)

SETTLING: dict[str, type[Settling]] = {
    "j": Join,
    "l": ChooseLanguage,
    "L": SetLanguage,
    "C": SetCountry,
    "c": ChooseCountry,
    "Y": SetCity,
    "y": ChooseCity,
    "o": OpenSettings,
    "h": OpenTime,
    "H": SetWakes,
    "v": OpenPace,
    "V": SetPace,
    "w": OpenWishes,
    "W": SetWish,
    "x": OpenPause,
    "X": SetPause,
    "e": TypePause,
    "E": EndPause,
    "O": SetPlain,
    "Z": SetDiscreet,
}
