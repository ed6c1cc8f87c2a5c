"""Every channel's appeal: where it goes, what it says, what is to copy and to open."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

from content.action import Channel, Letter, UrgentAction
from content.appeals import Label, Own, Unreachable, compose, contacts, letter
from content.message import Link
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, MINISTER, actions


def test_post() -> None:
    appeal = compose(HARBOUR, MINISTER, Channel.POST)

    assert appeal.to == (
        "Ada Low",
        "Minister of Harbours",
        "Ministry of Harbours",
        "1 Quay Street",
        "75001 Paris, France",
    )
    assert appeal.subject == "Mina T."
    assert appeal.body == letter.text(HARBOUR, MINISTER)
    assert appeal.links == ()
    assert [label for label, _ in appeal.copies] == [Label.COPY_LETTER, Label.COPY_ADDRESS]


def test_email() -> None:
    appeal = compose(HARBOUR, MINISTER, Channel.EMAIL)

    assert appeal.to == ("office@harbours.example.org", "Low@harbours.example.org")
    assert [label for label, _ in appeal.links] == ["Gmail", "Outlook"]
    for _, url in (*appeal.links, ("", appeal.mailto)):
        assert parse_qs(urlsplit(url).query)["body"] == [appeal.body.replace("\n", "\r\n")]
    assert appeal.mailto.startswith(
        "mailto:office@harbours.example.org,Low@harbours.example.org?subject=Mina%20T.&body="
    )
    assert appeal.copies == (
        ("Copy letter", appeal.body),
        ("Copy addresses", "office@harbours.example.org, Low@harbours.example.org"),
        ("Copy subject", "Mina T."),
    )


def test_an_email_whose_letter_no_link_holds_is_to_be_copied_first() -> None:
    long = replace(HARBOUR, letter=Letter(salutation="", paragraphs=("Свободу " * 60,)), language="ru")
    appeal = compose(long, replace(MINISTER, emails=("a@example.org",)), Channel.EMAIL)

    assert appeal.mailto == "mailto:a@example.org?subject=Mina%20T."
    assert [label for label, _ in appeal.copies] == [Label.COPY_LETTER, Label.COPY_ADDRESS, Label.COPY_SUBJECT]


def test_ones_own_words_are_in_every_letter_and_in_its_links() -> None:
    both = replace(MINISTER, contact_forms=("https://form.example.org",))
    for channel in (Channel.POST, Channel.EMAIL, Channel.FAX, Channel.FORM):
        added = compose(HARBOUR, both, channel, Own(paragraph="I teach, too."))
        whole = compose(HARBOUR, both, channel, Own(letter="Free Mina T.\n\nJo"))
        assert "a teacher.\n\nI teach, too.\n\nI ask you" in added.body
        assert whole.body.endswith("Free Mina T.\n\nJo")
        assert "a teacher" not in whole.body
        if channel is Channel.EMAIL:
            assert all("I%20teach%2C%20too." in url for _, url in (*added.links, ("", added.mailto)))


def test_fax() -> None:
    appeal = compose(HARBOUR, MINISTER, Channel.FAX)

    assert appeal.to == ("+33 1 40 07 29 91",)
    assert appeal.body == (
        "For the attention of: Ada Low, Minister of Harbours\nSubject: Mina T.\n\n" + letter.text(HARBOUR, MINISTER)
    )
    assert appeal.copies[0] == ("Copy number", "+33 1 40 07 29 91")
    french = compose(replace(HARBOUR, language="fr"), MINISTER, Channel.FAX)
    assert french.body.startswith("À l’attention de : Ada Low, Minister of Harbours\nObjet : Mina T.\n\n")
    for language, cover in (("es", "A la atención de: "), ("ar", "لعناية: "), ("ru", "Кому: "), ("de", "For the att")):
        assert compose(replace(HARBOUR, language=language), MINISTER, Channel.FAX).body.startswith(cover)


def test_several_numbers_are_one_fax() -> None:
    appeal = compose(HARBOUR, replace(MINISTER, faxes=("01 40 07 29 91", "01 40 07 29 92")), Channel.FAX)

    assert appeal.to == ("+33 1 40 07 29 91", "+33 1 40 07 29 92")
    assert [label for label, _ in appeal.copies] == [Label.COPY_NUMBER, Label.COPY_NUMBER, Label.COPY_LETTER]


def test_form() -> None:
    appeal = compose(HARBOUR, AMBASSADOR, Channel.FORM)

    assert appeal.to == ("https://coast.example.org/contact",)
    assert appeal.links == (("coast.example.org", "https://coast.example.org/contact"),)
    assert appeal.body == letter.text(HARBOUR, AMBASSADOR)


def test_a_call_with_demands() -> None:
    appeal = compose(DEMANDS, AMBASSADOR, Channel.PHONE)

    assert appeal.to == ("+1 202-944-6000",)
    assert appeal.copies == (("Copy number", "+1 202-944-6000"),)
    assert appeal.body.split("\n\n") == [
        (
            "Good day. My name is [your name, town and country]. I have a message for Bo High, Ambassador. "
            "I am calling about Mina T."
        ),
        "Mina T. was taken from her school. She has seen no lawyer.",
        "I ask you to pass on these requests:\n- Urging that she be freed or charged\n- calling for a lawyer at once",
        "Thank you for your time.",
        "If a machine answers, say the same, slowly, and leave no number of your own.",
    ]


def test_a_call_without_printed_demands_asks_as_the_letter_does_and_for_nothing_of_our_own() -> None:
    script = compose(HARBOUR, AMBASSADOR, Channel.PHONE).body

    assert HARBOUR.summary in script
    assert script.split("\n\n")[2] == "I ask you to free her, or to charge her and let her see a lawyer."
    assert "these requests" not in script


def test_a_call_in_french() -> None:
    script = compose(replace(DEMANDS, language="fr"), AMBASSADOR, Channel.PHONE).body

    assert script.startswith(
        "Bonjour. Je m’appelle [vos nom, ville et pays]. J’ai un message pour Bo High, Ambassador."
    )
    assert "répondeur" in script


def test_a_call_takes_about_a_minute_and_no_sentence_is_cut() -> None:
    sentence = "She waits in the old harbour prison for word from anybody at all."
    long = replace(
        DEMANDS, summary=" ".join([sentence] * 30), asks=tuple(f"Demand {n}: " + "free her " * 10 for n in range(9))
    )
    script = compose(long, AMBASSADOR, Channel.PHONE).body

    assert len(script.split()) < 180
    assert "Demand 0" in script
    assert sentence in script
    assert script.count("She waits") == script.count("anybody at all.")


def test_what_nothing_valid_reaches_has_no_appeal() -> None:
    with pytest.raises(Unreachable, match="cannot be reached by phone"):
        compose(HARBOUR, MINISTER, Channel.PHONE)
    with pytest.raises(Unreachable, match="email"):
        compose(HARBOUR, replace(MINISTER, emails=("office at example.org",)), Channel.EMAIL)


@given(actions)
def test_every_appeal_of_every_action_is_whole(action: UrgentAction) -> None:
    for target in action.targets:
        for channel in Channel:
            if channel not in contacts.usable(target):
                with pytest.raises(Unreachable):
                    compose(action, target, channel)
                continue
            appeal = compose(action, target, channel)
            assert appeal.channel is channel
            assert appeal.to
            assert appeal.subject
            assert appeal.body == appeal.body.strip() != ""
            assert not set("\x00\x1b\r\u202e\u2028\ud800\ufeff") & set(appeal.subject + appeal.body)
            for label, url in appeal.links:
                assert Link(label, url).url.isprintable()
            assert all(label and copied for label, copied in appeal.copies)
