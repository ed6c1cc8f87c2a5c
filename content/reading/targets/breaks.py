"""Lines of a target that a narrow column broke become whole again, where their words show that they are one.

The printed lines of an address end where somebody ended them: only what cannot end there is taken on.
"""

import re
from collections.abc import Sequence

from content.reading.marks import fold, phrases
from content.reading.tables.contacts import BEFORE_A_TITLE, Label
from content.reading.tables.roles import PORTFOLIOS
from content.reading.targets import labels, strangers
from content.reading.targets.places import country_at
from content.reading.targets.words import folded_words, is_institution, is_office, is_role, split

_NUMBER = re.compile(r"(?<!\d)\+\s?\d{1,3}[\s(]*$")
_GREETING = re.compile(rf"(?:.*[\s/])?(?:{phrases(BEFORE_A_TITLE)})\.?$|.*[/&-]$")
_GREETED = re.compile(r"dear(?: (?:mr|mrs|ms|dr|prof)\.?)?$|(?:his|her|their|your|son|su|sa|votre)$")
_OF = re.compile(r"(?:of|for|des?|du|del|pour|para|zur?|della)\s+\S|d[’']\S")
"""How no line of an address begins, in small letters."""
_TO_GO_ON = re.compile(r"\S\s(?:of|of the|for|de|du|des|del|de la|de los|de las|et des?|and the|y de)$")
_AND = re.compile(r"\S\s(?:and|et|y|e|&|und|the|la|le|les|los|las)$")
_PREFIX = re.compile(r"(?:^|\s)(?:al|el|ad|as|an|ar|at|ash|az|ul|bin)-$", re.IGNORECASE)
"""The beginning of a name such as "al-Mithali", without the rest."""
_LONGEST = 200


def whole(lines: Sequence[str]) -> list[str]:
    """The lines, with each one that goes on in the next joined with it; "" stands between blocks and parts them."""
    found: list[str] = []
    for line in lines:
        if found and found[-1] and line and len(found[-1]) < _LONGEST and _goes_on(found[-1], line):
            found[-1] += line if _PREFIX.search(found[-1]) else f" {line}"
        else:
            found.append(line)
    return found


def _goes_on(above: str, line: str) -> bool:
    if above.rfind("(") > above.rfind(")") and ")" in line:
        return True
    if _NUMBER.search(above) and line[:1].isdigit():
        return True
    labelled = labels.labelled(above)[1]
    if labels.labelled(line)[1] or strangers.is_stranger(line) or re.match(r"[\d(+@•]|https?:|www\.", line):
        return False
    if labelled:
        kinds, text = labelled[-1]
        return Label.SALUTATION in kinds and bool(text) and _is_greeted_on(above, line)
    if _GREETED.fullmatch(fold(above)) or _PREFIX.search(above):
        return True
    if above[-1] in ".:;" or len(line) > 90:
        return False
    return _OF.match(line) is not None or _is_unfinished(above, line)


def _is_greeted_on(above: str, line: str) -> bool:
    """Whether a salutation goes on in the next line: "Dear" or "Sr. Fiscal General /" is none yet."""
    if len(line) > 80:
        return False
    if _GREETING.fullmatch(fold(above)):
        return True
    return above[-1] not in ",.:" and bool(_OF.match(line) or (is_office(line) and not is_institution(line)))


def _is_unfinished(above: str, line: str) -> bool:
    if _TO_GO_ON.search(above):
        return True
    office = is_role(above) and not split(above)[1]
    if _AND.search(above):
        return office or is_institution(above)
    if office and not is_institution(line) and not is_role(line):
        folded = folded_words(line)
        if is_office(line) or (above[-1] == "," and folded[0] in PORTFOLIOS):
            return True
    return _is_torn_country(above, line)


def _is_torn_country(above: str, line: str) -> bool:
    """Whether the last word above and the first of the line are one country: "Brunei" and "Darussalam"."""
    last, folded = folded_words(above)[-1:], folded_words(line)
    if above[-1] == "," or len(folded) > 2 or country_at(folded, 0) == len(folded):
        return False
    return country_at([*last, *folded], 0) == len(folded) + 1
