"""How sections print Urgent Actions, and what copying and hosting do to them."""

from collections.abc import Callable
from datetime import date

import pytest

from content.action import Kind
from content.reading import Unreadable, as_json, read
from tests.content.reading.eras import ASKS, BACKGROUND, NARRATIVE, TODAY, A, C, action
from tests.content.reading.printing import PARTS, printed, reading

TARGET = "Minister of the Interior\nEmil Primer\n29 Sample Street\n1000 Sofia, Bulgaria\nFax: +359 2 999 0101"

MAIL = f"""From: someone
Subject: UA 333/04 Bulgaria

U R G E N T   A C T I O N   A P P E A L
--------------------------------------
Amnesty International is a movement of people who take action for others, wherever they live.

Urgent Action Network
PO Box 999, Sampletown CO 80000
Email: network@section.example
Phone: 303 999 0100
Fax: 303 999 0101
--------------------------------------

4 October 2004

Note: Please write on behalf of this person even though you may not have received the original UA. Thanks!

UA 333/04      Fear of torture

BULGARIA       Orla Beispiel (f)

{NARRATIVE[0]}

{NARRATIVE[1]}

RECOMMENDED ACTION: Please send letters to arrive as quickly as possible:
- {ASKS[0]}
- {ASKS[1]}

APPEALS TO:

{TARGET}

PLEASE SEND APPEALS IMMEDIATELY. Check with our office between 9:00 am and 6:00 pm if sending appeals after \
November 15, 2004.

Urgent Action Network
PO Box 999, Sampletown CO 80000
Phone: 303 999 0100"""

WEB_2015 = f"""Singer held over a song

URGENT ACTION

Orla Beispiel was taken from a stage in Varna. Help us to ask for her release.

1) Please write immediately in Bulgarian or your own language:

* {ASKS[0]}
* {ASKS[2]}

2) For the full Urgent Action, with addresses and background, click on the Word or PDF version.

3) Please let us know if you took action: put UA 33/15 in the subject of your mail."""

WEB_2017 = f"""URGENT ACTION

SINGER HELD OVER A SONG

Orla Beispiel was taken from a stage in Varna. She has not been seen since.

Write a letter, send an email, call, fax or tweet:

• {ASKS[0]}
• {ASKS[2]}

Contact below official by 25 November, 2017:

{TARGET}"""

WEB_2022 = f"""Urgent Action: Singer Held Over A Song (Bulgaria: UA 33.22)

October 4, 2022

Orla Beispiel was taken from a stage in Varna. She has not been seen since.

This Urgent Action expires on November 15 2022.

1. Write a letter in your own words, or use the sample below as a guide. You can also fax.
2. [Click here](https://www.example.org/report) to let us know what you sent on Urgent Action 33.22.

{TARGET}

Dear Minister,

{NARRATIVE[1]}

Please let her go home.

Yours sincerely,"""

STACKED = f"""6th Update UA 33/13
4 October 2013

URGENT ACTION

EUR 15/012/2013

SINGER HELD OVER A SONG

BULGARIA

Orla Beispiel (f)

{NARRATIVE[0]}

{NARRATIVE[1]}

Please write immediately in Bulgarian or English:
* {ASKS[0]}
* {ASKS[1]}

PLEASE SEND APPEALS BEFORE 15 NOVEMBER 2013 TO:

{TARGET}"""


def test_a_mail_gives_the_case_and_not_who_sent_it() -> None:
    found = action(MAIL)
    assert (found.number, found.title, found.country, found.index) == ("333/04", "Fear of torture", "BULGARIA", "")
    assert (found.issued, found.deadline) == (date(2004, 10, 4), date(2004, 11, 15))
    assert [target.name for target in found.targets] == ["Emil Primer"]
    assert found.background == NARRATIVE
    assert found.asks == ASKS[:2]
    assert [person.name for person in found.people] == ["Orla Beispiel"]


def test_a_mail_quoted_says_the_same() -> None:
    quoted = "Please have a look.\n" + "\n".join(f"> {line}" for line in MAIL.split("\n"))
    assert as_json(read(quoted.encode(), today=TODAY)) == as_json(read(MAIL.encode(), today=TODAY))


