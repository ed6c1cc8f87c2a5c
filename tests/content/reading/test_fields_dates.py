"""Dates in every style and language, the ones that read two ways, and the ones that contradict each other."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Kind, Problem
from content.reading import read
from content.reading.fields import days
from content.reading.fields.dates import day, figures
from content.reading.headers import Header
from content.reading.problems import settle
from content.reading.sections import Sections
from content.reading.tables.labels import Part
from tests.content.reading.printing import TODAY, action, printed


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("15 January 2019", "en", "2019-01-15"),
        ("04 July 2007", "en", "2007-07-04"),
        ("May 12, 2023", "en", "2023-05-12"),
        ("June 1 2023", "en", "2023-06-01"),
        ("25 JANUARY 2011", "en", "2011-01-25"),
        ("25 May, 2017", "en", "2017-05-25"),
        ("17 May 2019.", "en", "2019-05-17"),
        ("4.5.2022", "de", "2022-05-04"),
        ("4.5.2022", "en", "2022-05-04"),
        ("04.05.22", "en", "2022-05-04"),
        ("1. Juni 2022", "de", "2022-06-01"),
        ("1. Juni 2022", "en", "2022-06-01"),
        ("2 de abril de 2013", "es", "2013-04-02"),
        ("2 DE ABRIL DE 2013", "es", "2013-04-02"),
        ("1 de setiembre del 2010", "es", "2010-09-01"),
        ("1º de junio de 2010", "es", "2010-06-01"),
        ("miércoles, 2 de abril de 2014", "es", "2014-04-02"),
        ("1er juin 2022", "fr", "2022-06-01"),
        ("premier juin 2022", "fr", "2022-06-01"),
        ("le 4 août 1998", "fr", "1998-08-04"),
        ("mardi 23 févr. 2010", "fr", "2010-02-23"),
        ("23rd of March 1999", "en", "1999-03-23"),
        ("March 23rd, 1999", "en", "1999-03-23"),
        ("Tuesday, March 23, 1999", "en", "1999-03-23"),
        ("23 Sept. 1999", "en", "1999-09-23"),
        ("17\u00a0March\u00a02016", "en", "2016-03-17"),
        ("17-Mar-2016", "en", "2016-03-17"),
        ("17March 2016", "en", "2016-03-17"),
        ("2 APRIL 2013URGENT ACTION", "en", "2013-04-02"),
        ("2013-04-02", "en", "2013-04-02"),
        ("24/12/2026", "en", "2026-12-24"),
        ("12/24/2026", "en", "2026-12-24"),
        ("05/05/2026", "en", "2026-05-05"),
        ("05/06/2026", "fr", "2026-06-05"),
        ("05/06/2026", "es", "2026-06-05"),
        ("before 2 April 2013, or 2 APRIL 2013 at the latest", "en", "2013-04-02"),
        ("15 March 2016, in a document in English", "fr", "2016-03-15"),
    ],
)
def test_a_style_of_the_catalogue_is_a_day(text: str, language: str, told: str) -> None:
    assert day(text, language) == (date.fromisoformat(told), "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("December 2021", "unclear"),
        ("diciembre de 2021", "unclear"),
        ("24 December", "unclear"),
        ("2021", "unclear"),
        ("05/06/2021", "unclear"),
        ("5-6-2021", "unclear"),
        ("the 3rd week", "unclear"),
        ("24 people 2021", "unclear"),
        ("24 December 2021 or 3 January 2022", "unclear"),
        ("31 February 2021", "invalid"),
        ("31 de febrero de 2021", "invalid"),
        ("2021-02-31", "invalid"),
        ("42.12.2021", "invalid"),
        ("13/13/2021", "invalid"),
        (" - ", "missing"),
        ("", "missing"),
    ],
)
def test_what_is_no_single_day(text: str, code: str) -> None:
    assert day(text, "en") == (None, code)


def test_the_document_itself_may_tell_which_way_figures_read() -> None:
    assert figures(["25/04/2021", "05/06/2021"]) == "DMY"
    assert figures(["04/25/2021", "05/06/2021"]) == "MDY"
    assert figures(["04/25/2021", "25/04/2021"]) is None
    assert day("05/06/2021", "en", order="DMY") == (date(2021, 6, 5), "")
    assert day("05/06/2021", "en", order="MDY") == (date(2021, 5, 6), "")
    assert day("05/06/2021", "en", after=date(2021, 5, 10)) == (date(2021, 6, 5), "")
    assert day("05/06/2021", "en", after=date(2021, 5, 1)) == (None, "unclear")


ENGLISH = ["d MMMM y", "MMMM d, y", "MMMM d y", "d MMMM, y", "EEEE d MMMM y", "EEEE, MMMM d, y", "dd MMMM y."]
STYLES = (
    [("en", style) for style in ENGLISH]
    + [("fr", style) for style in ("d MMMM y", "EEEE d MMMM y", "'le' d MMMM y.", "dd/MM/y", "dd.MM.y")]
    + [("es", style) for style in ("d 'de' MMMM 'de' y", "EEEE, d 'de' MMMM 'de' y", "d 'de' MMMM 'del' y", "dd/MM/y")]
    + [("de", style) for style in ("d. MMMM y", "EEEE, d. MMMM y", "d.M.y", "dd.MM.y")]
)


@given(
    st.dates(date(1991, 1, 1), date(2030, 12, 31)),
    st.sampled_from(STYLES),
    st.sampled_from(["en", "fr", "es"]),
    st.booleans(),
    st.sampled_from([" ", "\u00a0", "  ", "\n"]),
)
@settings(deadline=None, max_examples=300)
def test_a_day_printed_is_that_day(when: date, style: tuple[str, str], language: str, upper: bool, space: str) -> None:
    spoken, pattern = style
    text = format_date(when, pattern, locale=spoken).replace(" ", space)
    told, code = day(text.upper() if upper else text, language)
    if "/" in pattern and language == "en" and when.day <= 12 and when.day != when.month:
        assert (told, code) == (None, "unclear")
    else:
        assert (told, code) == (when, "")


@given(st.dates(date(1991, 1, 1), date(2030, 12, 31)), st.sampled_from(["dd/MM/y", "MM/dd/y", "d/M/y", "M-d-y"]))
@settings(deadline=None, max_examples=200)
def test_figures_are_that_day_or_unclear_and_never_another(when: date, pattern: str) -> None:
    told, code = day(format_date(when, pattern, locale="en"), "en")
    assert (told, code) in {(when, ""), (None, "unclear")}
    assert (code == "unclear") == (when.day <= 12 and when.day != when.month)


def sections(
    *, issued: str = "", deadline: tuple[str, ...] = (), number: str = "", index: str = "", language: str = "en"
) -> Sections:
    header = Header(issued=issued, number=number, index=index)
    return Sections(language=language, header=header, parts={Part.DEADLINE: list(deadline)})


def told(
    found: Sections, *remarks: str, kind: Kind = Kind.FIRST, number: str = "", index: str = ""
) -> tuple[date | None, date | None, list[tuple[str, str]]]:
    """Issued, deadline, and the problems met."""
    problems: list[Problem] = []
    issued = days.issued(found, problems)
    deadline = days.deadline(found, remarks, (), issued, kind, problems)
    days.check_years(number, index, kind, (issued, deadline), problems)
    assert all(problem.message.endswith(".") for problem in problems)
    return issued, deadline, [(problem.field, problem.code) for problem in problems]


def test_the_same_deadline_twice_is_one() -> None:
    found = sections(issued="17 March 2013", deadline=("2 APRIL 2013", "", "before 2 April 2013"))
    assert told(found) == (date(2013, 3, 17), date(2013, 4, 2), [])


def test_two_deadlines_are_none_and_a_problem() -> None:
    found = sections(issued="17 March 2013", deadline=("2 April 2013", "2 May 2013"))
    assert told(found) == (date(2013, 3, 17), None, [("deadline", "unclear")])
    found = sections(issued="17 March 2013", deadline=("2 April 2013",))
    assert told(found, "This Urgent Action expires on May 2, 2013.") == (
        date(2013, 3, 17),
        None,
        [("deadline", "unclear")],
    )


@pytest.mark.parametrize(
    ("remark", "language"),
    [
        ("This Urgent Action expires on June 1 2023.", "en"),
        ("This bulletin expires: 1 June 2023.", "en"),
        ("This action ended on June 1, 2023", "en"),
        ("Please note that the deadline has been extended to 1 June 2023.", "en"),
        ("Check with your section office if sending appeals after 1 June 2023.", "en"),
        ("Cette action urgente expire le 1er juin 2023.", "fr"),
        ("Esta acción vence el 1 de junio de 2023.", "es"),
        ("Abgeschlossen am 1. Juni 2023", "en"),
    ],
)
def test_a_remark_on_the_end_is_the_deadline(remark: str, language: str) -> None:
    assert told(sections(language=language), remark) == (None, date(2023, 6, 1), [])


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Please take action by 19 July 2019.", "en"),
        ("Please take action as soon as possible, before July 19, 2019.", "en"),
        ("Please act by 19 July 2019", "en"),
        ("Please send your letters by 19 July 2019.", "en"),
        ("Appeals to be sent before 19 July 2019.", "en"),
        ("Your letters should arrive no later than 19 July 2019.", "en"),
        ("Expires on 19 July 2019.", "en"),
        ("The UA expires on 19 July 2019.", "en"),
        ("Merci d’agir avant le 19 juillet 2019.", "fr"),
        ("Envoyez vos lettres au plus tard le 19 juillet 2019.", "fr"),
        ("L’action prend fin le 19 juillet 2019.", "fr"),
        ("Actúen antes del 19 de julio de 2019.", "es"),
        ("Por favor, envíen sus cartas lo antes posible, antes del 19 de julio de 2019.", "es"),
        ("La acción vence el 19 de julio de 2019.", "es"),
    ],
)
def test_a_sentence_says_until_when_to_write(sentence: str, language: str) -> None:
    found = sections(language=language)
    found.parts = {Part.LETTER: ["Dear Minister,", sentence, "Yours,"], Part.TARGETS: ["Ben Test", "", sentence]}
    cleared = days.gathered(found)
    assert (cleared.lines(Part.LETTER), cleared.lines(Part.TARGETS)) == (["Dear Minister,", "Yours,"], ["Ben Test", ""])
    assert told(cleared) == (None, date(2019, 7, 19), [])


def test_a_step_says_until_when_to_write() -> None:
    steps = ("Please send your letters by 19 July 2019 and tell us about them.",)
    assert days.deadline(sections(), (), steps, None, Kind.FIRST, []) == date(2019, 7, 19)


@pytest.mark.parametrize(
    "sentence",
    [
        "Please write to ask that she be freed before 19 July 2019.",
        "Please send letters asking that she be freed by 19 July 2019.",
        "expires on 19 July 2019.",  # the rest of a sentence: "His detention order / expires on …"
        "The court will act by 19 July 2019.",
        "Merci de demander sa libération avant le 19 juillet 2019.",
    ],
)
def test_a_day_in_the_story_is_no_deadline(sentence: str) -> None:
    found = sections()
    found.parts = {Part.BACKGROUND: [sentence]}
    assert days.gathered(found) == found
    assert days.deadline(found, (), (sentence,) if sentence[0].isupper() else (), None, Kind.FIRST, []) is None


def test_other_remarks_give_no_deadline() -> None:
    found = sections(issued="17 March 2013")
    assert told(found, "This is the first update of UA 58/13, issued on 2 February 2013.")[1:] == (None, [])


def test_an_outcome_has_no_deadline() -> None:
    found = sections(deadline=("December 2013",))
    assert told(found, kind=Kind.OUTCOME) == (None, None, [])
    assert told(sections(deadline=("2 April 2013",)), kind=Kind.OUTCOME) == (None, None, [])
    assert told(found) == (None, None, [("deadline", "unclear")])
    assert told(sections(), "This bulletin expires: 21 November 1995.", kind=Kind.OUTCOME) == (None, None, [])


def test_nothing_is_no_deadline_and_no_second_problem() -> None:
    assert told(sections(deadline=("N/A",))) == (None, None, [])


@pytest.mark.parametrize(
    ("issued", "deadline", "number", "index", "kind", "problem"),
    [
        ("17 March 2013", "2 April 2012", "58/13", "", Kind.FIRST, [("deadline", "unclear")]),
        ("17 March 2013", "2 April 2023", "58/13", "", Kind.FIRST, [("deadline", "unclear")]),
        ("15 January 2018", "", "2/19", "EUR 46/9686/2019", Kind.FIRST, [("issued", "unclear")]),
        ("15 January 2021", "", "2/19", "", Kind.FIRST, [("issued", "unclear")]),
        ("15 January 2018", "", "2/19", "", Kind.UPDATE, [("issued", "unclear")]),
        ("15 January 2021", "", "2/19", "EUR 46/9686/2019", Kind.UPDATE, [("issued", "unclear")]),
        ("15 January 2021", "", "2/19", "EUR 46/9686/2021", Kind.UPDATE, []),
        ("2 January 2020", "", "185/19", "EUR 46/9686/2020", Kind.FIRST, []),
        ("", "2 April 2012", "58/13", "", Kind.FIRST, [("deadline", "unclear")]),
        ("9 September 1994", "20 October 1994", "329/94", "EUR 44/52/94", Kind.FIRST, []),
    ],
)
def test_a_misprinted_year_shows(
    issued: str, deadline: str, number: str, index: str, kind: Kind, problem: list[tuple[str, str]]
) -> None:
    found = sections(issued=issued, deadline=(deadline,))
    assert told(found, kind=kind, number=number, index=index)[2] == problem


def test_an_action_that_ended_is_past() -> None:
    ended = TODAY - timedelta(days=20)
    found: list[Problem] = []
    read_of = action(deadline=f"PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: {ended:%B %d, %Y}", header="UA 905/26")
    assert read_of.deadline == ended
    assert [(problem.field, problem.code) for problem in settle(found, read_of, today=TODAY)] == [
        ("country", "missing"),
        ("deadline", "past"),
    ]


def test_dates_in_a_whole_document() -> None:
    text = printed(
        header="First UA: 905/26 Index: EUR 21/99905/2026 France Date: 05/11/2026",
        deadline="PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 24/12/2026",
    )
    found = read(text.encode(), today=TODAY)
    assert (found.action.issued, found.action.deadline) == (date(2026, 11, 5), date(2026, 12, 24))
    assert found.problems == ()
