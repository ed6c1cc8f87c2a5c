"""What a header says of a case: who is meant, in which country, and how its lines are broken."""

from collections.abc import Callable
from datetime import date

import pytest

from content.action import Kind
from tests.content.reading.eras import B, C, action

NAMED = "BULGARIA Orla Beispiel (f), aged 31, singer"


def names(text: str) -> list[str]:
    return [person.name for person in action(text).people]


@pytest.mark.parametrize(
    "printed",
    [
        "BULGARIA Orla Beispiel (f), aged 31\n\nReleased:   Ilia Vorbild (m), aged 17",
        "BULGARIA Orla Beispiel, singer\n    new name:  Ilia Vorbild, shopkeeper",
        "BULGARIA Orla Beispiel (f)\n\nNewly arrested: Ilia Vorbild",
        "BULGARIA Orla Beispiel (f)\n\nFreed:\nIlia Vorbild",
        "BULGARIA:\nReleased: Orla Beispiel (f)\nKilled: Ilia Vorbild (m)",
        "BULGARIA Released: Orla Beispiel (f)\nKilled: Ilia Vorbild (m)",
        "BULGARIA Orla Beispiel (f)\nIlia Vorbild\n==========================",
        "BULGARIA Orla Beispiel (f)\nIlia Vorbild ==========================",
    ],
)
def test_news_of_people_keep_nobody_out(printed: str) -> None:
    found = action(B.replace(NAMED, printed))
    assert [person.name for person in found.people] == ["Orla Beispiel", "Ilia Vorbild"]
    assert (found.background, found.country) == (action(B).background, "BULGARIA")


def test_a_group_above_a_name_keeps_it_in() -> None:
    printed = "BULGARIA  11 women and children of Primer (names withheld)\nKilled:  Ilia Vorbild (m)"
    assert names(B.replace(NAMED, printed)) == ["11 women and children of Primer", "Ilia Vorbild"]


def test_somebody_known_by_a_nickname_alone_counts() -> None:
    assert names(B.replace(NAMED, 'BULGARIA: Orla Beispiel (f)\n"Ti-Jo"\nIlia Vorbild')) == [
        "Orla Beispiel",
        '"Ti-Jo"',
        "Ilia Vorbild",
    ]


@pytest.mark.parametrize(
    "country", ["INDONESIA/EAST TIMOR", "CHINA/TIBET", "FEDERAL REPUBLIC OF YUGOSLAVIA/KOSOVO", "USA/TEXAS"]
)
def test_two_names_of_a_country_are_one(country: str) -> None:
    found = action(B.replace("BULGARIA Orla", f"{country}    Orla"))
    assert (found.country, [person.name for person in found.people]) == (country, ["Orla Beispiel"])


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("AI Index: EUR 15/012/2006", "AI Index: EUR\n15/012/2006"),
        lambda text: text.replace("AI Index: EUR 15/012/2006", "AI Index: EUR 15/\n012/2006"),
        lambda text: text.replace("\n\n4 October 2006", "").replace("concern\n", "concern          4\nOctober 2006\n"),
        lambda text: text.replace("\n\n4 October 2006", "").replace("concern\n", "concern          4 October\n2006\n"),
        lambda text: text.replace("PUBLIC AI", "PUBLIC: AI"),
        lambda text: text.replace("PUBLIC AI", "EXTERNAL: AI").replace("UA 333/06 ", "UA 333/06: "),
    ],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_where_a_header_breaks_says_nothing(change: Callable[[str], str], *, quoted: bool) -> None:
    text = change(B)
    assert text != B
    if quoted:  # as mail programs do: not the first line
        first, *rest = text.split("\n")
        text = "\n".join([first, *(f"> {line}" for line in rest)])
    found = action(text)
    assert (found.index, found.issued) == ("EUR 15/012/2006", date(2006, 10, 4))
    assert (found.title, [person.name for person in found.people]) == (
        "Fear of torture / Legal concern",
        ["Orla Beispiel"],
    )


def test_a_headline_below_the_concern_is_the_title_and_has_a_summary() -> None:
    plain = action(B)
    found = action(B.replace(NAMED, f"{NAMED}\n\nSINGER HELD OVER A SONG"))
    assert (found.title, found.summary) == ("SINGER HELD OVER A SONG", plain.background[0])
    assert found.background == plain.background[1:]


def test_an_ordinal_below_the_headline_is_the_documents_own() -> None:
    headline = "Urgent Action Update: Singer still held (Bulgaria: UA 333.14)"
    text = C.replace(
        "UA: 333/14 Index: EUR 15/012/2014 Bulgaria Date: 4 October 2014\n", f"{headline}\n\n4 October 2014\n", 1
    )
    text = text.rpartition("UA: 333/14")[0]
    assert (action(text).kind, action(text).sequence) == (Kind.UPDATE, None)
    found = action(text.replace("URGENT ACTION\n", "Second Urgent Action 333.14\n", 1))
    assert (found.kind, found.sequence, found.number) == (Kind.UPDATE, 2, "333/14")


@pytest.mark.parametrize(
    "printed",
    [
        "PLEASE SEND YOUR LETTERS BY 15 NOVEMBER 2014 TO:",
        "Please send letters and emails before 15 November 2014 to:",
        "Please write by 15 November 2014 to:",
        "Please act by 15 November 2014. Write to:",
    ],
)
def test_whom_to_write_to_and_until_when_on_one_line(printed: str) -> None:
    found = action(C.replace("PLEASE SEND APPEALS BEFORE 15 NOVEMBER 2014 TO:", printed))
    assert (found.deadline, found.targets, found.asks) == (date(2014, 11, 15), action(C).targets, action(C).asks)