def test_a_page_of_2015_has_no_addresses() -> None:
    found = action(WEB_2015)
    assert (found.asks, found.targets, found.number) == ((ASKS[0], ASKS[2]), (), "33/15")


def test_a_page_of_2017_gives_its_deadline_above_the_official() -> None:
    found = action(WEB_2017)
    assert (found.title, found.asks) == ("SINGER HELD OVER A SONG", (ASKS[0], ASKS[2]))
    assert (found.deadline, [target.name for target in found.targets]) == (date(2017, 11, 25), ["Emil Primer"])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("This Urgent Action expires on November 15 ", "This action ended on November 15, "),
        lambda text: text.replace("Minister of the Interior\n", "CONTACT INFORMATION\n\nMinister of the Interior\n"),
        lambda text: text.replace("Dear Minister", "Sample Letter\n\nDear Minister"),
        lambda text: text.replace("Urgent Action: ", "# Urgent Action: "),
        lambda text: text.replace("(Bulgaria: UA", "(Bulgaria:\nUA"),
        lambda text: text.replace("Over A Song", "Over\nA Song"),
        lambda text: text.replace("This Urgent Action expires on November 15 2022.", "")
        + "\n\nPLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: November 15, 2022",
        lambda text: text.replace("Minister,", "Minister:"),
        lambda text: text + "\n\nRelated posts\n\nUrgent Action: Another Case Of Ours (Chad: UA 44.22)",
    ],
)  # fmt: skip
def test_a_page_of_2022(change: Callable[[str], str]) -> None:
    found = action(change(WEB_2022))
    assert (found.number, found.country, found.title) == ("33/22", "Bulgaria", "Singer Held Over A Song")
    assert (found.issued, found.deadline) == (date(2022, 10, 4), date(2022, 11, 15))
    assert found.summary == "Orla Beispiel was taken from a stage in Varna. She has not been seen since."
    assert [target.name for target in found.targets] == ["Emil Primer"]
    assert found.letter is not None
    assert found.letter.paragraphs == (NARRATIVE[1], "Please let her go home.")


def test_a_header_with_one_thing_on_a_line() -> None:
    found = action(STACKED)
    assert (found.number, found.kind, found.sequence) == ("33/13", Kind.UPDATE, 7)
    assert (found.index, found.country, found.issued) == ("EUR 15/012/2013", "BULGARIA", date(2013, 10, 4))
    assert (found.title, found.summary) == ("SINGER HELD OVER A SONG", NARRATIVE[0])
    assert ([person.name for person in found.people], found.asks) == (["Orla Beispiel"], ASKS[:2])


def test_an_addressee_and_the_letter_in_one_run() -> None:
    text = (
        "Urgent Action: Bulgaria: Singer held over a song\nUA 33/19\n4 October 2019\n\n"
        "A singer has been held since Sunday.\n\nPlease write to the Minister before 15 November 2019:\n\n"
        "Minister of the Interior Emil Primer, 29 Sample Street, 1000 Sofia, Bulgaria. Email: minister@example.org"
        f" Dear Minister, {NARRATIVE[1]}\n\nPlease let her go.\n\nYours sincerely,"
    )
    found = action(text)
    assert (found.number, found.country, found.deadline) == ("33/19", "Bulgaria", date(2019, 11, 15))
    assert [(target.name, target.emails) for target in found.targets] == [("Emil Primer", ("minister@example.org",))]
    assert found.letter is not None
    assert found.letter.paragraphs == (NARRATIVE[1], "Please let her go.")


def test_an_english_letter_in_a_german_page() -> None:
    text = (
        "UA 036/22\nAbgeschlossen am 1. Juni 2022\n\nInnenminister\nEmil Primer\n29 Sample Street\n1000 Sofia\n\n"
        f"Dear Minister,\n\n{NARRATIVE[1]}\n\nPlease let her go.\n\nYours sincerely,"
    )
    found = action(text)
    assert (found.number, found.language, found.deadline) == ("36/22", "en", date(2022, 6, 1))
    assert found.letter is not None
    assert found.letter.salutation == "Dear Minister,"


