"""The appeals of two real Urgent Actions, and of every document there is.

The real ones' texts stay where they are; contacts and names are facts.
"""

from datetime import date
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qs, urlsplit

import pytest

from content.action import Channel, Letter, Person, Target, UrgentAction
from content.appeals import compose, contacts, links, ranking
from content.appeals.channels import x
from content.appeals.words import prose, sentences
from content.message import host
from content.reading import from_document, read
from content.samples import documents
from tests.content.reading.documents import shelf

DOCUMENTS = Path(__file__).parents[3] / ".." / "shared" / "ua"

real = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real documents are not beside the project")
TODAY = date(2026, 11, 27)


def letter(name: str, salutation: str) -> Letter:
    lines = [line.strip() for line in (DOCUMENTS / name).read_text().splitlines()]
    start, end = lines.index(salutation), lines.index("Yours sincerely,")
    return Letter(
        salutation=salutation,
        paragraphs=tuple(line.removeprefix("[bookmark: _GoBack]") for line in lines[start + 1 : end] if line),
        closing="Yours sincerely,",
    )


def summary(name: str) -> str:
    lines = [line.strip() for line in (DOCUMENTS / name).read_text().splitlines() if line.strip()]
    return lines[2]


@pytest.fixture
def france() -> UrgentAction:
    return UrgentAction(
        number="24/21",
        title="DEPORTATION FROM FRANCE",
        summary=summary("ua-24-21.txt"),
        people=(Person(name="A.S.", withheld=True),),
        targets=(
            Target(
                name="Gérald Darmanin",
                role="Minister of Interior",
                address=("Ministry of the Interior", "Place Beauvau", "75800 Paris Cedex 08, France"),
                emails=("secretariat.sg@interieur.gouv.fr", "secretariatdgdgef@interieur.gouv.fr"),
                faxes=("+33 (0)1 40 07 29 91",),
            ),
            Target(
                name="Philippe Etienne",
                role="Ambassador",
                address=("Embassy of France", "4101 Reservoir Road NW, Washington DC 20007"),
                phones=("202 944 6000",),
                x_handles=("@Ph_Etienne",),
                contact_forms=("https://bit.ly/2QbKqkv",),
                salutation="Dear Ambassador",
                accredited_to="US",
            ),
        ),
        letter=letter("ua-24-21.txt", "Dear Minister Darmanin,"),
        deadline=date(2021, 2, 26),
    )


@pytest.fixture
def chechnya() -> UrgentAction:
    return UrgentAction(
        number="2/19",
        title="CRACKDOWN IN CHECHNYA",
        summary=summary("ua-2-19.txt"),
        targets=(
            Target(
                name="Vladimir Putin",
                role="President of the Russian Federation",
                address=("Ul. Ilyinka, 23", "103132 Moscow", "Russian Federation"),
                x_handles=("@KremlinRussia", "@KremlinRussia_E"),
                faxes=("+7 495 9102134",),
            ),
            Target(
                name="Anatoly Antonov",
                role="Ambassador",
                address=("Embassy of the Russian Federation", "2650 Wisconsin Ave. NW, Washington DC 20007"),
                phones=("1 202 298 5700",),
                faxes=("1 202 298 5735",),
                emails=("rusembusa@mid.ru",),
                x_handles=("@RusEmbUSA",),
                salutation="Dear Ambassador",
                accredited_to="US",
            ),
        ),
        letter=letter("ua-2-19.txt", "Dear President,"),
        deadline=date(2019, 5, 17),
    )


@real
def test_a_letter_is_whole_and_to_the_right_person(france: UrgentAction, chechnya: UrgentAction) -> None:
    for action, paragraphs in ((france, 4), (chechnya, 2)):
        assert action.letter is not None
        first = compose(action, action.targets[0], Channel.POST).body.split("\n\n")
        second = compose(action, action.targets[1], Channel.POST).body.split("\n\n")
        assert first[0] == action.letter.salutation
        assert second[0] == "Dear Ambassador,"
        assert first[1:-2] == second[1:-2] == list(action.letter.paragraphs)
        assert len(first[1:-2]) == paragraphs
        assert first[-2] == "Yours sincerely,"


@real
def test_both_letters_are_too_long_for_a_link(france: UrgentAction, chechnya: UrgentAction) -> None:
    for action, target, to in (
        (france, france.targets[0], "secretariat.sg@interieur.gouv.fr,secretariatdgdgef@interieur.gouv.fr"),
        (chechnya, chechnya.targets[1], "rusembusa@mid.ru"),
    ):
        appeal = compose(action, target, Channel.EMAIL)
        (_, gmail), (_, outlook) = appeal.links
        assert parse_qs(urlsplit(gmail).query)["to"] == [to]
        assert parse_qs(urlsplit(gmail).query)["su"] == [appeal.subject] == [action.who]
        assert parse_qs(urlsplit(outlook).query)["to"] == [to.replace(",", ";")]
        assert all("body" not in parse_qs(urlsplit(url).query) for url in (gmail, outlook))


