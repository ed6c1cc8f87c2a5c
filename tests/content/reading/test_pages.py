"""What publishers print around an Urgent Action, and parts that stand where no label announces them."""

import pytest

from content.reading.lines import clean
from tests.content.reading.eras import ASKS, COPIES, NARRATIVE, TARGETS, A, C, action
from tests.content.reading.printing import PARTS, printed, reading
from tests.content.reading.printing import action as case
from tests.content.reading.test_variants import MAIL

ADDRESSEE = "Emil Primer\nMinister of the Interior\n29 Sample Street\n1000 Sofia, Bulgaria\nE: minister@example.org"
PAGE = f"""Urgent Action 33.19

# Bulgaria: singer held over a song

4 October 2019

A singer has been held since Sunday. She has not been charged.

# Background

{NARRATIVE[0]}

{NARRATIVE[1]}

642 people have taken action. Help us get to 1,000!

{{heading}}

{ADDRESSEE}

Dear Minister,

I am writing about Orla Beispiel, who sings.

Please let her go.

Yours faithfully,

Please take action by 15 November 2019."""


@pytest.mark.parametrize("heading", ["# Write to the Minister of the Interior", "", "Write to:", "TAKE ACTION"])
def test_an_addressee_and_a_letter_end_the_background(heading: str) -> None:
    found = action(PAGE.format(heading=heading))
    assert found.background == NARRATIVE
    assert [(target.name, target.role, target.emails) for target in found.targets] == [
        ("Emil Primer", "Minister of the Interior", ("minister@example.org",))
    ]
    assert found.letter is not None
    assert found.letter.paragraphs == ("I am writing about Orla Beispiel, who sings.", "Please let her go.")
    assert str(found.deadline) == "2019-11-15"


