"""Posts on X: three wordings, at most 280 as X counts, never beginning with a handle, ending with whom and the case."""

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content.action import Channel, Letter, Person, UrgentAction
from content.appeals import Label, compose, contacts
from content.appeals.channels import x
from content.appeals.words import case, line, sentences
from tests.content.appeals.actions import AMBASSADOR, DEMANDS, HARBOUR, actions, rough


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


@given(
    st.text(
        st.one_of(
            st.characters(max_codepoint=0x10FF), st.sampled_from("….漢あ가。、’“ \u0301\u200d\ufe0f\u20e3©®👩1#@")
        )
    )
    | st.lists(
        st.sampled_from(["A.S.", "www.example.org", "a.co", "http://x", "She waits.", "e.g.", "漢.中国", ".."])
    ).map(" ".join)
    | rough
)
@settings(max_examples=150)
def test_what_is_counted_fast_is_counted_right(text: str) -> None:
    from twitter_text import parse_tweet

    text = line(text)
    assert x.weight(text) == parse_tweet(text).weightedLength


def test_a_post_says_what_happened_in_whole_sentences() -> None:
    appeal = compose(HARBOUR, AMBASSADOR, Channel.X)

    assert appeal.body == f"{HARBOUR.summary} @CoastInUSA @BoHigh UA 3/26"
    assert appeal.to == ("@CoastInUSA", "@BoHigh")
    assert appeal.body == appeal.posts[0]


def test_three_posts_say_what_happened_what_is_asked_and_who_is_looking() -> None:
    appeal = compose(HARBOUR, AMBASSADOR, Channel.X)

    assert [post.removesuffix(" @CoastInUSA @BoHigh UA 3/26") for post in appeal.posts] == [
        HARBOUR.summary,
        "Mina T.: I ask you to free her, or to charge her and let her see a lawyer.",
        "Mina T.: I am not looking away. What will you do? Harbour teacher held without charge.",
    ]


def test_each_post_can_be_opened_and_copied() -> None:
    appeal = compose(HARBOUR, AMBASSADOR, Channel.X)

    assert appeal.copies == tuple((Label.COPY_POST, post) for post in appeal.posts)
    assert [label for label, _ in appeal.links] == ["Open X"] * 3
    for (_, url), post in zip(appeal.links, appeal.posts, strict=True):
        assert url.startswith("https://twitter.com/intent/tweet?text=")
        assert parse_qs(urlsplit(url).query)["text"] == [post]


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

    assert body.endswith("漢… Harbour teacher held without charge. @CoastInUSA @BoHigh UA 3/26")
    assert x.weight(body) in (279, 280)


def test_a_post_that_would_begin_with_a_handle_does_not() -> None:
    named = replace(HARBOUR, people=(Person(name="@mina"),), summary="Free her.")

    assert compose(named, AMBASSADOR, Channel.X).body.startswith(".@mina: Free her. @Coast")
    nothing = UrgentAction(number="3/26", targets=(AMBASSADOR,))
    assert compose(nothing, AMBASSADOR, Channel.X).body == "UA 3/26 @CoastInUSA @BoHigh UA 3/26"


@pytest.mark.parametrize("tongue", ["en", "fr", "es", "ar", "ru", "ru-KZ"])
def test_we_ask_in_five_languages(tongue: str) -> None:
    posts = compose(replace(HARBOUR, language=tongue), AMBASSADOR, Channel.X).posts

    assert len(posts) == 3
    assert any(mark in posts[2] for mark in ("?", "؟"))
    assert posts[2].startswith("Mina T.")
    assert posts[2].endswith("Harbour teacher held without charge. @CoastInUSA @BoHigh UA 3/26")


def test_in_another_language_there_are_the_documents_own_words_alone() -> None:
    german = replace(
        HARBOUR,
        language="de",
        title="Lehrerin ohne Anklage in Haft",
        summary="Mina T. wurde in der Schule festgenommen.",
        letter=Letter(salutation="Sehr geehrte Frau Low", paragraphs=("Ich schreibe.", "Ich bitte Sie: Helfen Sie.")),
    )

    assert [post.partition(" @")[0] for post in compose(german, AMBASSADOR, Channel.X).posts] == [
        "Mina T. wurde in der Schule festgenommen.",
        "Mina T.: Ich bitte Sie: Helfen Sie.",
        "Mina T.: Lehrerin ohne Anklage in Haft.",
    ]


