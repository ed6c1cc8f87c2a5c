"""Cards: the alert, the reminder and the outcome."""

from datetime import date

from content.cards import broadcast_card, card, shortened
from content.choices import TakeAction, unpack
from content.ids import ActionId
from content.message import Press, plain
from content.render import Voice
from content.rules.announcing import BroadcastKind
from tests.cases import invented

ACTION = ActionId(7)


def test_the_alert_says_who_where_what_and_how_long() -> None:
    message = card(Voice("en"), ACTION, invented(asks=("Let him stay.",)), days=4)
    said = plain(message.text)
    for words in ("B.T. · France", "4 days left", "March 1, 2026", "sent back within days", "We ask:", "Let him stay."):
        assert words in said
    button = message.rows[0][0]
    assert isinstance(button, Press)
    assert unpack(button.choice).owner is None, "it works for whoever got it"
    assert unpack(button.choice).choice == TakeAction(ACTION)


def test_days_left_in_words() -> None:
    for days, words in (
        (0, "last day"),
        (1, "1 day left"),
        (2, "2 days left"),
        (None, "no deadline"),
        (-1, "closed on"),
    ):
        assert words in plain(card(Voice("en"), ACTION, invented(), days=days).text)
    assert "encore 4 jours" in plain(card(Voice("fr"), ACTION, invented(), days=4).text)


def test_a_reminder_is_short_and_an_outcome_asks_nothing() -> None:
    reminder = broadcast_card(Voice("en"), BroadcastKind.REMINDER, ACTION, invented(), days=2)
    assert "not told us yet" in plain(reminder.text)
    assert reminder.rows
    outcome = broadcast_card(Voice("en"), BroadcastKind.OUTCOME, ACTION, invented(deadline=None), days=None)
    assert not outcome.rows
    assert "No further action" in plain(outcome.text)


def test_a_long_summary_ends_with_a_sentence() -> None:
    text = "A first sentence. " * 60
    assert shortened(text, 700).endswith("sentence.")
    assert len(shortened(text, 700)) <= 700
    assert shortened("word " * 300, 700).endswith("word …")


def test_an_action_without_people_shows_its_title_once() -> None:
    message = card(Voice("en"), ACTION, invented(people=(), deadline=date(2026, 3, 1)), days=4)
    assert plain(message.text).count("REFUGEE MAY BE SENT BACK") == 1
