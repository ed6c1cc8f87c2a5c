"""Advice on a letter with own words: what is missing, impolite, private, or names somebody who is not to be named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Letter, Person, Target, UrgentAction
from content.appeals import Own, letter
from content.appeals.advice import Advice, advice
from content.appeals.words import sentences
from content.reading import from_document, read
from content.samples import documents as samples
from tests.content.appeals.actions import HARBOUR, MINISTER, actions, wordy
from tests.content.reading.documents import shelf

REAL = Path(__file__).parents[4] / "shared" / "ua"
HIDDEN = replace(HARBOUR, people=(Person(name="A.S.", withheld=True),), letter=None, asks=("free A.S.", "see a lawyer"))


def kinds(text: str, action: UrgentAction = HARBOUR, *, language: str = "") -> list[Advice]:
    return list(dict.fromkeys(kind for kind, _ in advice(text, action, MINISTER, language=language)))


def details(kind: Advice, text: str, action: UrgentAction = HARBOUR) -> list[str]:
    return [detail for one, detail in advice(text, action, MINISTER) if one is kind]


def with_own(paragraph: str, action: UrgentAction = HARBOUR) -> str:
    return letter.text(action, MINISTER, Own(paragraph=paragraph))


def documents() -> list[UrgentAction]:
    today = date(2026, 11, 27)
    found = [from_document(one.expected) for one in shelf.documents()]
    found += [read(sample.document, today=today).action for sample in samples(today)]
    real = sorted(REAL.glob("ua-*.txt")) if REAL.is_dir() else []
    return found + [read(file.read_bytes(), today=today).action for file in real]


def test_the_letters_of_all_documents_draw_none_but_on_their_length() -> None:
    """As they are, and as if somebody had typed them in other paragraphs."""
    for action in documents():
        for target in action.targets:
            printed = letter.text(action, target)
            typed = "\n\n".join(sentence for one in printed.split("\n\n") for sentence in sentences(one))
            for text in (printed, typed):
                assert {kind for kind, _ in advice(text, action, target)} <= {Advice.LONG}, (action.number, target.name)


def test_a_kind_paragraph_of_ones_own_draws_none() -> None:
    kind = "I am a nurse in Lyon and have three children. Last May I visited the Harbour Museum; people were so kind!"

    assert kinds(with_own(kind)) == []


def test_the_person_is_to_be_named() -> None:
    text = "I ask you to free this teacher, or to charge her and let her see a lawyer."

    assert advice(text, HARBOUR, MINISTER) == ((Advice.UNNAMED, "Mina T."),)
    assert kinds(text.replace("this teacher", "Mina")) == []
    assert kinds(text.replace("this teacher", "MINA T")) == []
    two = replace(HARBOUR, people=(Person(name="Mina T."), Person(name="Olga Rey")))
    assert kinds(text.replace("this teacher", "Olga"), two) == []


def test_a_name_may_be_declined_or_stand_in_another_script() -> None:
    russian = replace(
        HARBOUR,
        language="ru",
        people=(Person(name="Мина Тарова"),),
        letter=Letter(salutation="Уважаемый министр!", paragraphs=("Прошу Вас освободить Мину Тарову.",)),
    )

    assert details(Advice.UNNAMED, "Прошу освободить Мину.", russian) == []
    assert details(Advice.UNNAMED, "Прошу освободить учительницу.", russian) == ["Мина Тарова"]
    assert details(Advice.UNNAMED, "Прошу освободить Мину.") == []


def test_every_demand_is_looked_for_in_a_letter_that_somebody_wrote() -> None:
    action = replace(
        HARBOUR, asks=("Urging that she be released at once", "calling for an investigation into the beatings")
    )

    assert details(Advice.MISSING, "Please release Mina.", action) == ["calling for an investigation into the beatings"]
    assert details(Advice.MISSING, "Mina is ill.", action) == list(action.asks)
    assert details(Advice.MISSING, "Release Mina, and investigate who beat her: the beatings…", action) == []
    assert details(Advice.MISSING, with_own("I am a nurse.", action), action) == []


def test_demands_are_those_of_the_letter_where_there_are_no_others() -> None:
    assert letter.asked(HARBOUR) == ("I ask you to free her, or to charge her and let her see a lawyer.",)
    assert details(Advice.MISSING, "Mina needs a doctor.") == [
        "I ask you to free her, or to charge her and let her see a lawyer."
    ]


def test_demands_are_not_looked_for_in_another_language() -> None:
    assert details(Advice.MISSING, "Je suis inquiète pour Mina, car elle est malade et n'a vu personne.") == []
    assert advice("Mina!", HARBOUR, MINISTER, language="fr") == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        "You are an idiot.",
        "Shame on you",
        "You will regret it.",
        "Vous êtes des salauds.",
        "Usted es un cobarde.",
        "Вы подлец.",
        "Как вам не стыдно",
        "أنتم كلاب",
        "FREE HER NOW",
        "She is INNOCENT and HARMLESS",
        "Why??",
        "Free her!!!",
        "Free her! Now! Please!",
    ],
)
def test_what_sounds_impolite_is_shown(paragraph: str) -> None:
    assert kinds(with_own(paragraph)) == [Advice.IMPOLITE]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Is it right? I do not think so!",
        "The UN and the OSCE have asked for it too.",
        "As a member of UNHCR I know what this means.",
        "My father was killed by cowardice alone.",
        "MINA T. IS ILL",
    ],
)
def test_what_only_looks_like_it_is_not(paragraph: str) -> None:
    assert Advice.IMPOLITE not in kinds(with_own(paragraph))


def test_what_the_document_prints_is_no_insult() -> None:
    action = replace(HARBOUR, summary="A court called her a coward.")

    assert details(Advice.IMPOLITE, with_own("She is no coward.", action), action) == []
    assert details(Advice.IMPOLITE, with_own("You are cowards.", action), action) == ["cowards"]


def test_a_page_is_a_page() -> None:
    asked = "Mina: I ask you to free her, or to charge her and let her see a lawyer. "

    assert kinds(asked + "word " * 430) == []
    assert kinds(asked + "word " * 450) == [Advice.LONG]
    assert kinds(asked + "w" * 2950) == [Advice.LONG]
    assert Advice.LONG in kinds("Mina。" + "她" * 1500)
    assert Advice.LONG not in kinds("Mina。" + "她" * 1400)


def test_the_addressees_languages() -> None:
    action = replace(HARBOUR, languages=("fr", "ru"))

    assert kinds(with_own("", action), action, language="en") == [Advice.LANGUAGE]
    for language in ("fr", "fr-CA", "ru", ""):
        assert Advice.LANGUAGE not in kinds(with_own("", action), action, language=language)
    assert kinds(with_own(""), language="en") == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("Write to me: jane.doe@example.org, please.", "jane.doe@example.org"),
        ("My number is +33 6 12 34 56 78.", "+33 6 12 34 56 78"),
        ("Call me: 555 0199.", "555 0199"),
        ("I live at 12 Rose Lane, Dublin.", "12 Rose Lane"),
        ("J’habite 3 bis, rue des Lilas.", "3 bis, rue des"),
        ("Vivo en la calle Mayor, 5.", "calle Mayor, 5"),
        ("Живу: ул. Мира, д. 5.", "ул. Мира, д. 5"),
        ("عنواني شارع النيل، 12", "شارع النيل، 12"),
        ("P.O. Box 123", "P.O. Box 123"),
    ],
)
def test_where_the_writer_lives_is_better_left_out(paragraph: str, found: str) -> None:
    assert details(Advice.PRIVATE, with_own(paragraph)) == [found]


def test_dates_cases_and_the_documents_own_contacts_are_not_private() -> None:
    for paragraph in (
        "On 27/07/2016 and on 2021-02-26 I read UA 3/26, index EUR 46/9686/2019.",
        "More than 1 000 000 000 people live in towns.",
        "I wrote to office@harbours.example.org and faxed +33 (0)1 40 07 29 91 in 2020 2021 2022.",
        "I live in Lyon, France, on the third floor.",
    ):
        assert details(Advice.PRIVATE, with_own(paragraph)) == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("I also think of her friend Jo Marsden.", "Jo Marsden"),
        ("Jo Marsden was taken too.", "Jo Marsden"),
        ("I know that Judge Marsden is fair.", "Judge Marsden"),
        ("We trust Mr. Marsden.", "Mr Marsden"),
        ("Her husband is Jean-Luc Marsden.", "Jean Luc Marsden"),
    ],
)
def test_a_name_that_the_document_does_not_print(paragraph: str, found: str) -> None:
    assert details(Advice.NAME, with_own(paragraph)) == [found]


def test_a_surname_after_a_name_that_is_printed_without() -> None:
    action = replace(HARBOUR, people=(Person(name="Mina"),), summary="Mina was taken.", letter=None)

    assert details(Advice.NAME, "Free Mina Tarova, please.", action) == ["Mina Tarova"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "I have been to New Zealand and to South Africa, and in San Sebastián.",
        "Last Monday I read it. In March we wrote. The Russian people are kind.",
        "Article 3 of the European Convention on Human Rights; the Universal Declaration; the United Nations.",
        "Being French, I care. Every Christian should. Many Muslims do.",
        "Dear Minister Low, Ada Low, Minister of Harbours: Your Excellency.",
        "I am grateful. Mina T. Nobody else.",
    ],
)
def test_words_in_capitals_that_are_no_names(paragraph: str) -> None:
    assert details(Advice.NAME, with_own(paragraph)) == []
    assert details(Advice.WITHHELD, with_own(paragraph)) == []


def test_the_one_who_signs_is_named() -> None:
    whole = letter.text(HARBOUR, MINISTER).replace(
        "[Your name or initials, town and country]", "Jane Doe\nLyon, France"
    )

    assert kinds(whole) == []


@pytest.mark.parametrize(
    "text",
    [
        "Please free Aslan S. today.",
        "Please free Aslan S today.",
        "Please free A. Sulimov today.",
        "Please free A.Sulimov today.",
        "Please free Aslan Sulimov today.",
        "Please free aslan sulimov today.",
        "please free aslan sulimov",
        "PLEASE FREE ASLAN SULIMOV",
        "Please free Sulimov today.",
        "Please free Aslan today.",
        "Please free Sulimov A. today.",
        "Please free Sulimov, Aslan.",
        "Please free A.S. Sulimov today.",
        "Please free Aslan-Sulimov.",
        "Aslan is in danger.",
        "Aslan’s family is afraid.",
        "Aslan Sulimov should be free.",
        "Sulimov should be free.",
        "I know that Aslan al-Sulimi is innocent.",
        "A.S. is Aslan Sulimov.",
        "A.S. (Aslan Sulimov) must be free.",
        "I read in the press that Aslan’s life is at risk.",
        "Áslan Sulimov is innocent.",
        "Прошу освободить Аслана Сулимова.",
        "Прошу освободить Аслана С. сегодня.",
        "نطلب الإفراج عن أصلان سليموف",
        "نطلب الإفراج عن أصلان س.",
        "Please help.\n\nAslan\nSulimov",
        "I mean Anton S., the teacher.",
        "I saw “Aslan” in the news.",
        "his name is aslan s.",
        "La famille d’Aslan a peur.",
    ],
)
def test_a_withheld_name_stays_withheld(text: str) -> None:
    assert details(Advice.WITHHELD, text, HIDDEN)


def test_a_printed_name_is_not_completed() -> None:
    assert details(Advice.WITHHELD, "I think of Mina Tarova.") == ["Mina Tarova"]
    assert details(Advice.WITHHELD, "I think of Mina t.") == []
    rose = replace(HIDDEN, people=(Person(name="R.T.", withheld=True),), summary="He rose at six. His will was strong.")
    assert details(Advice.WITHHELD, "I think of Rose T. today.", rose) == ["Rose T."]
    assert details(Advice.WITHHELD, "I think that R.T. rose too.", rose) == []


@pytest.mark.parametrize(
    "text",
    [
        "A.S. must not be deported. As a teacher I ask you to free A.S. and to let A. S. see a lawyer.",
        "Surely A.S. should be free. Sending A.S. away, or any such step, is unlawful. A.S. Nobody else.",
        "Article 3 and the Supreme Court protect A.S. in Spain, in August and on Sundays, as Amnesty says.",
        "All people are equal. Should A.S. suffer? Also, someone should act.",
    ],
)
def test_a_letter_that_completes_nothing(text: str) -> None:
    assert details(Advice.WITHHELD, text, HIDDEN) == []


def test_details_are_short_and_few() -> None:
    text = " ".join(f"Ask Judge Marsden{'x' * n} now." for n in range(9)) + " " + "A" * 300 + " BCD" * 300

    found = advice(text, HARBOUR, MINISTER)
    assert all(len(detail) <= 80 for _, detail in found)
    assert sum(kind is Advice.NAME for kind, _ in found) == 5


@given(actions, wordy)
@settings(max_examples=60)
def test_anything_can_be_advised_on(action: UrgentAction, typed: str) -> None:
    for target in action.targets:
        for own in (Own(paragraph=typed), Own(letter=typed)):
            text = letter.text(action, target, own)
            found = advice(text, action, target, language=action.language)
            assert found == advice(text, action, target, language=action.language)
            assert all(isinstance(kind, Advice) and detail == " ".join(detail.split()) for kind, detail in found)


@given(st.sampled_from(["en", "fr", "es", "ar", "ru", "de", "zh", "nonsense", ""]))
def test_our_own_letter_draws_none_in_any_language(language: str) -> None:
    action = replace(HARBOUR, language=language or "en", letter=None, asks=("free Mina T.", "see a lawyer"))
    target = Target(name="Ada Low", address=("1 Quay Street",))

    assert advice(letter.text(action, target), action, target, language=language) == ()
