"""What an address names, signed."""

import base64

import pytest

from bot.on_web.compose.ticket import Forged, Ticket, Tickets
from content.action import Channel
from content.ids import ActionId, TargetId

TICKET = Ticket(ActionId(12), TargetId(345), Channel.EMAIL, "fr")
TICKETS = Tickets("the secret of this house")


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("language", ["", "en", "pt-BR", "zh-Hant-TW"])
def test_what_was_signed_is_read(channel: Channel, language: str) -> None:
    ticket = Ticket(ActionId(10**9), TargetId(1), channel, language)
    assert TICKETS.read(TICKETS.sign(ticket)) == ticket


def test_the_same_ticket_has_the_same_short_address_every_time() -> None:
    signed = TICKETS.sign(TICKET)
    assert signed == Tickets("the secret of this house").sign(TICKET)
    assert len(signed) < 90
    assert set(signed) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_another_target_another_channel_and_another_secret_have_other_signatures() -> None:
    others = (
        Ticket(TICKET.action, TargetId(346), TICKET.channel, TICKET.language),
        Ticket(TICKET.action, TICKET.target, Channel.FAX, TICKET.language),
    )
    signatures = {TICKETS.sign(one).rpartition(".")[2] for one in (TICKET, *others)}
    assert len(signatures | {Tickets("another").sign(TICKET).rpartition(".")[2]}) == 4


def test_a_neighbour_cannot_be_reached_by_changing_the_number() -> None:
    said, _, signature = TICKETS.sign(TICKET).rpartition(".")
    plain = base64.urlsafe_b64decode(said + "==").replace(b"345", b"346")
    changed = base64.urlsafe_b64encode(plain).decode().rstrip("=")
    with pytest.raises(Forged):
        TICKETS.read(f"{changed}.{signature}")


def test_each_single_changed_letter_is_noticed() -> None:
    signed = TICKETS.sign(TICKET)
    for at in range(len(signed) - 1):  # the last letter has bits that stand for nothing
        with pytest.raises(Forged):
            TICKETS.read(signed[:at] + ("A" if signed[at] != "A" else "B") + signed[at + 1 :])


@pytest.mark.parametrize("text", ["", ".", "a.b", "é", "..", "W10.x" * 200, "%00", "W1" + "A" * 5000])
def test_what_is_no_ticket(text: str) -> None:
    with pytest.raises(Forged):
        TICKETS.read(text)


@pytest.mark.parametrize(
    "said",
    [
        [1, 2, "email"],
        [1, 2, "telex", "en"],
        ["1", 2, "email", "en"],
        [True, 2, "email", "en"],
        [1, 2, "email", "<b>"],
        [1, 2, "email", 7],
        [1, 2, [], "en"],
        {"action": 1},
        None,
    ],
)
def test_what_is_signed_and_still_no_ticket_of_this_kind(said: object) -> None:
    """As after a change of what is signed: an old address says kindly that it opens nothing."""
    signed = TICKETS._signed.dumps(said)
    assert isinstance(signed, str)
    with pytest.raises(Forged):
        TICKETS.read(signed)
