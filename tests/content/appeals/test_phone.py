"""A call: about a minute in any script, with blanks for who calls, and nothing that is asked of the caller."""

import re
from dataclasses import replace

import pytest
from hypothesis import given

from content.action import Channel, Person, UrgentAction
from content.appeals import compose, contacts
from content.appeals.channels import phone
from content.appeals.words import line
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, actions


def script(action: UrgentAction) -> list[str]:
    """The paragraphs of the call to the embassy."""
    return compose(action, AMBASSADOR, Channel.PHONE).body.split("\n\n")


@pytest.mark.parametrize(
    ("tongue", "opening", "asks", "thanks", "machine"),
    [
        (
            "es-MX",
            (
                "Buenos días. Me llamo [su nombre, ciudad y país]. Tengo un mensaje para Bo High, Ambassador. "
                "Llamo en relación con Mina T."
            ),
            "Le ruego que transmita estas peticiones:",
            "Gracias por su tiempo.",
            "contestador",
        ),
        (
            "ar",
            "طاب يومكم. اسمي [الاسم والمدينة والبلد]. لديّ رسالة إلى Bo High, Ambassador. أتصل بشأن Mina T.",
            "أرجو منكم نقل هذه المطالب:",
            "شكرًا على وقتكم.",
            "المجيب الآلي",
        ),
        (
            "ru",
            (
                "Здравствуйте. Меня зовут [ваши имя, город и страна]. У меня сообщение. Кому: Bo High, Ambassador. "
                "Я звоню вот по какому поводу: Mina T."
            ),
            "Прошу вас передать эти требования:",
            "Спасибо, что выслушали.",
            "автоответчик",
        ),
    ],
)
def test_a_call_in_the_actions_language(tongue: str, opening: str, asks: str, thanks: str, machine: str) -> None:
    said = script(replace(DEMANDS, language=tongue))

    assert said[0] == opening
    assert said[1] == DEMANDS.summary
    assert said[2].split("\n") == [asks, "- Urging that she be freed or charged", "- calling for a lawyer at once"]
    assert said[3] == thanks
    assert machine in said[4]
    assert len(said) == 5


def test_a_case_without_people_is_called_by_its_title() -> None:
    nobody = replace(HARBOUR, people=())

    assert script(nobody)[0].endswith("I am calling about Harbour teacher held without charge.")
    assert script(nobody)[1] == HARBOUR.summary
    assert script(replace(nobody, summary=""))[1] == script(nobody)[2], "what the letter asks"
    assert script(replace(HARBOUR, summary=""))[1] == "Harbour teacher held without charge"


def test_demands_leave_room_for_what_happened() -> None:
    ask = "free her today and let her go home to her family and her school, in safety and for good"
    said = script(replace(DEMANDS, asks=(ask,) * 20))

    assert said[1].startswith("Mina T. was taken from her school.")
    assert 1 < said[2].count(ask) < 8


def test_many_people_are_not_all_named() -> None:
    many = tuple(Person(name=f"Given{number} Family{number}") for number in range(60))
    said = script(replace(DEMANDS, people=many))

    assert "Given0 Family0, Given1 Family1" in said[0]
    assert "…" in said[0]
    assert said[1].startswith("Mina T. was taken")


@pytest.mark.parametrize(
    ("text", "fewest", "most"),
    [
        # about a minute of each, at the pace of news read aloud
        ("She was taken from her school and has seen no lawyer since the day of her arrest. " * 9, 130, 160),
        ("Её забрали прямо из школы, и со дня задержания она ни разу не видела адвоката. " * 8, 110, 160),
        ("اعتقلت المعلمة في مدرستها ولم يسمح لها بمقابلة محام منذ يوم اعتقالها حتى الآن. " * 8, 110, 160),
        ("她在学校被带走，从被捕那天起就没有见过律师。" * 13, 110, 160),
        ("เธอถูกจับที่โรงเรียนและไม่ได้พบทนายความเลยตั้งแต่วันที่ถูกจับกุม" * 14, 110, 190),
    ],
    ids=["Latin", "Cyrillic", "Arabic", "Chinese", "Thai"],
)
def test_a_minute_is_about_a_minute_in_any_script(text: str, fewest: int, most: int) -> None:
    assert fewest < phone.spoken([text]) < most


@pytest.mark.parametrize(
    "sentence", ["她在学校被带走，没有见过律师。", "Её забрали из школы, адвоката она не видела. "]
)
def test_a_long_script_in_another_alphabet_ends_within_the_minute(sentence: str) -> None:
    said = script(replace(HARBOUR, summary=sentence * 60))

    assert 100 < phone.spoken(said[:-1]) <= phone.MINUTE
    assert said[1].endswith((". ", ".", "。"))


@given(actions)
def test_every_call_takes_a_minute_at_most_and_asks_the_caller_for_nothing(action: UrgentAction) -> None:
    for target in action.targets:
        if Channel.PHONE not in contacts.usable(target):
            continue
        appeal = compose(action, target, Channel.PHONE)
        *said, machine = appeal.body.split("\n\n")
        assert phone.spoken(said) <= phone.MINUTE + 0.01
        assert re.search(r"\[\w[^\]]*\]", said[0])
        assert machine
        assert all(line(row) == row for paragraph in said for row in paragraph.split("\n"))
