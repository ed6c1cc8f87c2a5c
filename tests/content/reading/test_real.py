"""The two real documents, field by field. Long texts are compared by their ends and their length."""

from datetime import date
from pathlib import Path

import pytest

from content.action import Kind, Letter, Person, Target
from content.reading import Reading, as_json, read

FOLDER = Path(__file__).parents[4] / "shared" / "ua"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real documents are not in ../shared/ua")


@pytest.fixture(scope="module")
def deportation() -> Reading:
    return read((FOLDER / "ua-24-21.txt").read_bytes(), today=date(2021, 2, 20))


@pytest.fixture(scope="module")
def crackdown() -> Reading:
    return read((FOLDER / "ua-2-19.txt").read_bytes(), today=date(2019, 2, 1))


def ends(text: str) -> tuple[str, str, int]:
    """The first and last word of a text, and how many it has."""
    words = text.split()
    return words[0], words[-1], len(words)


def test_24_21_is_the_first_of_its_case(deportation: Reading) -> None:
    action = deportation.action
    assert (action.number, action.series, action.index, action.language) == ("24/21", None, "", "en")
    assert (action.kind, action.sequence, action.previous) == (Kind.FIRST, 1, "")
    assert (action.issued, action.deadline, action.country) == (None, date(2021, 2, 26), "")
    assert action.languages == ("fr", "en")
    assert action.people == (Person(name="A.S.", withheld=True, pronouns="he, him, his"),)
    assert (action.asks, action.copies_to) == ((), ())


def test_24_21_title_and_summary(deportation: Reading) -> None:
    assert ends(deportation.action.title) == ("CHECHEN", "RUSSIA", 6)
    assert deportation.action.title.isupper()
    assert ends(deportation.action.summary) == ("A.S.,", "law.", 64)


def test_24_21_targets(deportation: Reading) -> None:
    minister, ambassador = deportation.action.targets
    assert minister == Target(
        name="Gérald Darmanin",
        role="Minister of Interior",
        address=("Ministry of the Interior", "Place Beauvau", "75800 Paris Cedex 08, France"),
        emails=("secretariat.sg@interieur.gouv.fr", "secretariatdgdgef@interieur.gouv.fr"),
        faxes=("+33 (0)1 40 07 29 91",),
    )
    assert ambassador == Target(
        name="Philippe Etienne",
        role="Ambassador",
        address=("Embassy of France", "4101 Reservoir Road NW, Washington DC 20007"),
        phones=("202 944 6000",),
        x_handles=("@Ph_Etienne",),
        contact_forms=("https://bit.ly/2QbKqkv",),
        salutation="Dear Ambassador",
        accredited_to="US",
    )


def test_24_21_letter_is_whole(deportation: Reading) -> None:
    letter = deportation.action.letter
    assert letter is not None
    assert (letter.salutation, letter.closing) == ("Dear Minister Darmanin,", "Yours sincerely,")
    assert [ends(paragraph) for paragraph in letter.paragraphs] == [
        ("A.S.", "center.", 99),
        ("A.S.'s", "arbitrariness.", 101),
        ("Amnesty", "Federation.", 47),
        ("In", "asylum.", 119),
    ]


def test_24_21_background_is_prose_only(deportation: Reading) -> None:
    background = deportation.action.background
    assert [ends(paragraph) for paragraph in background] == [
        ("A.S.,", "Interior.", 81),
        ("When", "commission.", 102),
        ("A.S.’s", "Russia.", 30),
        ("In", "days.", 61),
        ("Amnesty", "Federation.", 112),
        ("Returning", "unlawful.", 128),
        ("The", "France.", 99),
    ]
    assert all(paragraph.endswith(".") for paragraph in background)
    assert "*" not in " ".join(background)
    assert "principle of non-refoulement" in background[5]
    assert "“" in background[0]
    assert "”" in background[0]


