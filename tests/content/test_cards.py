"""Cards: what each kind of broadcast says, to whom, and that it always fits."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.about import DISCREET, About
from content.action import Channel, Kind, Letter, Person, Target, UrgentAction
from content.cards import Told, broadcast_card, card, shortened
from content.choices import Decline, Later, OpenAction, OpenAppeal, Sent, TakeAction, unpack
from content.ids import ActionId, TargetId
from content.languages import INTERFACE
from content.message import Message, Press, plain
from content.render import Voice
from content.rules.announcing import BroadcastKind
from content.rules.counting import Counts, Part, TakingState, Tally
from tests.cases import invented

ACTION = ActionId(7)
MINISTER, EMBASSY, FORMER = TargetId(1), TargetId(2), TargetId(3)
WROTE = About(told=((MINISTER, Channel.EMAIL, TakingState.SENT), (MINISTER, Channel.POST, TakingState.TRIED)))
COUNTS = Tally(
    whole=Counts(handed_out=90, sent=70, tried=2, people=43, delivered=160, started=60),
    by_target={0: Part(sent=61), 1: Part(sent=9)},
    by_channel={Channel.EMAIL: Part(sent=61), Channel.X: Part(sent=9)},
)


def said(kind: BroadcastKind, text: UrgentAction | None = None, language: str = "en", **changed: Any) -> Message:
    """A broadcast's message, four days before the end."""
    values: dict[str, Any] = {
        "action": ACTION,
        "number": "901/26",
        "text": text or invented(),
        "targets": (MINISTER, EMBASSY),
        "today": date(2026, 2, 25),
        "days": 4,
        "contact": "ua@example.org",
    }
    return broadcast_card(Voice(language), kind, Told(**(values | changed)))


def words(kind: BroadcastKind, text: UrgentAction | None = None, **changed: Any) -> str:
    return plain(said(kind, text, **changed).text)


def labels(message: Message) -> list[list[str]]:
    return [[button.label for button in row] for row in message.rows]


def chosen(message: Message, label: str) -> object:
    """What the button says to us; it works for whoever got it."""
    for row in message.rows:
        for button in row:
            if isinstance(button, Press) and button.label == label:
                pressed = unpack(button.choice)
                assert pressed.owner is None
                return pressed.choice
    raise AssertionError(f"no button {label!r} in {labels(message)}")


def handed(*channels: Channel, target: TargetId = MINISTER, state: TakingState = TakingState.HANDED) -> About:
    return About(told=tuple((target, channel, state) for channel in channels))


def test_the_alert_says_who_where_what_and_how_long() -> None:
    message = card(Voice("en"), ACTION, invented(asks=("Let him stay.",)), days=4)
    for words_ in ("B.T. · France · 4 days left", "March 1, 2026", "sent back within days", "We ask:", "Let him stay."):
        assert words_ in plain(message.text)
    assert chosen(message, "Take action") == TakeAction(ACTION)
    alert = said(BroadcastKind.ALERT, invented(asks=("Let him stay.",)))
    assert alert == message, "a broadcast says what a conversation shows"
    assert labels(alert) == [["Take action"], ["More about this case"], ["Later", "Not this case"]]


def test_days_left_in_words() -> None:
    for days, left in (
        (0, "last day"),
        (1, "1 day left"),
        (2, "2 days left"),
        (None, "no deadline"),
        (-1, "closed on"),
    ):
        assert left in plain(card(Voice("en"), ACTION, invented(), days=days).text)
    assert "encore 4 jours" in plain(card(Voice("fr"), ACTION, invented(), days=4).text)


def test_an_update_says_what_this_person_did() -> None:
    update = invented(kind=Kind.UPDATE, sequence=2)
    assert words(BroadcastKind.UPDATE, update).startswith("Update · B.T. · France · 4 days left")
    assert "You " not in words(BroadcastKind.UPDATE, update)
    theirs = words(BroadcastKind.UPDATE, update, about=WROTE)
    assert "You wrote to Jeanne Exemple by e-mail." in theirs
    assert "letter" not in theirs, "what could not be sent is not what they did"
    assert ["Take action"] in labels(said(BroadcastKind.UPDATE, update, about=WROTE))


