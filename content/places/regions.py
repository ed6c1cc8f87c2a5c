"""Regions and topics: what a person may want alone.

Their names are English and keys for translation. To add a topic, put a short code and its name into `TOPICS`; a code
goes into buttons and the database, so it is never used again for another.
"""

import re
from collections.abc import Mapping

from content.places import countries

REGIONS: Mapping[str, str] = {
    "AFR": "Africa",
    "AMR": "Americas",
    "ASA": "Asia and the Pacific",
    "EUR": "Europe and Central Asia",
    "MDE": "Middle East and North Africa",
}
"""The letters that an index begins with, and what they mean."""

TOPICS: Mapping[str, str] = {
    "death-penalty": "Death penalty",
    "torture": "Torture and ill-treatment",
    "disappearance": "Enforced disappearances",
    "detention": "Unjust detention and unfair trials",
    "killings": "Unlawful killings",
    "expression": "Freedom of expression and protest",
    "defenders": "Human rights defenders",
    "women": "Women and girls",
    "lgbti": "LGBTI people",
    "refugees": "Refugees and migrants",
    "land": "Land and Indigenous peoples",
}

# As the indexes have it: Sudan and Mauritania in AFR, Iran in MDE, Afghanistan in ASA, Turkey and Kazakhstan in EUR.
_COUNTRIES = {
    "AFR": "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW IO KE KM LR LS MG ML MR MU MW MZ NA NE NG RE "
    "RW SC SD SH SL SN SO SS ST SZ TD TG TZ UG YT ZA ZM ZW",
    "AMR": "AG AI AR AW BB BL BM BO BQ BR BS BZ CA CL CO CR CU CW DM DO EC FK GD GF GL GP GS GT GY HN HT JM KN KY LC "
    "MF MQ MS MX NI PA PE PM PR PY SR SV SX TC TT US UY VC VE VG VI",
    "ASA": "AF AS AU BD BN BT CC CK CN CX FJ FM GU HK ID IN JP KH KI KP KR LA LK MH MM MN MO MP MV MY NC NF NP NR NU "
    "NZ PF PG PH PK PN PW SB SG TH TK TL TO TV TW UM VN VU WF WS",
    "EUR": "AD AL AM AT AX AZ BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GE GG GI GR HR HU IE IM IS IT JE KG KZ LI "
    "LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TJ TM TR UA UZ VA XK",
    "MDE": "AE BH DZ EG EH IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE",
}
_REGION_OF = {country: region for region, of_it in _COUNTRIES.items() for country in of_it.split()}


def region(index: str, country: str, language: str = "en") -> str:
    """The region of an Urgent Action: by its index ("EUR 46/9686/2019"), else by its country; `""` if by neither.

    `country` is a name in `language` (BCP 47), in English, or a code.
    """
    letters = re.match(r"\s*([A-Za-z]{3})(?![A-Za-z])", index)
    if letters and letters[1].upper() in REGIONS:
        return letters[1].upper()
    return _REGION_OF.get(countries.code(country, language) or "", "")


def topics(said: str) -> tuple[str, ...]:
    """The codes in "torture, women", each once.

    Raises ValueError for one that is unknown, naming it and all there are.
    """
    found = dict.fromkeys(word for word in re.split(r"[\s,;]+", said.lower()) if word)
    for word in found:
        if word not in TOPICS:
            raise ValueError(f"{word[:40]!r} is no topic: choose from {', '.join(TOPICS)}")
    return tuple(found)
