"""People: the line of names and pronouns, the line of names and gender, and the names in a header."""

import pytest

from content.action import Person, Problem
from content.reading.fields import action
from content.reading.fields.people import people
from content.reading.fields.subjects import given_away, subjects
from content.reading.headers import Header
from content.reading.sections import Sections
from content.reading.tables.labels import Part


def named(*lines: str, language: str = "en") -> list[str]:
    """Each person as "name [withheld] pronouns"."""
    return [shown(person) for person in people(lines, language)]


def shown(person: Person) -> str:
    return " ".join(filter(None, [person.name, "[withheld]" if person.withheld else "", person.pronouns]))


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("A.B. (name withheld) (he, him, his)", ["A.B. [withheld] he, him, his"]),
        ("A.B. (he/him, name withheld)", ["A.B. [withheld] he/him"]),
        ("Jane Roe (she/her), John Doe (he/him)", ["Jane Roe she/her", "John Doe he/him"]),
        ("Jane Roe (she/her) John Doe (he/him)", ["Jane Roe she/her", "John Doe he/him"]),
        ("Jane Roe she/her", ["Jane Roe she/her"]),
        ("Jane Roe: she/her; John Doe: he/him", ["Jane Roe she/her", "John Doe he/him"]),
        ("Jane Roe and Ann Poe (both she/her)", ["Jane Roe she/her", "Ann Poe she/her"]),
        ("Jane Roe, John Doe, and A. Poe (all they)", ["Jane Roe they", "John Doe they", "A. Poe they"]),
        ("Jane Roe (f), aged 34", ["Jane Roe"]),
        ("Jane Roe (34, f)", ["Jane Roe"]),
        ("Jane Roe (aged 34) (she/her), lawyer", ["Jane Roe she/her"]),
        ("Jane Roe (her brother)", ["Jane Roe"]),
        ("Jane Roe and her family (they/them)", ["Jane Roe"]),
        ("Jane Roe and four members of the community", ["Jane Roe"]),
        ("Jane Roe and 24 others", ["Jane Roe"]),
        ("name withheld (she/her)", ["name withheld [withheld] she/her"]),
        ("Identity withheld", ["Identity withheld [withheld]"]),
        ("A.B., name withheld (she/her)", ["A.B. [withheld] she/her"]),
        ("Jane Roe, John Doe, name withheld", ["Jane Roe", "John Doe", "name withheld [withheld]"]),
        ("A.B. (he) and C.D. (she) (names withheld)", ["A.B. [withheld] he", "C.D. [withheld] she"]),
        ("Jane Roe, A.B. and C.D. (names withheld)", ["Jane Roe", "A.B. [withheld]", "C.D. [withheld]"]),
        ("M. (name changed)", ["M. [withheld]"]),
        ("bell hooks-Roe", ["bell hooks-Roe"]),
        ("al-Amin Doe (he/him)", ["al-Amin Doe he/him"]),
        ("Unknown", []),
        ("N/A", []),
    ],
)  # fmt: skip
def test_names_and_pronouns(line: str, people: list[str]) -> None:
    assert named(line) == people


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Jane Roe (f), John Doe (m)  Gender m/f: both", ["Jane Roe", "John Doe"]),
        ("Name: Jane Roe, John Doe and Ann Poe  Gender m/f: all", ["Jane Roe", "John Doe", "Ann Poe"]),
        ("Jane Roe Gender: f", ["Jane Roe"]),
        ("Jane Roe\nGender m/f: f", ["Jane Roe"]),
        ("Jane Roe and John Doe (both m)", ["Jane Roe", "John Doe"]),
    ],
)
def test_genders_are_no_pronouns(line: str, people: list[str]) -> None:
    assert named(*line.split("\n")) == people