@real
def test_numbers_can_be_dialled_from_anywhere(france: UrgentAction, chechnya: UrgentAction) -> None:
    assert compose(france, france.targets[0], Channel.FAX).to == ("+33 1 40 07 29 91",)
    assert compose(france, france.targets[1], Channel.PHONE).to == ("+1 202-944-6000",)
    assert compose(chechnya, chechnya.targets[0], Channel.FAX).to == ("+7 495 910-21-34",)
    assert compose(chechnya, chechnya.targets[1], Channel.FAX).to == ("+1 202-298-5735",)
    assert compose(chechnya, chechnya.targets[1], Channel.PHONE).to == ("+1 202-298-5700",)


@real
def test_posts_are_whole_sentences_to_the_handles(france: UrgentAction, chechnya: UrgentAction) -> None:
    for action, target, end in (
        (france, france.targets[1], " @Ph_Etienne UA 24/21"),
        (chechnya, chechnya.targets[0], " @KremlinRussia @KremlinRussia_E UA 2/19"),
        (chechnya, chechnya.targets[1], " @RusEmbUSA UA 2/19"),
    ):
        body = compose(action, target, Channel.X).body
        assert body.endswith(end)
        assert body.startswith(sentences(action.summary)[0])
        assert body.removesuffix(end).endswith(".")
        assert x.weight(body) <= 280


@real
def test_a_call_says_the_whole_summary(france: UrgentAction, chechnya: UrgentAction) -> None:
    for action in (france, chechnya):
        script = compose(action, action.targets[1], Channel.PHONE).body
        assert all(sentence in script for sentence in sentences(action.summary))
        assert len(script.split()) < 150


@real
def test_a_form_shows_where_it_leads(france: UrgentAction) -> None:
    assert compose(france, france.targets[1], Channel.FORM).links == (("bit.ly", "https://bit.ly/2QbKqkv"),)


@real
def test_who_is_asked_to_write_to_whom(france: UrgentAction, chechnya: UrgentAction) -> None:
    assert ranking.targets(france, lives_in="FR") == ranking.targets(chechnya, lives_in=None) == (0,)
    assert ranking.targets(france, lives_in="US") == (0, 1)
    assert ranking.quickest(france, lives_in="FR", days_left=4, done=()) == (0, Channel.EMAIL)
    assert ranking.quickest(chechnya, lives_in="FR", days_left=0, done=()) == (0, Channel.X)


def everything() -> list[UrgentAction]:
    """Every document of ours, as it is expected to be read; the samples and the real ones, as they are."""
    ours = [from_document(one.expected) for one in shelf.documents()]
    samples = [read(one.document, today=TODAY).action for one in documents(TODAY)]
    real = sorted(DOCUMENTS.glob("ua-*.txt")) if DOCUMENTS.is_dir() else []
    return [*ours, *samples, *(read(file.read_bytes(), today=TODAY).action for file in real)]


def test_every_channel_of_every_target_of_every_document_composes() -> None:
    made = 0
    for action in everything():
        for target in action.targets:
            usable = contacts.usable(target)
            assert usable == target.channels, (action.number, target)
            for channel in usable:
                appeal = compose(action, target, channel)
                assert appeal.to
                assert appeal.subject
                assert all(url.startswith(("https://", "http://")) and host(url) for _, url in appeal.links)
                if channel is Channel.EMAIL:
                    assert 0 < len(appeal.mailto) <= links.LIMIT
                    assert len(appeal.links) == 2
                if channel in (Channel.POST, Channel.EMAIL, Channel.FAX, Channel.FORM):
                    paragraphs = action.letter.paragraphs if action.letter else ()
                    assert all(prose(one) in appeal.body for one in paragraphs)
                made += 1
    assert made > 250


def test_no_appeal_takes_long_after_the_first() -> None:
    """Far above what it takes (about a millisecond), far below what somebody would notice."""
    for action in everything():
        for target in action.targets:
            for channel in contacts.usable(target):
                assert min(seconds(action, target, channel) for _ in range(3)) < 0.02, (action.number, channel)


def seconds(action: UrgentAction, target: Target, channel: Channel) -> float:
    start = perf_counter()
    compose(action, target, channel)
    return perf_counter() - start
