"""Handing out: what lies in somebody's hand for each channel, in the chat they are in."""

import io
import math
from dataclasses import replace

import pytest
from pypdf import PdfReader

from bot.on_telegram.markup import parts, units
from content.action import Letter
from content.appeals.channels import x
from content.message import Attachment, Copy, Link, Span
from handlers.doors import Doors
from handlers.router import answering
from handlers.visit import Network
from tests.cases import AMBASSADOR, MINISTER, in_french, invented
from tests.handlers.conftest import HOURS, House
from tests.talk import Talk

PAGE = "https://ua.example.org/write/abc"


@pytest.fixture
async def bert(house: House) -> Talk:
    """Somebody in the United States, in a network whose compose pages have an address, before a target's channels."""
    doors = Doors(page=lambda *_: PAGE, entry=lambda *_: "https://t.me/example_bot?start=ua_901-26")
    house.answer = answering(house.database, Network(name="N", zone=HOURS.home, quiet=HOURS.quiet, doors=doors))
    person = await house.joined("bert", country="United States")
    await person.press("Take action")
    return person


async def picked(person: Talk, target: str, channel: str) -> None:
    await person.press(target)
    await person.press(channel)


def blocks(person: Talk) -> list[str]:
    return [span.text for span in person.shown[-1].message.text if span.block]


def links(person: Talk) -> dict[str, str]:
    return {button.label: button.url for button in person.shown[-1].buttons if isinstance(button, Link)}


def copies(person: Talk) -> dict[str, str]:
    return {button.label: button.copied for button in person.shown[-1].buttons if isinstance(button, Copy)}


def spans(person: Talk, text: str) -> list[Span]:
    return [span for span in person.shown[-1].message.text if span.text == text]


async def filed(person: Talk, label: str) -> Attachment:
    await person.press(label)
    attachment = person.shown[-1].message.attachment
    assert attachment is not None
    return attachment


async def test_an_e_mail(bert: Talk) -> None:
    await picked(bert, MINISTER.name, "Email")

    assert "Best language: French, English" in bert.last
    assert "To:\nminister@interior.example.org\noffice@interior.example.org" in bert.last
    assert "Subject: B.T." in bert.last
    [letter] = blocks(bert)
    assert letter.startswith("Dear Minister Exemple,")
    assert list(links(bert)) == ["Open in my mail app", "Gmail", "Outlook"]
    assert links(bert)["Open in my mail app"] == PAGE
    assert copies(bert)["Copy addresses"] == "minister@interior.example.org, office@interior.example.org"
    assert copies(bert)["Copy subject"] == "B.T."
    assert "with your name or with initials" in bert.last, "before signing: who will see it"


async def test_a_letter_on_paper_comes_as_text_and_as_a_pdf(bert: Talk) -> None:
    await picked(bert, MINISTER.name, "Letter")
    assert "1 place de l'Exemple" in bert.last

    pdf = await filed(bert, "PDF to print")

    assert pdf.name == "letter-1.pdf"
    assert pdf.media_type == "application/pdf"
    [page] = PdfReader(io.BytesIO(pdf.body)).pages
    assert "I ask you to let him stay." in page.extract_text()
    assert "initials are enough" in bert.last


async def test_a_fax_has_its_number_as_dialled_from_abroad_and_a_cover(bert: Talk) -> None:
    await picked(bert, MINISTER.name, "Fax")

    assert copies(bert)["Copy number"] == "+33 1 99 00 12 34"
    assert "(0)" not in bert.last
    pdf = await filed(bert, "PDF to print")
    assert "+33 1 99 00 12 34" in PdfReader(io.BytesIO(pdf.body)).pages[0].extract_text()


async def test_a_call_has_a_number_to_tap_and_the_time_that_it_is_there(bert: Talk) -> None:
    await picked(bert, AMBASSADOR.name, "Phone")

    [number] = spans(bert, "+1 202-555-0123")
    assert number.link == "tel:+12025550123"
    assert "It is 04:00 there (New York): the office is likely closed now." in bert.last  # 10:00 in Paris
    assert "If a machine answers" in blocks(bert)[0]
    assert "I called" in bert.labels


async def test_three_posts_to_choose_from(bert: Talk) -> None:
    await picked(bert, AMBASSADOR.name, "X")

    posts = blocks(bert)
    assert len(set(posts)) == len(posts) == 3
    assert all(x.weight(post) <= 280 and not post.startswith("@") for post in posts)
    assert [label for label in links(bert) if label.startswith("Open X")] == ["Open X 1", "Open X 2", "Open X 3"]
    assert list(copies(bert).values()) == posts
    assert "I posted it" in bert.labels