def test_a_letter_that_came_alone_is_read_where_it_says_whose_it_is() -> None:
    text = (
        "Amnesty International Urgent Action\n\nMinister of the Interior\nEmil Primer\n29 Sample Street\n1000 Sofia\n\n"
        f"Orla Beispiel, singer\n\nDear Minister,\n\n{NARRATIVE[1]}\n\n"
        "Please let Orla Beispiel, the singer, go.\n\nYours sincerely,"
    )
    found = action(text)
    assert found.letter is not None
    assert (found.title, [target.name for target in found.targets]) == ("Orla Beispiel, singer", ["Emil Primer"])


def test_a_document_that_lost_its_line_ends() -> None:
    text = " ".join(C.split())
    found = action(text)
    assert (found.number, found.index, found.country) == ("333/14", "EUR 15/012/2014", "Bulgaria")
    assert (found.title, found.asks, found.languages) == ("SINGER HELD OVER A SONG", ASKS, ("bg", "en"))
    assert (found.issued, found.deadline) == (date(2014, 10, 4), date(2014, 11, 15))
    assert found.background == BACKGROUND
    assert found.summary.startswith(NARRATIVE[0])
    assert [person.name for person in found.people] == ["Orla Beispiel"]


def test_a_letter_that_lost_its_line_ends() -> None:
    found = reading(" ".join(printed().split()))
    assert found.action.letter is not None
    assert (found.action.letter.salutation, found.action.letter.closing) == (
        "Dear Minister Exemple,",
        "Yours sincerely,",
    )
    assert (found.action.title, found.action.summary) == (PARTS["title"], PARTS["summary"])
    assert (found.action.deadline, found.action.languages) == (date(2026, 12, 24), ("fr", "en"))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Orla", "=D6rla").replace("é", "=E9"),
        lambda text: text.replace("Orla", "=C3=96rla"),
    ],
)
def test_what_a_mail_left_of_its_encoding(change: Callable[[str], str]) -> None:
    assert [person.name for person in action(change(A)).people] == ["Örla Beispiel"]


def test_doubled_quotes_are_quotes() -> None:
    assert 'the "friend\'s" song' in action(A.replace("the same song", "the ''friend's'' song")).background[-1]


PRESS = """FOR IMMEDIATE RELEASE

Bulgaria: Singer must be freed

The authorities should let Orla Beispiel go, Amnesty International said today.

“A song is no crime,” said a campaigner of the organization.

Background

She was taken from a stage in Varna on Sunday.

Take action

Sign our petition.

Contact details

Press office, +359 2 999 0102, press@example.org"""


@pytest.mark.parametrize(
    "text",
    [
        PRESS,
        PRESS.replace("Background", "Additional information").replace("FOR IMMEDIATE RELEASE", "Good news"),
        "Minutes\n\nBackground\n\nWe met.\n\nDeadline: 3 May 2022\n\nFurther information: see below.",
        "Dear members,\n\nurgent action is needed on the roof.\n\nYours sincerely,\nthe committee",
        "Chère Madame,\n\nvoici le contexte.\n\nCordialement,",
        "Lorem ipsum " * 200,
    ],
)
def test_what_is_no_urgent_action_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable, match="Urgent Action in English, French or Spanish"):
        read(text.encode(), today=TODAY)


@pytest.mark.parametrize("text", ["URGENT ACTION\n" * 6000, "a\n" * 90_000])
def test_thousands_of_lines_are_no_urgent_action(text: str) -> None:
    with pytest.raises(Unreadable, match="longer than any"):
        read(text.encode(), today=TODAY)


@pytest.mark.parametrize("mark", ["AMNESTY INTERNATIONAL", "Amnesty International", "Urgent Action Network"])
def test_the_publishers_name_between_pages_hides_nothing(mark: str) -> None:
    background = (
        "On 3 May she was let in for 5 minutes.\n\n" + mark + "\n\nOn 9 May she was not, and was told to go home."
    )
    assert reading(printed(background=background)).action.background == (
        "On 3 May she was let in for 5 minutes.",
        "On 9 May she was not, and was told to go home.",
    )


def test_the_publishers_address_at_the_end_is_nobody_to_write_to() -> None:
    signed = (
        C + "\n\nAmnesty International\n1 Sample Street, London\nPhone: +44 20 7999 0000\nEmail: office@section.example"
    )
    assert as_json(read(signed.encode(), today=TODAY)) == as_json(read(C.encode(), today=TODAY))
