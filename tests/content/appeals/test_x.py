"""A post on X: at most 280 as X counts, never beginning with a handle, ending with the handles and the case."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import assume, given

from content.action import Channel, Person, UrgentAction
from content.appeals import Label, compose, contacts
from content.appeals.channels import x
from content.appeals.words import case
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, actions


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("abc", 3),
        ("漢字", 4),
        ("ж", 1),
        ("…", 2),
        ("👩‍👩‍👧", 2),
        ("https://example.org/a/very/long/page?with=much", 23),
        ("e\u0301", 1),
    ],
)
def test_characters_are_counted_as_x_counts_them(text: str, counted: int) -> None:
    assert x.weight(text) == counted


def test_a_post_says_what_happened_in_whole_sentences() -> None:
    appeal = compose(HARBOUR, AMBASSADOR, Channel.X)

    assert appeal.body == f"{HARBOUR.summary} @CoastInUSA @BoHigh UA 3/26"
    assert appeal.to == ("@CoastInUSA", "@BoHigh")
    assert appeal.copies == ((Label.COPY_POST, appeal.body),)
    [(label, url)] = appeal.links
    assert label == "Open X"
    assert url.startswith("https://twitter.com/intent/tweet?text=")
    assert parse_qs(urlsplit(url).query)["text"] == [appeal.body]


def test_a_post_asks_where_there_are_demands() -> None:
    assert compose(DEMANDS, AMBASSADOR, Channel.X).body == (
        "Mina T.: Urging that she be freed or charged. calling for a lawyer at once. @CoastInUSA @BoHigh EXTRA 139/95"
    )


def test_a_sentence_that_does_not_fit_is_left_out_and_a_first_one_is_cut_at_a_word() -> None:
    long = "She " + "waits and " * 40 + "waits."
    end = "@CoastInUSA @BoHigh UA 3/26"

    assert compose(replace(HARBOUR, summary=f"Free Mina T. now! {long}"), AMBASSADOR, Channel.X).body == (
        f"Free Mina T. now! {end}"
    )
    cut = compose(replace(HARBOUR, summary=long), AMBASSADOR, Channel.X).body
    assert cut.startswith("Mina T.: She waits and waits")
    assert cut.endswith((f" waits… {end}", f" and… {end}"))
    assert 270 < x.weight(cut) <= 280


def test_one_endless_word_is_cut_too() -> None:
    body = compose(replace(HARBOUR, people=(), summary="漢" * 500), AMBASSADOR, Channel.X).body

    assert body.endswith("漢… @CoastInUSA @BoHigh UA 3/26")
    assert x.weight(body) in (279, 280)


def test_a_post_that_would_begin_with_a_handle_does_not() -> None:
    named = replace(HARBOUR, people=(Person(name="@mina"),), summary="Free her.")

    assert compose(named, AMBASSADOR, Channel.X).body.startswith(".@mina: Free her. @Coast")
    nothing = UrgentAction(number="3/26", targets=(AMBASSADOR,))
    assert compose(nothing, AMBASSADOR, Channel.X).body == "UA 3/26 @CoastInUSA @BoHigh UA 3/26"


@given(actions)
def test_every_post_keeps_the_rules(action: UrgentAction) -> None:
    reached = [target for target in action.targets if Channel.X in contacts.usable(target)]
    assume(reached)
    for target in reached:
        appeal = compose(action, target, Channel.X)
        assert x.weight(appeal.body) <= 280
        assert not appeal.body.startswith(("@", "＠"))
        assert appeal.body.endswith(" ".join([*appeal.to, case(action)]).strip())
        assert set(appeal.to) <= set(contacts.handles(target))
        assert appeal.body == " ".join(appeal.body.split())
