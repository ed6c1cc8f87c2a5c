"""One invented case as the documents of 1991 to 2017 would have printed it, and what every one of them says."""

from datetime import date

from content.action import UrgentAction
from content.reading import read

TODAY = date(2026, 11, 20)

ASKS = (
    "asking that Orla Beispiel be allowed to see a doctor of her choice;",
    "urging the authorities to say what she is charged with;",
    "calling for her release if she is held for her songs alone.",
)
NARRATIVE = (
    "The singer Orla Beispiel was taken from a stage in Varna on Sunday evening by four men in plain clothes.",
    "Her brother waited at the police station until Tuesday. He was told twice that she was not there.",
)
BACKGROUND = ("Three other singers have been questioned in the town since the summer. All of them sang the same song.",)
TARGETS = """Minister of the Interior
Mr Emil Primer
Ministry of the Interior
29 Sample Street
1000 Sofia
Bulgaria
Fax: +359 2 999 0101
Salutation: Dear Minister

Prosecutor General
Mrs Vera Muster
2 Model Boulevard
1000 Sofia
Bulgaria
Email: prosecutor@example.org
Salutation: Dear Prosecutor General"""
COPIES = """Mayor of Varna
Town Hall
9000 Varna
Bulgaria"""


def _dashes(mark: str) -> str:
    return "\n".join(f"{mark} {ask}" for ask in ASKS)


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n\n".join(texts)


_NUMBERED = TARGETS.replace("Minister of the Interior\nMr", "1. Minister of the Interior\nMr").replace(
    "Prosecutor General\nMrs", "2. Prosecutor General\nMrs"
)

A = f"""EXTERNAL (for general distribution)          AI Index: EUR 15/12/94
                                             Distr: UA/SC

UA 333/94      Fear of torture / Legal concern      4 October 1994

BULGARIA       Orla Beispiel (f), aged 31, singer

{_paragraphs(NARRATIVE)}

BACKGROUND INFORMATION

{_paragraphs(BACKGROUND)}

RECOMMENDED ACTION: Please send telegrams/telexes/faxes/express/airmail letters in Bulgarian, English or your \
own language:

{_dashes("-")}

APPEALS TO:

{_NUMBERED}

COPIES TO:

{COPIES}

and to diplomatic representatives of Bulgaria accredited to your country.

PLEASE SEND APPEALS IMMEDIATELY. Check with the International Secretariat, or your section office, if sending \
appeals after 15 November 1994."""

B = f"""PUBLIC AI Index: EUR 15/012/2006

4 October 2006

UA 333/06 Fear of torture / Legal concern

BULGARIA Orla Beispiel (f), aged 31, singer

{_paragraphs(NARRATIVE)}

BACKGROUND INFORMATION
{_paragraphs(BACKGROUND)}

RECOMMENDED ACTION: Please send appeals to arrive as quickly as possible, in Bulgarian, English or your own language:
{_dashes("-")}

APPEALS TO:
{TARGETS}

COPIES TO:
{COPIES}

and to diplomatic representatives of Bulgaria accredited to your country.

PLEASE SEND APPEALS IMMEDIATELY. Check with the International Secretariat, or your section office, if sending \
appeals after 15 November 2006."""

C = f"""UA: 333/14 Index: EUR 15/012/2014 Bulgaria Date: 4 October 2014

URGENT ACTION

SINGER HELD OVER A SONG

{NARRATIVE[0]}

{NARRATIVE[1]}

Please write immediately in Bulgarian, English or your own language:

{_dashes("■")}

PLEASE SEND APPEALS BEFORE 15 NOVEMBER 2014 TO:

{TARGETS}

And copies to:
{COPIES}

Also send copies to diplomatic representatives accredited to your country. Please insert local diplomatic \
addresses below:
Name Address 1 Address 2 Address 3 Fax Fax number Email Email address Salutation Salutation

Please check with your section office if sending appeals after the above date.

URGENT ACTION

SINGER HELD OVER A SONG

ADDITIONAL INFORMATION

{_paragraphs(BACKGROUND)}

Name: Orla Beispiel
Gender m/f: f

UA: 333/14 Index: EUR 15/012/2014 Issue Date: 4 October 2014"""

LETTER = f"""Dear Minister,

{NARRATIVE[0]}

{NARRATIVE[1]}

I ask you to tell her family where she is, and to let her go.

Yours sincerely,"""

D = f"""URGENT ACTION TITLE
SINGER HELD OVER A SONG

PUBLICATION DATE: 4 October 2017

URGENT ACTION TYPE AND NUMBER
FIRST UA 333/17

INDEX NUMBER
EUR 15/7012/2017

COUNTRY
Bulgaria

URGENT ACTION SUMMARY
A singer has been held in Varna since Sunday.

[Sections to add when relevant]

URGENT ACTION LETTER

{LETTER}

TARGET'S CONTACT DETAILS & "COPIES TO"

{TARGETS}

Copies to:
{COPIES}

PREFERRED LANGUAGE TO ADDRESS TARGET
Bulgarian, English

APPEAL DEADLINE NOTICE
15 November 2017

ALSO SEND COPIES TO DIPLOMATIC REPRESENTATIVES ACCREDITED TO YOUR COUNTRY

LINK TO PREVIOUS UA
N/A

BACKGROUND INFORMATION (400 WORDS + RELEVANT LINKS)

{_paragraphs(BACKGROUND)}"""

ERAS = {"A": A, "B": B, "C": C, "D": D}
YEARS = {"A": 1994, "B": 2006, "C": 2014, "D": 2017}


def action(text: str) -> UrgentAction:
    return read(text.encode(), today=TODAY).action