def test_24_21_problems_and_nothing_else(deportation: Reading) -> None:
    assert [(problem.field, problem.code) for problem in deportation.problems] == [
        ("country", "missing"),
        ("targets", "unclear"),
    ]
    assert "bit.ly" in deportation.problems[1].message
    late = read((FOLDER / "ua-24-21.txt").read_bytes(), today=date(2021, 2, 27))
    assert [(problem.field, problem.code) for problem in late.problems] == [
        ("country", "missing"),
        ("targets", "unclear"),
        ("deadline", "past"),
    ]


def test_2_19_is_the_first_of_its_case(crackdown: Reading) -> None:
    action = crackdown.action
    assert (action.number, action.series, action.index) == ("2/19", None, "EUR 46/9686/2019")
    assert (action.language, action.kind, action.sequence, action.previous) == ("en", Kind.FIRST, 1, "")
    assert (action.issued, action.deadline) == (date(2019, 1, 15), date(2019, 5, 17))
    assert (action.country, action.languages) == ("Russian Federation", ("ru", "en"))
    assert (action.people, action.asks, action.copies_to) == ((), (), ())
    assert ends(action.title) == ("HOMOPHOBIC", "RESUMES", 5)
    assert ends(action.summary) == ("The", "death.", 49)


def test_2_19_targets(crackdown: Reading) -> None:
    president, ambassador = crackdown.action.targets
    assert president == Target(
        name="Vladimir Putin",
        role="President of the Russian Federation",
        address=("Ul. Ilyinka, 23", "103132 Moscow", "Russian Federation"),
        faxes=("+7 495 9102134",),
        x_handles=("@KremlinRussia", "@KremlinRussia_E"),
    )
    assert ambassador == Target(
        name="Anatoly Antonov",
        role="Ambassador",
        address=("Embassy of the Russian Federation", "2650 Wisconsin Ave. NW, Washington DC 20007"),
        emails=("rusembusa@mid.ru",),
        faxes=("1 202 298 5735",),
        phones=("1 202 298 5700",),
        x_handles=("@RusEmbUSA",),
        salutation="Dear Ambassador",
        accredited_to="US",
    )


def test_2_19_letter_and_background(crackdown: Reading) -> None:
    letter = crackdown.action.letter
    assert isinstance(letter, Letter)
    assert (letter.salutation, letter.closing) == ("Dear President,", "Yours sincerely,")
    assert [ends(paragraph) for paragraph in letter.paragraphs] == [("I", "crimes.", 172), ("I", "orientation.", 92)]
    assert [ends(paragraph) for paragraph in crackdown.action.background] == [
        ("On", "closed.", 111),
        ("On", "Chechnya.", 244),
    ]


def test_2_19_problems(crackdown: Reading) -> None:
    assert crackdown.problems == ()
    late = read((FOLDER / "ua-2-19.txt").read_bytes(), today=date(2019, 5, 18))
    assert [(problem.field, problem.code) for problem in late.problems] == [("deadline", "past")]


@pytest.mark.parametrize("name", ["ua-24-21.txt", "ua-2-19.txt"])
@pytest.mark.parametrize("width", [58, 64, 72, 76, 78, 93, 114])
def test_hard_wraps_change_nothing(name: str, width: int) -> None:
    import textwrap

    text = (FOLDER / name).read_text(encoding="utf-8")
    wrapped = "\n".join(textwrap.fill(line, width, break_long_words=False) for line in text.split("\n"))
    today = date(2019, 1, 20)
    assert as_json(read(wrapped.encode(), today=today)) == as_json(read(text.encode(), today=today))


@pytest.mark.parametrize("name", ["press-2024-01-18-call.txt", "press-2024-01-17-point-of-no-return.txt"])
def test_a_press_release_is_no_urgent_action(name: str) -> None:
    from content.reading import Unreadable

    with pytest.raises(Unreadable, match="looks like an Urgent Action"):
        read((FOLDER / name).read_bytes(), today=date(2024, 1, 20))