@pytest.mark.parametrize(
    ("line", "language", "people"),
    [
        ("Jane Roe (elle) et John Doe (il/lui)", "fr", ["Jane Roe elle", "John Doe il/lui"]),
        ("A. B. (nom non divulgué) (elle)", "fr", ["A. B. [withheld] elle"]),
        ("Jane Roe et Ann Poe (toutes deux f)", "fr", ["Jane Roe", "Ann Poe"]),
        ("Nom : Jane Roe  Genre h/f : f", "fr", ["Jane Roe"]),
        ("Jane Roe  Femme/Homme : femme", "fr", ["Jane Roe"]),
        ("sans objet", "fr", []),
        ("Jane Roe (ella) y John Doe (él)", "es", ["Jane Roe ella", "John Doe él"]),
        ("John Doe e Inés Roe (ambos ellos)", "es", ["John Doe ellos", "Inés Roe ellos"]),
        ("John Doe, de 30 años, y Ben Test", "es", ["John Doe", "Ben Test"]),
        ("Jane Roe, John Doe, et Ann Poe", "fr", ["Jane Roe", "John Doe", "Ann Poe"]),
        ("A. B. (nombre omitido)", "es", ["A. B. [withheld]"]),
        ("A. B. (identidad reservada) (ella)", "es", ["A. B. [withheld] ella"]),
        ("Nombre: Jane Roe. Sexo: mujer", "es", ["Jane Roe"]),
    ],
)
def test_people_in_french_and_spanish(line: str, language: str, people: list[str]) -> None:
    assert named(line, language=language) == people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ana Prueba (f), librarian, aged 34", ["Ana Prueba"]),
        ("ANA PRUEBA (F), LIBRARIAN, AGED 34", ["ANA PRUEBA"]),
        ("TURKEY  Ana Prueba (f), librarian", ["Ana Prueba"]),
        ("TURKEY: Ana Prueba (f)", ["Ana Prueba"]),
        ("Ana Prueba, 34, Ben Test, 17 and Carl Doe, their lawyer", ["Ana Prueba", "Ben Test", "Carl Doe"]),
        ("Ana Prueba, Kurdish, Mexican journalist", ["Ana Prueba"]),
        ("Ana Prueba (f), his brother Ben Test and their families", ["Ana Prueba", "Ben Test"]),
        ("Dr Ana Prueba, University professor", ["Dr Ana Prueba"]),
        ("Ana Prueba, President of the Union of Readers", ["Ana Prueba"]),
        ("Ana Prueba alias Anita", ["Ana Prueba"]),
        ("Ana Prueba (“Anita”)", ["Ana Prueba"]),
        ("Ana Prueba and four other students", ["Ana Prueba"]),
        ("Four members of the Readers’ Union", []),
        ("MEMBERS OF THE PEACE COMMUNITY OF SAN EJEMPLO", []),
        ("Villagers in Ejemplo", []),
        ("The Prueba family", []),
        ("hundreds of protesters", []),
        ("Abdul bin Test al-Prueba, Maria de la Prueba", ["Abdul bin Test al-Prueba", "Maria de la Prueba"]),
        ("Mahmut", ["Mahmut"]),
        ("Ana Prueba (f)\nBen Test (m), librarian", ["Ana Prueba", "Ben Test"]),
        ("Ana Prueba (m), aged 30\n(Ejemplo Republic) Bea Test (f), his sister", ["Ana Prueba", "Bea Test"]),
        ("Ana Prueba and\nBen Test, member of the Union\nof Readers", ["Ana Prueba", "Ben Test"]),
        ("A.P. (f) (name withheld)", ["A.P. [withheld]"]),
        ("A.P. (f) and B.T. (m) (names withheld)", ["A.P. [withheld]", "B.T. [withheld]"]),
        ("Two women (names withheld)", ["Two women [withheld]"]),
        ("Two women", []),
        ("Ana Prueba (f)\n“Ti-Ana”\nBen Test", ["Ana Prueba", "“Ti-Ana”", "Ben Test"]),
        ("Ana Prueba (f), “Anita”, Ben Test", ["Ana Prueba", "Ben Test"]),
        ("Ana Prueba (f)\nBen Test ==========", ["Ana Prueba", "Ben Test"]),
        ("", []),
    ],
)
def test_names_in_a_header(printed: str, names: list[str]) -> None:
    assert [shown(person) for person in subjects(printed, "Turkey", "en")] == names