async def test_a_form_has_its_host_its_topic_and_its_text_in_pieces(bert: Talk) -> None:
    await picked(bert, AMBASSADOR.name, "Web form")

    assert links(bert)["embassy.example.org"] == "https://embassy.example.org/contact"
    assert "choose “Human rights”" in bert.last
    [whole] = blocks(bert)
    await bert.press("In pieces of 500")
    assert all(len(piece) <= 500 for piece in blocks(bert))
    assert "".join("".join(blocks(bert)).split()) == "".join(whole.split())
    await bert.press("Back")
    assert blocks(bert) == [whole]


async def test_pieces_of_another_size_are_nobodys_button(bert: Talk) -> None:
    await picked(bert, AMBASSADOR.name, "Web form")
    forged = bert.choice("In pieces of 500").rpartition(":")[0] + ":a"

    await bert.forge(forged)

    assert "no longer works" in bert.last


async def test_own_words_go_with_the_page_and_into_the_file(bert: Talk) -> None:
    await picked(bert, MINISTER.name, "Email")
    await bert.press("In your own words")
    await bert.press("Three short questions")
    await bert.say("I teach music, and I know what a teacher means to children.")
    await bert.press("Skip")
    await bert.press("Skip")

    assert "I teach music" in blocks(bert)[0]
    assert "Your words are in it." in bert.last
    assert links(bert)["Open in my mail app"].startswith(f"{PAGE}#w=")
    assert "teach" not in links(bert)["Open in my mail app"]
    assert b"I teach music" in (await filed(bert, "As a file")).body


async def test_what_no_font_prints_comes_as_text_with_the_reason(empty: House) -> None:
    strange = replace(invented().targets[0], salutation="Dear \ue123 Minister")
    empty.action = await empty.announce(invented(targets=(strange,)))
    anna = await empty.joined("anna")
    await anna.press("Take action")
    await picked(anna, strange.name, "Letter")

    file = await filed(anna, "PDF to print")

    assert file.name.endswith(".txt")
    assert "\ue123".encode() in file.body
    assert "print" in anna.last


async def test_the_languages_the_target_prefers_come_first(house: House) -> None:
    from storage import actions

    turkish = replace(in_french(invented()), language="tr", title="GERİ GÖNDERİLEBİLİR")
    async with house.database.writing() as tx:
        for text in (turkish, in_french(invented())):
            await actions.add(tx, text, zone="Europe/Paris", now=house.clock.now)
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")

    assert [label for label in anna.labels if label.startswith("Read")] == ["Read it in French", "Read it in Turkish"]
    await anna.press("Read it in Turkish")
    assert "Madame la Ministre," in anna.last


async def test_without_an_address_of_our_own_there_is_webmail_and_the_letter_to_copy(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await picked(anna, MINISTER.name, "Email")

    assert list(links(anna)) == ["Gmail", "Outlook"]
    assert blocks(anna)[0].startswith("Dear Minister")


async def test_a_letter_comes_in_as_few_messages_as_it_needs(empty: House) -> None:
    paragraph = "She has waited for a year, and nobody has told her what she is accused of. " * 3
    for number, paragraphs in enumerate((3, 25, 40), 1):
        letter = Letter(salutation="Dear Minister,", paragraphs=(paragraph,) * paragraphs)
        action = await empty.announce(invented(f"{number}/26", letter=letter, index=f"EUR 21/000{number}/2026"))
        anna = await empty.joined(f"anna{number}")
        await anna.say(f"/start ua_{number}-26")
        await anna.press("Take action")
        await picked(anna, MINISTER.name, "Email")
        told = anna.shown[-1]
        assert len(parts(told.message)) == math.ceil(units(told.text) / 4096), action


async def test_n_of_m_done(bert: Talk) -> None:
    await bert.press("Quickest way")
    await bert.press("I sent it")
    assert "1 of 2 done." in bert.last
    assert "Pass it on" in bert.labels
    await bert.press("Back")
    assert "1 of 2 done." in bert.last


async def test_one_target_alone_is_not_counted_up(house: House) -> None:
    anna = await house.joined("anna")
    await anna.press("Take action")
    await anna.press("Quickest way")
    await anna.press("I sent it")
    assert "of 1 done" not in anna.last


async def test_what_is_done_comes_last_with_its_reason(bert: Talk) -> None:
    assert "Email, Fax: 4 days left: this arrives in time." in bert.last.replace("📧 ", "")
    await bert.press("Quickest way")
    await bert.press("I sent it")
    await bert.press("Another way")
    assert bert.labels[:3] == ["Fax", "Letter", "Email"]
    assert "Email: You did this already." in bert.last