def test_each_channel_is_said_in_its_own_words() -> None:
    about = handed(*Channel, state=TakingState.SENT)
    theirs = words(BroadcastKind.OUTCOME, invented(kind=Kind.OUTCOME), about=about)
    assert re.findall(r"You .*Jeanne Exemple.*", theirs) == [
        "You wrote a letter to Jeanne Exemple.",
        "You wrote to Jeanne Exemple by e-mail.",
        "You sent a fax to Jeanne Exemple.",
        "You called Jeanne Exemple.",
        "You wrote to Jeanne Exemple on X.",
        "You wrote to Jeanne Exemple through their web form.",
    ]


def test_what_was_sent_to_the_targets_of_an_earlier_document_is_told_too() -> None:
    about = handed(Channel.FAX, target=FORMER, state=TakingState.SENT)
    update = invented(kind=Kind.UPDATE)
    before = {FORMER: Target(name="Ida Muster", faxes=("+33 1",))}
    assert "You sent a fax to Ida Muster." in words(BroadcastKind.UPDATE, update, about=about, before=before)
    assert "You sent a fax to an official." in words(BroadcastKind.UPDATE, update, about=about)


def test_an_update_that_stops_the_writing_offers_no_appeal() -> None:
    update = invented(kind=Kind.UPDATE, asks=("Let him stay.",))
    message = said(BroadcastKind.UPDATE, update, stops_writing=True, over=True, about=WROTE)
    assert "Please do not write any more in this case. Thank you for what you did." in plain(message.text)
    assert "days left" not in plain(message.text)
    assert "We ask" not in plain(message.text)
    assert labels(message) == [["More about this case"]]


def test_closing_leaves_an_update_that_stops_the_writing_as_it_is() -> None:
    marks: dict[str, Any] = {"stops_writing": True, "over": True}
    update = invented(kind=Kind.UPDATE)
    assert said(BroadcastKind.CLOSING, update, edit=True, **marks) == said(BroadcastKind.UPDATE, update, **marks)


def test_an_outcome_asks_nothing_and_thanks() -> None:
    outcome = invented(kind=Kind.OUTCOME, deadline=None)
    assert not said(BroadcastKind.OUTCOME, outcome, days=None).rows
    assert "No further action is asked. Thank you to everybody who wrote." in words(BroadcastKind.OUTCOME, outcome)
    theirs = words(BroadcastKind.OUTCOME, outcome, days=None, about=WROTE)
    assert "You wrote to Jeanne Exemple by e-mail." in theirs
    assert "No further action is asked. Thank you for what you did." in theirs


def test_a_reminder_names_whom_one_can_reach_from_where_one_lives() -> None:
    message = said(BroadcastKind.REMINDER, days=2)
    assert plain(message.text).startswith("B.T. · France · 2 days left (until March 1, 2026)")
    assert "• Jeanne Exemple, Minister of the Interior — Email, Fax" in plain(message.text)
    assert "Letter" not in plain(message.text), "a letter on paper would come too late"
    assert "Paul Modèle" not in plain(message.text), "the embassy is for those who live there"
    there = words(BroadcastKind.REMINDER, days=2, about=About(country="US"))
    assert "• Paul Modèle, Ambassador — Web form, Phone, X" in there
    assert labels(message) == [["Take action"], ["Later", "Not this case"]]
    assert [chosen(message, label) for label in ("Later", "Not this case")] == [Later(ACTION), Decline(ACTION)]


def test_a_reminder_says_what_was_begun_and_what_is_left() -> None:
    message = said(BroadcastKind.REMINDER, days=2, about=handed(Channel.EMAIL))
    assert "You began with Jeanne Exemple (Email). Is it done? Then tell us." in plain(message.text)
    assert chosen(message, "I sent it") == Sent(ACTION, MINISTER, Channel.EMAIL)
    assert "I called" in str(labels(said(BroadcastKind.REMINDER, about=handed(Channel.PHONE, target=EMBASSY))))
    failed = words(BroadcastKind.REMINDER, days=2, about=handed(Channel.EMAIL, state=TakingState.TRIED))
    assert "You began with Jeanne Exemple." in failed
    assert "Left to do:\n• Jeanne Exemple, Minister of the Interior — Fax" in failed
    several = said(BroadcastKind.REMINDER, days=2, about=handed(Channel.EMAIL, Channel.FAX))
    assert "You began with Jeanne Exemple." in plain(several.text)
    assert labels(several)[1:] == [["Later", "Not this case"]], "which of them it was, the walk asks"


