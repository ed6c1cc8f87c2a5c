"""What a person wished for alone, and which Urgent Actions they get."""

from collections.abc import Set as AbstractSet

from hypothesis import given
from hypothesis import strategies as st

from content.places.regions import REGIONS, TOPICS
from content.rules.pacing import Wish, passes

regions = st.frozensets(st.sampled_from(sorted(REGIONS)), max_size=3)
topics = st.frozensets(st.sampled_from(sorted(TOPICS)), max_size=3)


def get(
    *, regions: AbstractSet[str] = frozenset(), topics: AbstractSet[str] = frozenset(), of: str, on: AbstractSet[str]
) -> bool:
    return passes({Wish.REGION: regions, Wish.TOPIC: topics}, of, on)


def test_whoever_wishes_for_nothing_gets_everything() -> None:
    assert passes({}, "AFR", ("torture",))
    assert passes({}, "", ())
    assert get(of="EUR", on={"women"})


def test_one_wish_that_matches_is_enough() -> None:
    assert get(regions={"AFR", "EUR"}, of="EUR", on={"women"})
    assert get(topics={"women"}, of="EUR", on={"women", "torture"})
    assert get(regions={"AFR"}, topics={"women"}, of="EUR", on={"women"})
    assert get(regions={"AFR"}, topics={"women"}, of="AFR", on={"torture"})


def test_where_none_matches_it_stays_away() -> None:
    assert not get(regions={"AFR"}, of="EUR", on={"women"})
    assert not get(topics={"torture"}, of="EUR", on={"women"})
    assert not get(regions={"AFR"}, topics={"torture"}, of="EUR", on={"women"})


def test_what_it_does_not_tell_keeps_it_from_nobody() -> None:
    assert get(topics={"torture"}, of="EUR", on=frozenset())
    assert get(regions={"AFR"}, of="", on={"women"})
    assert get(regions={"AFR"}, topics={"torture"}, of="", on=frozenset())
    assert not get(regions={"AFR"}, topics={"torture"}, of="EUR", on=frozenset())


@given(regions, topics, st.sampled_from(["", *REGIONS]), topics)
def test_the_rule(their: frozenset[str], follow: frozenset[str], of: str, on: frozenset[str]) -> None:
    matches = of in their or bool(follow & on)
    wished = (their if of else frozenset()) | (follow if on else frozenset())

    assert get(regions=their, topics=follow, of=of, on=on) == (matches or not wished)


@given(regions, topics, st.sampled_from(["", *REGIONS]), topics)
def test_a_wish_more_loses_nobody_what_they_wished_for(
    their: frozenset[str], follow: frozenset[str], of: str, on: frozenset[str]
) -> None:
    if get(regions=their, topics=follow, of=of, on=on) and (their or follow):
        assert get(regions=their | {of}, topics=follow | on, of=of, on=on)
