"""The letter: whose salutation, every paragraph, and one made from demands where there is no sample."""

from dataclasses import replace

import pytest
from hypothesis import given

from content.action import Letter, Target, UrgentAction
from content.appeals import letter
from content.appeals.words import prose
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, MINISTER, actions

CLERK = Target(name="Cy Mid", address=("3 Low Lane",))


def test_the_whole_letter() -> None:
    assert letter.text(HARBOUR, MINISTER).split("\n\n") == [
        "Dear Minister Low,",
        "I write about Mina T., a teacher.",
        "I ask you to free her, or to charge her and let her see a lawyer.",
        "Yours sincerely,",
        "[Your name, town and country]",
    ]


def test_each_target_has_its_own_salutation() -> None:
    assert letter.salutation(HARBOUR, MINISTER) == "Dear Minister Low,"
    assert letter.salutation(HARBOUR, AMBASSADOR) == "Dear Ambassador,"


def test_the_letters_salutation_is_for_the_first_target_or_the_only_one_without_its_own() -> None:
    three = replace(HARBOUR, targets=(MINISTER, CLERK, AMBASSADOR))
    behind = replace(HARBOUR, targets=(AMBASSADOR, CLERK))

    assert letter.salutation(three, MINISTER) == "Dear Minister Low,"
    assert letter.salutation(three, CLERK) == "Dear Cy Mid,"
    assert letter.salutation(behind, CLERK) == "Dear Minister Low,"


def test_a_salutation_is_made_of_the_role_before_the_name() -> None:
    assert letter.salutation(DEMANDS, MINISTER) == "Dear Minister of Harbours,"
    assert letter.salutation(DEMANDS, CLERK) == "Dear Cy Mid,"
    assert letter.salutation(DEMANDS, Target(name="")) == "Dear Sir or Madam,"
    assert letter.salutation(replace(DEMANDS, language="fr-CA"), MINISTER) == "Madame, Monsieur,"
    assert letter.salutation(replace(DEMANDS, language="es"), MINISTER) == "Minister of Harbours,"


@pytest.mark.parametrize(
    "printed", ["Your Excellency", "Your Excellency,", "Your Excellency:", " Your\nExcellency ,. "]
)
def test_a_salutation_ends_with_one_comma(printed: str) -> None:
    assert letter.salutation(HARBOUR, replace(MINISTER, salutation=printed)) == "Your Excellency,"


def test_a_salutation_in_another_script_keeps_its_own_comma() -> None:
    assert letter.salutation(HARBOUR, replace(MINISTER, salutation="معالي الوزير،")) == "معالي الوزير،"


def test_a_letter_from_demands_says_only_what_is_printed() -> None:
    assert letter.text(DEMANDS, MINISTER).split("\n\n") == [
        "Dear Minister of Harbours,",
        "I am writing to you about Mina T.",
        "Mina T. was taken from her school. She has seen no lawyer.",
        "These are my requests:\n- Urging that she be freed or charged\n- calling for a lawyer at once",
        "Yours sincerely,",
        "[Your name, town and country]",
    ]


def test_a_letter_from_demands_in_a_language_without_words_of_ours() -> None:
    spanish = replace(DEMANDS, language="es", summary="", title="Maestra detenida", people=(), asks=("Libertad",))

    assert (
        letter.text(spanish, replace(MINISTER, role="Ministra")) == "Ministra,\n\nMaestra detenida\n\n- Libertad\n\n[…]"
    )


def test_a_letter_without_a_closing_gets_one_in_its_language() -> None:
    french = replace(HARBOUR, language="fr", letter=Letter(salutation="Madame la Ministre", paragraphs=("Bonjour.",)))

    assert letter.text(french, MINISTER).split("\n\n")[0] == "Madame la Ministre,"
    assert "haute considération" in letter.text(french, MINISTER).split("\n\n")[2]


@given(actions)
def test_a_letter_never_loses_a_paragraph(action: UrgentAction) -> None:
    for target in action.targets:
        text = letter.text(action, target)
        paragraphs = [prose(one) for one in action.letter.paragraphs if prose(one)] if action.letter else []
        at = 0
        for paragraph in paragraphs:
            at = text.index(paragraph, at) + len(paragraph)
        if not paragraphs:
            assert all(" ".join(ask.split()) in text for ask in map(prose, action.asks) if "\n" not in ask)
        assert text == text.strip()
        assert "\n\n\n" not in text


@given(actions)
def test_a_letter_begins_with_a_line_that_ends_with_a_comma(action: UrgentAction) -> None:
    for target in action.targets:
        salutation = letter.salutation(action, target)
        assert not salutation or salutation[-1] in ",،，、"
        assert "\n" not in salutation
        assert letter.text(action, target).startswith(salutation)