def test_a_letter_on_paper_is_named_where_there_is_no_faster_way() -> None:
    by_post = invented(targets=(Target(name="Ida Muster", address=("1 Example Street",)),))
    assert "• Ida Muster — Letter" in words(BroadcastKind.REMINDER, by_post, days=1)


def test_later_brings_back_what_was_put_off() -> None:
    about = About(next=(MINISTER, Channel.FAX), told=handed(Channel.FAX).told)
    message = said(BroadcastKind.LATER, days=2, about=about)
    assert "You asked us to come back for this: Jeanne Exemple, Fax." in plain(message.text)
    assert labels(message) == [["Fax · Jeanne Exemple"], ["Take action"], ["Later", "Not this case"]]
    assert chosen(message, "Fax · Jeanne Exemple") == OpenAppeal(ACTION, MINISTER, Channel.FAX, "")
    whole = said(BroadcastKind.LATER, days=2)
    assert "You asked us to come back.\n\nYou can reach:\n• Jeanne Exemple" in plain(whole.text)
    assert labels(whole) == [["Take action"], ["Later", "Not this case"]]


def test_later_offers_another_way_where_one_failed() -> None:
    about = About(next=(MINISTER, Channel.FAX), told=handed(Channel.EMAIL, state=TakingState.TRIED).told)
    message = said(BroadcastKind.LATER, days=2, about=about)
    assert "Another way to reach Jeanne Exemple: Fax." in plain(message.text)
    assert labels(message)[0] == ["Fax · Jeanne Exemple"]
    gone = About(next=(FORMER, Channel.FAX), told=about.told)
    assert "You asked us" not in words(BroadcastKind.LATER, days=2, about=gone), "they did not"


def test_later_brings_back_what_failed_if_they_want_to_try_again() -> None:
    about = About(next=(MINISTER, Channel.FAX), told=handed(Channel.FAX, state=TakingState.TRIED).told)
    message = said(BroadcastKind.LATER, days=2, about=about)
    assert "You asked us to come back for this: Jeanne Exemple, Fax." in plain(message.text)
    assert labels(message)[0] == ["Fax · Jeanne Exemple"]


def test_what_was_sent_meanwhile_is_not_brought_back() -> None:
    about = About(next=(MINISTER, Channel.FAX), told=handed(Channel.FAX, state=TakingState.SENT).told)
    message = said(BroadcastKind.LATER, days=2, about=about)
    assert "You sent a fax to Jeanne Exemple.\nYou asked us to come back.\n\nLeft to do:" in plain(message.text)
    assert labels(message)[0] == ["Take action"]


@pytest.mark.parametrize(
    "following",
    [(EMBASSY, Channel.X), (FORMER, Channel.EMAIL), (MINISTER, Channel.X)],
    ids=["an embassy elsewhere", "a target that was dropped", "a contact that was corrected away"],
)
def test_what_cannot_be_done_any_more_is_not_offered(following: tuple[TargetId, Channel]) -> None:
    message = said(BroadcastKind.LATER, days=2, about=About(next=following))
    assert labels(message) == [["Take action"], ["Later", "Not this case"]]


def test_a_promise_is_let_go_kindly() -> None:
    message = said(BroadcastKind.PROMISE, days=-1)
    assert "thank you for that" in plain(message.text)
    assert "The date has passed (March 1, 2026). Please do not write now" in plain(message.text)
    assert "Ask: ua@example.org" in plain(message.text)
    assert chosen(message, "I sent it") == OpenAction(ACTION)
    ended = words(BroadcastKind.PROMISE, over=True)
    assert "No further action is asked" in ended
    assert "The date has passed" not in ended