@pytest.mark.parametrize(
    "printed",
    [
        "Ana Prueba (f), librarian\nnew name: Ben Test, shopkeeper",
        "Ana Prueba\nNew names: Ben Test (m)",
        "Ana Prueba\nNewly arrested: Ben Test",
        "Ana Prueba (f), aged 22\nReleased: Ben Test (m), aged 17",
        "Ana Prueba (f), aged 22 Released: Ben Test (m), aged 17",
        "RELEASED: Ana Prueba (f)\nSTILL DETAINED: Ben Test (m)",
        "Released Ana Prueba\nKilled Ben Test",
        "Freed:\nAna Prueba\nBen Test",
        "Ana Prueba (f)\nReleased (on 3 May): Ben Test (m)",
        "Dead: Ana Prueba\nFeared dead: Ben Test",
        "Executed on 3 May: Ana Prueba\nDied in custody: Ben Test",
        "Ana Prueba\nNouveau nom : Ben Test",
        "Libérée : Ana Prueba\nToujours détenu : Ben Test",
        "Libéré(e)s : Ana Prueba et Ben Test",
        "Ana Prueba\nNuevo nombre: Ben Test",
        "Libertados: Ana Prueba, Ben Test",
        "Puesta en libertad: Ana Prueba\nMuerto: Ben Test",
    ],
)
def test_what_has_become_of_people_is_no_part_of_their_names(printed: str) -> None:
    language = "es" if "Nuevo" in printed or "tad" in printed else "fr" if "ib" in printed else "en"
    assert [shown(person) for person in subjects(printed, "Turkey", language)] == ["Ana Prueba", "Ben Test"]


def test_names_that_read_like_news_stay() -> None:
    assert [person.name for person in subjects("Mort Prueba\nShota Test", "Georgia", "en")] == [
        "Mort Prueba",
        "Shota Test",
    ]


@pytest.mark.parametrize("wrapped", [" ", "\n"])
def test_a_group_keeps_nobody_out(wrapped: str) -> None:
    printed = f"11 women and children of San Ejemplo (names{wrapped}withheld)\nKilled: Ben Test (m)"
    assert [shown(person) for person in subjects(printed, "Mexico", "en")] == [
        "11 women and children of San Ejemplo [withheld]",
        "Ben Test",
    ]


@pytest.mark.parametrize(
    ("printed", "language", "names"),
    [
        ("Ana Prueba (f), bibliothécaire, 34 ans, et son frère Ben Test", "fr", ["Ana Prueba", "Ben Test"]),
        ("Ana Prueba, étudiante, et des membres de sa famille", "fr", ["Ana Prueba"]),
        ("Ana Prueba, de 34 años, y Ben Test, periodista", "es", ["Ana Prueba", "Ben Test"]),
        ("Miembros de la comunidad de Ejemplo", "es", []),
        ("Ana Prueba y su familia", "es", ["Ana Prueba"]),
    ],
)
def test_names_in_a_header_in_french_and_spanish(printed: str, language: str, names: list[str]) -> None:
    assert [shown(person) for person in subjects(printed, "", language)] == names


def test_the_line_of_names_counts_before_the_header() -> None:
    problems: list[Problem] = []
    found = Sections(
        header=Header(number="905/26", country="France", people="Ana Prueba (f), Ben Test"),
        parts={Part.PEOPLE: ["A.P. (name withheld) (she/her)"]},
    )
    assert [shown(person) for person in action(found, problems).people] == ["A.P. [withheld] she/her"]
    (told,) = [problem for problem in problems if problem.field == "people"]
    assert told.code == "unclear"
    assert "Ana" not in told.message


def test_who_is_withheld_and_who_is_named_may_be_two_people() -> None:
    withheld = (Person(name="A.P.", withheld=True),)
    assert given_away(withheld, (Person(name="Ana Prueba"),)) == "Ana Prueba"
    assert given_away(withheld, (Person(name="Ben Test"),)) == ""
    assert given_away((Person(name="A.P."),), (Person(name="Ana Prueba"),)) == ""
    assert given_away(withheld, (Person(name="A.P.", withheld=True),)) == ""