def test_there_are_fewer_where_the_document_gives_no_more() -> None:
    bare = replace(HARBOUR, language="de", title="", summary="Frei!", letter=None)

    assert compose(bare, AMBASSADOR, Channel.X).posts == ("Mina T.: Frei! @CoastInUSA @BoHigh UA 3/26",)
    assert len(compose(replace(bare, background=("Sie ist krank.",)), AMBASSADOR, Channel.X).posts) == 2
    assert len(compose(replace(bare, summary="Frei! " + "Sie wartet. " * 40), AMBASSADOR, Channel.X).posts) == 1


def test_a_letter_asks_from_the_sentence_that_does() -> None:
    letter = Letter(
        salutation="Dear Minister",
        paragraphs=("I write about Mina T.", "She teaches. I therefore urge you to free her; to let her go home."),
    )
    asking = compose(replace(HARBOUR, letter=letter), AMBASSADOR, Channel.X).posts[1]
    assert asking.startswith("Mina T.: I therefore urge you to free her; to let her go home. @")


def test_a_letter_asks_by_the_list_after_its_words_too() -> None:
    letter = Letter(
        salutation="Dear Minister", paragraphs=("She teaches.", "I ask you to:", "- free her.", "- tell her why.")
    )
    asking = compose(replace(HARBOUR, letter=letter), AMBASSADOR, Channel.X).posts[1]
    assert asking.startswith("Mina T.: I ask you to: free her. tell her why. @")


def test_a_demand_that_does_not_fit_ends_with_a_whole_clause() -> None:
    ask = (
        "to free her at once and to let her go home to her family and her school, where she is missed by all; "
        "to let her see a lawyer and a doctor of her own choice until that has happened; to find out who "
        "took her, who beat her and who ordered it, and to bring all of them to a fair trial"
    )
    body = compose(replace(HARBOUR, asks=(ask,)), AMBASSADOR, Channel.X).body
    assert body.endswith("until that has happened. @CoastInUSA @BoHigh UA 3/26")


def test_a_case_without_people_is_known_by_its_title() -> None:
    posts = compose(replace(HARBOUR, people=()), AMBASSADOR, Channel.X).posts

    assert [post.count("Harbour teacher held without charge") for post in posts] == [1, 1, 1]
    assert posts[0].startswith("Mina T. was taken")
    assert posts[2].startswith("Harbour teacher held without charge: I am not looking away.")


def test_of_many_people_there_are_as_many_whole_names_as_leave_room() -> None:
    many = tuple(Person(name=f"Given{number} Family{number}") for number in range(30))
    posts = compose(replace(HARBOUR, people=many), AMBASSADOR, Channel.X).posts

    for post in posts:
        assert post.startswith("Given0 Family0, Given1 Family1, ")
        assert "Given5 Family5…: " in post
    assert "She has seen no lawyer." in posts[0]


@given(actions)
def test_every_post_keeps_the_rules(action: UrgentAction) -> None:
    reached = [target for target in action.targets if Channel.X in contacts.usable(target)]
    assume(reached)
    for target in reached:
        appeal = compose(action, target, Channel.X)
        assert appeal.body == appeal.posts[0]
        assert len(set(appeal.posts)) == len(appeal.posts) <= 3
        assert [copied for _, copied in appeal.copies] == list(appeal.posts)
        assert set(appeal.to) <= set(contacts.handles(target))
        end = " ".join([*appeal.to, case(action)]).strip()
        for post in appeal.posts:
            assert x.weight(post) <= 280
            assert not post.startswith(("@", "＠"))
            assert post.endswith(f" {end}")
            assert post.removesuffix(end).strip()
            assert post == " ".join(post.split())


@given(actions)
def test_every_post_names_the_person_or_the_title(action: UrgentAction) -> None:
    names = [name for one in action.people if (name := line(one.name))]
    who = (names or [line(action.title)])[0]
    assume(who and x.weight(who) <= 90)
    action = replace(action, targets=(replace(action.targets[0], x_handles=("@CoastInUSA",)),))
    for post in compose(action, action.targets[0], Channel.X).posts:
        assert who.rstrip(" ,;:.") in post


@given(actions)
def test_no_post_says_what_another_says(action: UrgentAction) -> None:
    """But for the names, and the title where there are none."""
    target = replace(AMBASSADOR, x_handles=("@CoastInUSA",))
    action = replace(action, people=(Person(name="Mina T."),), targets=(target,))
    said = [
        post.removesuffix(f"@CoastInUSA {case(action)}".strip()) for post in compose(action, target, Channel.X).posts
    ]
    whole = [[one for one in sentences(text.removeprefix("Mina T.: ")) if "…" not in one] for text in said]
    for number, ours in enumerate(whole):
        for theirs in whole[number + 1 :]:
            assert not set(ours) & set(theirs) - {"Mina T."}