def test_a_closed_card_says_since_when_and_whom_to_ask() -> None:
    message = said(BroadcastKind.CLOSING, days=-1, edit=True)
    assert plain(message.text).startswith("B.T. · France · closed on March 1, 2026")
    assert "Please do not write now without asking us first.\nAsk: ua@example.org" in plain(message.text)
    assert labels(message) == [["I sent one before"]]
    assert chosen(message, "I sent one before") == OpenAction(ACTION)
    ended = words(BroadcastKind.CLOSING, over=True, edit=True)
    assert "B.T. · France · closed\n" in ended
    assert "No further action is asked in this case." in ended


def test_a_closing_that_an_extension_overtook_shows_the_card_again() -> None:
    assert said(BroadcastKind.CLOSING, days=9, edit=True) == said(BroadcastKind.ALERT, days=9)


@pytest.mark.parametrize("kind", [BroadcastKind.ALERT, BroadcastKind.REMINDER, BroadcastKind.LATER])
def test_nothing_asks_for_letters_once_it_is_over(kind: BroadcastKind) -> None:
    for ended in ({"over": True}, {"days": -1}):
        message = said(kind, about=About(next=(MINISTER, Channel.FAX)), **ended)
        assert "Please do not write now" in plain(message.text)
        assert labels(message) == [["I sent one before"]]


def test_a_corrected_card_says_so_and_keeps_its_buttons() -> None:
    message = said(BroadcastKind.CORRECTION, edit=True)
    alert = said(BroadcastKind.ALERT)
    assert plain(message.text) == "Corrected on February 25, 2026\n\n" + plain(alert.text)
    assert message.rows == alert.rows
    follow_up = words(BroadcastKind.CORRECTION)
    assert follow_up.startswith(
        "Correction: an earlier message on B.T. held a mistake. This is right:\n\nB.T. · France"
    )


def test_a_corrected_card_fits_how_the_action_stands() -> None:
    closed = said(BroadcastKind.CORRECTION, edit=True, days=-2)
    assert "closed on" in plain(closed.text)
    assert labels(closed) == [["I sent one before"]]
    outcome = said(BroadcastKind.CORRECTION, invented(kind=Kind.OUTCOME), edit=True)
    assert plain(outcome.text).startswith("Corrected on")
    assert "No further action is asked." in plain(outcome.text)
    assert not outcome.rows
    stopped = invented(kind=Kind.UPDATE)
    assert "do not write any more" in words(BroadcastKind.CORRECTION, stopped, edit=True, stops_writing=True, over=True)


@pytest.mark.parametrize("kind", [kind for kind in BroadcastKind if kind is not BroadcastKind.TALLY])
@pytest.mark.parametrize("edit", [True, False])
def test_what_is_withdrawn_names_nobody(kind: BroadcastKind, edit: bool) -> None:
    about = About(country="US", told=WROTE.told, next=(MINISTER, Channel.FAX))
    message = said(kind, withdrawn=True, edit=edit, about=about)
    shown = plain(message.text)
    for name in ("B.T.", "Exemple", "Modèle", "REFUGEE", "France"):
        assert name not in shown
    assert not message.rows
    if kind is not BroadcastKind.WARNING:
        assert "Please do not act on it." in shown
        assert ("901/26" in shown) is not edit


def test_a_warning_says_what_to_do_with_the_wrong_text() -> None:
    one = said(BroadcastKind.WARNING, about=handed(Channel.EMAIL))
    assert "please take the new one:\n• Jeanne Exemple, Minister of the Interior — Email\n" in plain(one.text)
    assert chosen(one, "New text") == OpenAppeal(ACTION, MINISTER, Channel.EMAIL, "")
    several = said(BroadcastKind.WARNING, about=handed(Channel.EMAIL, Channel.FAX))
    assert chosen(several, "New text") == TakeAction(ACTION)
    sent = said(BroadcastKind.WARNING, about=handed(Channel.EMAIL, state=TakingState.SENT))
    assert "you need do nothing" in plain(sent.text)
    assert not sent.rows
    dropped = said(BroadcastKind.WARNING, about=handed(Channel.EMAIL, target=FORMER))
    assert chosen(dropped, "New text") == TakeAction(ACTION)
    for ended in ({"over": True}, {"days": -1}, {"withdrawn": True}):
        message = said(BroadcastKind.WARNING, about=handed(Channel.EMAIL), **ended)
        assert "please do not send it." in plain(message.text)
        assert not message.rows