@pytest.mark.parametrize(
    "line",
    [
        "642 people have taken action. Help us get to 1,000!", "1 234 personnes ont déjà signé", "Help us reach 2,000!",
        "Share on Facebook Tweet Print", "Share:\nFacebook\nTwitter\nEmail", "Share this page", "Tweet", "Compartir:",
        "Facebook | X | WhatsApp", "Partager sur Facebook", "Sign up for our newsletter", "Follow us on Twitter",
        "[YOUR NAME]", "[Votre nom et votre pays]", "END OF URGENT ACTION APPEAL", "Name Address 1 Address 2 Address 3",
        "Name Address 1 Address 2 Address 3 Fax Fax number Email Email address Salutation Salutation",
        "Fax Fax number Email Email address Salutation Salutation", "Please insert local diplomatic addresses below:",
        "Nom(s), adresse(s), n° de fax, adresse électronique, formule d'appel",
    ],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert clean(f"Before.\n\n{line}\n\nAfter.") == ("Before.", "", "After.")


@pytest.mark.parametrize(
    "line",
    [
        "Email:", "Twitter: @example", "Fax number: +359 2 999 0101", "Email address: minister@example.org", "X",
        "Share prices fell on the day of her arrest.", "642 people were held.", "Print shop of the ministry",
        "Name: Ana Prueba", "12 people have been killed.", "Post Office Box 9",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(line: str) -> None:
    assert clean(f"Before.\n\n{line}\n\nAfter.") == ("Before.", "", line, "", "After.")


@pytest.mark.parametrize("place", ["summary", "background"])
def test_share_links_are_no_text(place: str) -> None:
    links = "Share:\n\nFacebook\n\nTwitter\n\nShare on Facebook Tweet Print\n\n"
    assert case(**{place: links + PARTS[place]}) == case()


@pytest.mark.parametrize(
    "below",
    [
        "Thank you very much for your letters. Please tell us what you hear back.",
        "Thank you!",
        "This Urgent Action may be reposted if it is kept whole.\nThank you for your help with this appeal.",
        "Amnesty International is a movement of people who take action.\n\nClick here to tell us what you sent.",
        "© 2004 A section\n\nTo unsubscribe, write to list@section.example.",
    ],
)
def test_what_the_publisher_prints_at_the_end_is_no_background(below: str) -> None:
    text = MAIL[: MAIL.index("PLEASE SEND APPEALS")] + "BACKGROUND INFORMATION\n\nAll of them sang the same song.\n\n"
    assert action(text).background[-1] == "All of them sang the same song."
    assert action(text + below) == action(text)


def test_thanks_to_somebody_of_the_case_are_background() -> None:
    last = "Thanks to her lawyer she was let go on Friday."
    assert case(background=PARTS["background"] + "\n\n" + last).background[-1] == last


@pytest.mark.parametrize("era", [A, C], ids="AC")
def test_a_bullet_below_copies_to_is_somebody(era: str) -> None:
    one = "- The Association of the Singers of Varna and its Friends\n  PO Box 99\n  9000 Varna, Bulgaria"
    found = action(era.replace(COPIES, one))
    assert found.copies_to == (
        "The Association of the Singers of Varna and its Friends, PO Box 99, 9000 Varna, Bulgaria",
    )
    assert (found.asks, len(found.targets)) == (ASKS, 2)


def test_an_embassy_on_one_long_line_gets_a_copy() -> None:
    embassy = (
        "His Excellency Mr Emil Segundo, Embassy of the Republic of Bulgaria, Bulgaria House, 29 Sample Street,"
        " Sample Town, London SW7 9XX"
    )
    below = "Also send copies to diplomatic representatives accredited to your country:\n" + embassy
    found = action(C.replace("Also send copies to diplomatic representatives accredited to your country.", below))
    assert found.copies_to[-1] == embassy


BANNER = "TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER"


@pytest.mark.parametrize(
    "above", [BANNER + " ", BANNER + "\n", BANNER + "\n\n", BANNER.replace("OWN WORDS", "OWN\nWORDS") + "\n"]
)
def test_whom_to_write_to_behind_the_banner(above: str) -> None:
    text = printed(steps="").replace("TAKE ACTION\n\n", above)
    assert reading(text) == reading(printed(steps=""))


@pytest.mark.parametrize(
    "title",
    ["LIBRARIAN HELD\nOVER A SHELF\nOF BOOKS", "LIBRARIAN HELD\n\nOVER A SHELF\n\nOF BOOKS"],
)
def test_a_title_over_several_lines_and_a_summary_of_two_paragraphs(title: str) -> None:
    found = case(title=title, summary=PARTS["summary"] + "\n\nShe may be sent to another town.")
    assert found.title == PARTS["title"]
    assert found.summary == PARTS["summary"] + "\n\nShe may be sent to another town."


def test_headings_of_one_title() -> None:
    assert case(title="# Librarian held\n\n# over a shelf of books").title == "Librarian held over a shelf of books"


def test_columns_whose_numbers_stand_further_left_than_the_text() -> None:
    left, right = (block.split("\n") for block in TARGETS.split("\n\n"))
    rows = [(f"1) {left[0]}", f"2) {right[0]}")]
    rows += [("   " + one, "   " + other) for one, other in zip(left[1:], [*right[1:], *([""] * 9)], strict=False)]
    columns = "\n".join(f"{one:<42}{other}".rstrip() for one, other in rows)
    assert action(A.replace(A[A.index("1. ") : A.index("COPIES")], columns + "\n\n")).targets == action(A).targets


def test_words_with_tabs_between_them_are_no_columns() -> None:
    block = PARTS["targets"].replace(" ", "\t")
    assert case(targets=block) == case()


def test_a_day_above_the_addressee_is_the_deadline_and_no_more() -> None:
    found = case(targets=f"This action expires on 19 December 2026.\n{PARTS['targets']}", deadline="")
    assert str(found.deadline) == "2026-12-19"
    assert [target.name for target in found.targets] == ["Camille Exemple"]
