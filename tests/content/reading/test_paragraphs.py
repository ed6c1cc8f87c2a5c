"""Paragraphs of a letter and a background are those that were printed: none is cut, none is run into the next."""

import textwrap

import pytest

from content.reading.lines import clean
from tests.content.reading.eras import A, action
from tests.content.reading.printing import action as letter_of
from tests.content.reading.printing import printed, reading

HONOURS = (
    (
        "I urge Your Excellency to release Mariela Prueba, Carlos Prueba and the four others who were taken from the "
        "library on the same evening, and to see to it that they can go back to their shelves without being followed. "
        "I have read of others who wait."
    ),
    (
        "I therefore call on Your Majesty to see that Amal Mithali, Jaafar Namuthaj and their sister are let go, that "
        "they are told what they are accused of, and that nobody else is held for the books that he or she has lent. "
        "Nothing else would do."
    ),
    (
        "At the time every shelf had to hold the speeches of the Dear Leader, Prueba the Elder, in forty volumes, "
        "which were dusted each morning by a librarian who had been chosen for it. On Friday Dear Leader, Great "
        "Friend, was the title of a song about him."
    ),
    (
        "They were seen by Honourable Judge Exemple, President of the court, and by Sir Ernest Sample, Chairman of "
        "the board of the library, who both said that the shelf was too full. Monsieur Modèle, Directeur of the "
        "prison, did not come, and Señora Muestra, Ministra, left early."
    ),
)


@pytest.mark.parametrize("paragraph", HONOURS)
@pytest.mark.parametrize("width", [60, 72, 80, 100, 10_000])
def test_a_greeting_in_mid_sentence_cuts_no_paragraph(paragraph: str, width: int) -> None:
    paragraphs = ("I am writing about Ana Prueba, who lent books to whoever came.", paragraph, "Please release them.")
    letter = "Dear Minister Exemple,\n\n" + "\n\n".join(paragraphs) + "\n\nYours sincerely,"
    text = "\n".join(textwrap.fill(line, width) for line in printed(letter=letter).split("\n"))
    found = reading(text).action.letter
    assert found is not None
    assert (found.salutation, found.paragraphs) == ("Dear Minister Exemple,", paragraphs)


@pytest.mark.parametrize("paragraph", HONOURS)
@pytest.mark.parametrize("width", [72, 10_000])
def test_nor_one_of_the_background(paragraph: str, width: int) -> None:
    background = (paragraph, "Nothing else is known of what became of the books, which were not hers.")
    text = "\n".join(textwrap.fill(line, width) for line in printed(background="\n\n".join(background)).split("\n"))
    assert reading(text).action.background == background


@pytest.mark.parametrize(
    "paragraph",
    [
        "Monsieur Jean Modèle, Directeur de la radio nationale depuis dix ans, a été arrêté lundi.",
        "Sir Ernest Sample, Chairman of the board of the library, was taken on Friday from his home.",
        "Señor Juan Muestra, Presidente de la asociación de lectores, fue detenido el viernes en su casa.",
        "Dear to many readers, Ana Prueba was a librarian in the town for years.",
    ],
)
@pytest.mark.parametrize("width", [64, 10_000])
def test_nor_somebody_at_the_beginning_of_a_paragraph(paragraph: str, width: int) -> None:
    text = printed(
        background=paragraph + "\n\nNothing else is known of what became of the books, which were not hers.",
        letter=f"Dear Minister,\n\nPlease release her.\n\n{paragraph}\n\nYours sincerely,",
    )
    found = reading("\n".join(textwrap.fill(line, width) for line in text.split("\n"))).action
    assert found.background[0] == paragraph
    assert found.letter is not None
    assert found.letter.paragraphs == ("Please release her.", paragraph)


@pytest.mark.parametrize(
    "greeting",
    [
        "Dear Minister,", "Dear Sir or Madam:", "Your Excellency,", "Your Majesty King Modèle,", "Your Excellency:",
        "Your Excellency the President of the Republic,", "Monsieur le Ministre,", "Estimado señor fiscal general:",
        "Dear Minister / Your Excellency,", "Señor presidente:", "Dear Members of the Board,", "Dear Minister",
    ],
)  # fmt: skip
def test_greetings_on_a_line_of_their_own(greeting: str) -> None:
    found = letter_of(letter=f"{greeting}\n\nPlease release Ana Prueba.\n\nYours sincerely,").letter
    assert found is not None
    assert (found.salutation, found.paragraphs) == (greeting, ("Please release Ana Prueba.",))


def test_a_line_that_goes_on_with_a_capital_is_joined_where_its_paragraph_is_wrapped() -> None:
    lines = clean(
        "The singer Orla Beispiel and her brother were taken from a stage on Sunday.\n"
        "They are believed to be held without charge at the Central Prison of Varna\n"
        "and are said to have been questioned for two nights by officers of the Town\n"
        "Police Headquarters.\n\n"
        "Nobody has been told when they will be brought before the Court of the Town\n"
        "Hall. Her lawyer was not let in, and neither was his sister who had come by\n"
        "train.\n"
    )
    assert [line.split()[-1] for line in lines if line] == ["Headquarters.", "train."]
    assert len(lines) == 3


@pytest.mark.parametrize(
    "closing",
    [
        "No further action by the network is requested for now. Many thanks to all who sent appeals for her\nand him.",
        "Aucune autre action n'est requise de la part du réseau. Merci à tous ceux qui\nont envoyé des appels.",
        "No se requiere ninguna nueva acción de la red por el momento. Gracias a quienes enviaron\nllamamientos.",
    ],
)
def test_a_closing_remark_leaves_nothing_behind_where_it_is_wrapped(closing: str) -> None:
    text = A[: A.index("RECOMMENDED ACTION")] + closing
    assert action(text).background == action(text.replace(closing, "")).background


def test_marks_of_mails_are_no_text_and_a_pair_of_doubled_quotes_is_one() -> None:
    assert clean(">From Varna she was taken.\n\nHe said ''no, they\nsaid'' and 'yes'' to it.") == (
        "From Varna she was taken.",
        "",
        'He said "no, they',
        "said\" and 'yes'' to it.",
    )