def test_the_tally_tells_organizers_what_it_came_to() -> None:
    message = said(BroadcastKind.TALLY, days=-1, counts=COUNTS)
    shown = plain(message.text)
    assert shown.startswith("UA 901/26 · B.T. · closed on March 1, 2026")
    assert "70 letters, calls and posts, by 43 people" in shown
    assert "• Jeanne Exemple: 61\n• Paul Modèle: 9\n• Email 61 · X 9" in shown
    assert not message.rows
    with pytest.raises(ValueError, match="without counts"):
        said(BroadcastKind.TALLY, days=-1)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


LONG = st.one_of(
    st.text(max_size=40),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from(
            ["a", "𝒜", "word ", "One. ", "a\n", "\n\n", "<b>", "&", "\u202e", "\ud83d", "👩‍👩‍👧‍👧 ", "%(x)s {{ y }}"]
        ),
        st.integers(0, 9000),
    ),
)


@st.composite
def hostile(draw: st.DrawFn) -> UrgentAction:
    """A document that says far too much of everything."""
    target = Target(
        name=draw(LONG),
        role=draw(LONG),
        address=(draw(LONG),),
        emails=("a@example.org",),
        faxes=("+33 1 99",),
        phones=("1",),
        x_handles=("@a",),
        contact_forms=("https://example.org/x",),
    )
    return invented(
        number=draw(LONG),
        series=draw(LONG),
        kind=draw(st.sampled_from(Kind)),
        country=draw(LONG),
        title=draw(LONG),
        summary=draw(LONG),
        asks=tuple(draw(st.lists(LONG, max_size=3))) * draw(st.integers(1, 100)),
        people=tuple(Person(name=name) for name in draw(st.lists(LONG, max_size=2))) * draw(st.integers(1, 50)),
        targets=(target,) * draw(st.integers(1, 9)),
        letter=Letter(salutation=draw(LONG), paragraphs=()),
    )


def everything(text: UrgentAction, kind: BroadcastKind, language: str, **changed: Any) -> Message:
    """Told to somebody who has done as much as can be done with it."""
    targets = tuple(TargetId(at) for at in range(1, len(text.targets) + 1))
    states = (TakingState.SENT, TakingState.HANDED, TakingState.TRIED)
    told = tuple(
        (target, channel, states[(target + at) % 3]) for target in targets for at, channel in enumerate(Channel)
    )
    counts = Tally(
        whole=COUNTS.whole,
        by_target={at: Part(sent=10**9) for at in range(len(targets))},
        by_channel={channel: Part(sent=10**9) for channel in Channel},
    )
    values = {"number": f"{text.series} {text.number}", "targets": targets, "about": About(told=told), "counts": counts}
    return said(kind, text, language, **(values | changed))


@settings(deadline=None)
@given(text=hostile(), kind=st.sampled_from(BroadcastKind), data=st.data())
def test_whatever_a_document_holds_the_message_fits(
    text: UrgentAction, kind: BroadcastKind, data: st.DataObject
) -> None:
    changed: dict[str, Any] = {
        name: data.draw(st.booleans()) for name in ("edit", "over", "stops_writing", "withdrawn")
    }
    language, days = data.draw(st.sampled_from(INTERFACE)), data.draw(st.sampled_from([-1, 0, 9, None]))
    following = data.draw(st.sampled_from([None, *Channel]))
    if following:
        changed["about"] = About(next=(TargetId(1), following))
    message = everything(text, kind, language, days=days, intro=data.draw(LONG), **changed)
    assert 0 < units(plain(message.text)) <= 4096
    assert all(0 < units(label) <= 64 for row in labels(message) for label in row)


