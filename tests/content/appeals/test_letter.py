"""The letter: whose salutation, every paragraph, and one made from demands where there is no sample."""

from dataclasses import replace

import pytest
from hypothesis import given

from content.action import Letter, Target, UrgentAction
from content.appeals import OURS, Own, letter
from content.appeals.words import prose
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, MINISTER, actions

CLERK = Target(name="Cy Mid", address=("3 Low Lane",))


def test_the_whole_letter() -> None:
    assert letter.text(HARBOUR, MINISTER).split("\n\n") == [
        "Dear Minister Low,",
        "I write about Mina T., a teacher.",
        "I ask you to free her, or to charge her and let her see a lawyer.",
        "Yours sincerely,",
        "[Your name or initials, town and country]",
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
    assert letter.salutation(replace(DEMANDS, language="de"), MINISTER) == "Minister of Harbours,"


@pytest.mark.parametrize(
    ("language", "begins", "ends"),
    [
        ("en", "Dear Minister of Harbours,", "Yours sincerely,"),
        ("fr", "Madame, Monsieur,", "Veuillez agréer l’expression de ma haute considération."),
        ("es", "Estimada señora, estimado señor:", "Atentamente,"),
        ("ar", "تحية طيبة وبعد،", "وتفضلوا بقبول فائق الاحترام والتقدير،"),
        ("ru", "Уважаемые дамы и господа!", "С уважением,"),
    ],
)
def test_each_language_has_its_phrases(language: str, begins: str, ends: str) -> None:
    made = letter.text(replace(DEMANDS, language=language), MINISTER).split("\n\n")

    assert (made[0], made[-2]) == (begins, ends)
    assert made[-1].startswith("[")
    assert made[-1].endswith("]")
    assert "Mina T." in made[1]
    assert made[3].count("\n- ") == 2


@pytest.mark.parametrize(
    ("language", "printed", "shown"),
    [
        ("es", "Señor Ministro:", "Señor Ministro:"),
        ("es", "Señor Ministro,", "Señor Ministro,"),
        ("es", "Señor Ministro", "Señor Ministro:"),
        ("ru", "Уважаемый господин министр!", "Уважаемый господин министр!"),
        ("ru", "Уважаемый господин министр", "Уважаемый господин министр!"),
        ("ar", "معالي الوزير", "معالي الوزير،"),
        ("zh", "尊敬的部长：", "尊敬的部长："),
    ],
)
def test_a_salutation_ends_as_its_language_has_it(language: str, printed: str, shown: str) -> None:
    assert letter.salutation(replace(HARBOUR, language=language), replace(MINISTER, salutation=printed)) == shown


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
        "[Your name or initials, town and country]",
    ]


def test_a_letter_from_demands_in_a_language_without_words_of_ours() -> None:
    german = replace(DEMANDS, language="de", summary="", title="Lehrerin in Haft", people=(), asks=("Freiheit",))

    assert (
        letter.text(german, replace(MINISTER, role="Ministerin"))
        == "Ministerin,\n\nLehrerin in Haft\n\n- Freiheit\n\n[…]"
    )


@pytest.mark.parametrize(
    ("language", "paragraphs", "place"),
    [
        ("en", ("She was taken.",), 1),
        ("en", ("I urge you to free her.",), 1),
        ("en", ("She was taken.", "I urge you to free her."), 1),
        ("en", ("She was taken.", "She is ill.", "She has no lawyer."), 2),
        ("en", ("She was taken.", "I urge you to free her.", "I look forward to your answer."), 1),
        ("en", ("She was taken.", "She is ill.", "I therefore ask you to:", "- free her", "- let her go"), 2),
        ("en", ("She was taken.", "I call on you to free her.", "I also respectfully ask for a doctor."), 1),
        ("en", ("I ask you to free her.", "- at once", "- for good"), 3),
        ("fr", ("Elle est malade.", "Je vous demande de la libérer.", "Je vous remercie de votre attention."), 1),
        ("es", ("Está enferma.", "Le pido que la libere.", "Quedo a la espera de su respuesta."), 1),
        ("ar", ("هي مريضة.", "لذا أحثكم على الإفراج عنها.", "شكراً لكم."), 1),
        ("ru", ("Она больна.", "Прошу Вас освободить её.", "Буду благодарна за ответ."), 1),
        ("de", ("Sie ist krank.", "Ich bitte Sie, sie freizulassen."), 1),
    ],
)
def test_ones_own_paragraph_goes_before_what_is_asked(language: str, paragraphs: tuple[str, ...], place: int) -> None:
    action = replace(HARBOUR, language=language, letter=Letter(salutation="", paragraphs=paragraphs))
    ours, made = (letter.parts(action, MINISTER, own) for own in (OURS, Own(paragraph=" I am a\r\nnurse.\n\n")))

    assert ours.place == made.place == place
    assert ours.paragraphs == paragraphs
    assert made.paragraphs == (*paragraphs[:place], "I am a\nnurse.", *paragraphs[place:])


def test_a_letter_written_whole_is_all_there_is() -> None:
    own = Own(paragraph="Never seen.", letter="Dear you,\r\n\r\nFree\u202e her.\n - now \n\t\n\n\nJane\x00")
    made = letter.parts(HARBOUR, MINISTER, own)

    assert made.paragraphs == ("Dear you,", "Free her.\n- now", "Jane")
    assert (made.salutation, made.closing, made.signature, made.place) == ("", "", "", 3)
    assert letter.text(HARBOUR, MINISTER, own) == "Dear you,\n\nFree her.\n- now\n\nJane"


def test_a_letter_of_nothing_is_none_of_ones_own() -> None:
    assert letter.text(HARBOUR, MINISTER, Own(letter=" \n\x00\n", paragraph="\u202e")) == letter.text(HARBOUR, MINISTER)


def test_what_a_letter_asks_for() -> None:
    asking = Letter(
        salutation="",
        paragraphs=(
            "She is ill.",
            "I know this. I ask you to free her; to let her see a doctor; and to end it. Thanks.",
        ),
    )
    listed = Letter(salutation="", paragraphs=("She is ill.", "I urge you to:", "- free her", "- end it"))

    assert letter.asked(DEMANDS) == ("Urging that she be freed or charged", "calling for a lawyer at once")
    assert letter.asked(replace(HARBOUR, letter=asking)) == (
        "I ask you to free her",
        "to let her see a doctor",
        "and to end it.",
    )
    assert letter.asked(replace(HARBOUR, letter=listed)) == ("free her", "end it")
    assert letter.asked(replace(HARBOUR, letter=None)) == ()


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
def test_a_letter_begins_with_a_line_that_ends_with_a_mark(action: UrgentAction) -> None:
    for target in action.targets:
        salutation = letter.salutation(action, target)
        assert not salutation or salutation[-1] in ",،，、：:!！"
        assert "\n" not in salutation
        assert letter.text(action, target).startswith(salutation)