def test_the_fullest_message_fits() -> None:
    """Everything at its bound, in the units that fill up fastest."""
    much = "𝒜" * 30 + " " + "𝒜𝒜𝒜 " * 300
    target = Target(
        name=much,
        role=much,
        address=(much,),
        emails=("a@example.org",),
        faxes=("+33 1",),
        phones=("1",),
        x_handles=("@a",),
        contact_forms=("https://example.org/x",),
    )
    text = invented(
        number=much,
        country=much,
        title=much + "!",
        summary=much,
        asks=(much,) * 20,
        people=(Person(name=much),) * 20,
        targets=(target,) * 20,
    )
    longest = 0
    for kind in BroadcastKind:
        for language in INTERFACE:
            for edit in (True, False):
                shown = plain(everything(text, kind, language, edit=edit, intro=much).text)
                longest = max(longest, units(shown))
    assert 2500 < longest <= 4096, "long enough to prove something, and not too long"


def test_an_introduction_stands_above_the_card_and_no_end() -> None:
    intro = "The court sits on Friday: please write before."
    for kind in (BroadcastKind.ALERT, BroadcastKind.CORRECTION):
        assert f"{intro}\n\nB.T. · France" in words(kind, intro=intro)
    assert words(BroadcastKind.CORRECTION, edit=True, intro=intro).startswith("Corrected on February 25, 2026\n\nThe")
    assert intro in words(BroadcastKind.OUTCOME, invented(kind=Kind.OUTCOME), intro=intro)
    for kind in (BroadcastKind.CLOSING, BroadcastKind.ALERT):
        assert intro not in words(kind, days=-1, intro=intro)
    assert intro not in words(BroadcastKind.REMINDER, intro=intro)
    shown = card(Voice("en"), ACTION, invented(), days=4, intro=intro)
    assert shown == said(BroadcastKind.ALERT, intro=intro)


@pytest.mark.parametrize("kind", [kind for kind in BroadcastKind if kind is not BroadcastKind.TALLY])
@pytest.mark.parametrize("marks", [{}, {"edit": True}, {"withdrawn": True}, {"over": True}, {"days": -1}], ids=str)
def test_a_discreet_message_says_nothing_but_that_there_is_one(kind: BroadcastKind, marks: dict[str, Any]) -> None:
    about = About(country="US", told=WROTE.told, next=(MINISTER, Channel.FAX), discreet=True)
    message = said(kind, about=about, intro="Of B.T.", **marks)
    waiting = "A message is waiting for you. Press “Open” when nobody looks over your shoulder."
    assert plain(message.text) == waiting
    assert labels(message) == [["Open"]]
    assert chosen(message, "Open") == OpenAction(ACTION)
    assert message == said(kind, about=DISCREET, **marks), "it is made once for all of them"


def test_a_tally_is_no_secret() -> None:
    assert "by 43 people" in words(BroadcastKind.TALLY, days=-1, counts=COUNTS, about=DISCREET)


def test_a_long_summary_ends_with_a_sentence() -> None:
    text = "A first sentence. " * 60
    assert shortened(text, 700).endswith("sentence.")
    assert len(shortened(text, 700)) <= 700
    assert shortened("word " * 300, 700).endswith("word …")
    assert shortened("It is so. " * 30 + "He met Mr. Exemple" + " there" * 200, 700).endswith("It is so.")


@given(LONG, st.integers(10, 800))
def test_what_is_shortened_keeps_to_its_length(text: str, limit: int) -> None:
    assert units(shortened(text, limit)) <= limit


def test_paragraphs_stay_apart() -> None:
    assert shortened("One.\n\nTwo.\nThree. ", 700) == "One.\n\nTwo.\n\nThree."


def test_an_action_without_people_shows_its_title_once() -> None:
    message = card(Voice("en"), ACTION, invented(people=(), deadline=date(2026, 3, 1)), days=4)
    assert plain(message.text).count("REFUGEE MAY BE SENT BACK") == 1


def test_of_many_asks_the_first_stand_for_all() -> None:
    message = card(Voice("en"), ACTION, invented(asks=tuple(f"Ask {number}." for number in range(9))), days=4)
    assert plain(message.text).endswith("• Ask 4.\n• …")
