"""Every kit of every invented Urgent Action keeps every limit, and loses nothing of the letter."""

import base64
import json
import re
import zlib
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from hypothesis import given, settings

from content.action import Channel, Target, UrgentAction
from content.appeals import Appeal, Label, Own, Unreachable, compose, contacts, letter, links
from content.appeals.channels import x
from content.appeals.links import LIMIT, LONGEST_PAGE
from content.appeals.words import paragraphs, prose
from content.message import Copy, Link, host
from tests.content.appeals.actions import kits, owns

LETTERS = (Channel.POST, Channel.EMAIL, Channel.FAX, Channel.FORM)
FIELDS = {Label.GMAIL: ("to", "su", "body"), Label.OUTLOOK: ("to", "subject", "body")}
ENCODED = re.compile(r"(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-F]{2})*")


def fields(url: str) -> dict[str, str]:
    """The fields of a link, each there once."""
    found = parse_qsl(urlsplit(url).query, keep_blank_values=True, strict_parsing=True, errors="strict")
    assert len(dict(found)) == len(found)
    return dict(found)


def mail_fields(url: str) -> tuple[list[str], dict[str, str]]:
    """The addresses and fields of a `mailto:`, taken apart as RFC 6068 says: "+" is a plus there."""
    start, _, rest = url.removeprefix("mailto:").partition("?")
    pairs = [pair.split("=") for pair in rest.split("&")]
    assert all(len(pair) == 2 for pair in pairs)
    return [unquote(one) for one in start.split(",")], {name: unquote(value) for name, value in pairs}


def in_order(body: str, wanted: tuple[str, ...]) -> None:
    at = 0
    for one in wanted:
        at = body.index(one, at) + len(one)


def check_texts(appeal: Appeal) -> None:
    assert appeal.to
    assert appeal.subject == " ".join(appeal.subject.split()) != ""
    assert len(appeal.subject) <= 120
    assert appeal.body == appeal.body.strip() != ""
    for text in (appeal.subject, appeal.body, *appeal.to, *(copied for _, copied in appeal.copies)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff\ufeff]", text)
    assert appeal.copies
    assert all(Copy(label, copied).copied.strip() for label, copied in appeal.copies)


def check_links(appeal: Appeal) -> None:
    for label, url in appeal.links:
        assert Link(label, url).url == url
        assert host(url)
        if appeal.channel is Channel.FORM:
            assert (label, url in appeal.to) == (host(url), True)
            continue
        assert urlsplit(url).scheme == "https"
        assert ENCODED.fullmatch(url)
        assert len(url) <= LONGEST_PAGE
        if appeal.channel is Channel.X:
            assert fields(url)["text"] in appeal.posts
            continue
        to, subject, body = FIELDS[Label(label)]
        found = fields(url)
        assert len(url) <= LIMIT
        assert set(re.split("[,;]", found[to])) == set(appeal.to)
        assert found[subject] == appeal.subject
        assert found.get(body, appeal.body.replace("\n", "\r\n")) == appeal.body.replace("\n", "\r\n")


def check_mail(appeal: Appeal) -> None:
    assert appeal.copies[0] == (Label.COPY_LETTER, appeal.body)
    if not appeal.mailto:
        return
    assert len(appeal.mailto) <= LIMIT
    assert ENCODED.fullmatch(appeal.mailto)
    to, found = mail_fields(appeal.mailto)
    whole = appeal.body.replace("\n", "\r\n")
    assert to == list(appeal.to)
    assert found["subject"] == appeal.subject
    assert found.keys() <= {"subject", "body"}
    assert found.get("body", whole) == whole
    assert "body" in found or len(appeal.mailto) + len("&body=") + len(quote(whole, safe="")) > LIMIT


def check_letter(action: UrgentAction, target: Target, own: Own, appeal: Appeal) -> None:
    whole = paragraphs(own.letter)
    if whole:
        in_order(appeal.body, whole)
        return
    parts = letter.parts(action, target, own)
    if action.letter:
        in_order(appeal.body, tuple(one for one in map(prose, action.letter.paragraphs) if one))
    in_order(appeal.body, tuple(one for one in (parts.salutation, *parts.paragraphs, parts.closing) if one))
    added = prose(own.paragraph)
    if added:
        assert parts.paragraphs[parts.place] == added
    assert appeal.body.endswith(parts.signature)


@given(kits, owns)
@settings(max_examples=60)
def test_every_kit_keeps_every_rule(action: UrgentAction, own: Own) -> None:
    for target in action.targets:
        usable = contacts.usable(target)
        for channel in Channel:
            if channel not in usable:
                with pytest.raises(Unreachable):
                    compose(action, target, channel, own)
                continue
            appeal = compose(action, target, channel, own)
            assert (appeal.channel, appeal.language) == (channel, action.language)
            check_texts(appeal)
            check_links(appeal)
            if channel in LETTERS:
                check_letter(action, target, own, appeal)
            if channel is Channel.EMAIL:
                check_mail(appeal)
            else:
                assert appeal.mailto == ""
            if channel is Channel.X:
                assert appeal.posts[0] == appeal.body
                assert all(x.weight(post) <= 280 and post[:1] not in "@＠" for post in appeal.posts)
            if channel in (Channel.PHONE, Channel.FAX):
                for number in appeal.to:
                    assert re.fullmatch(r"(?:\+[0-9]{7,15})?", contacts.dialled(number))


@given(owns)
def test_own_words_travel_behind_the_page(own: Own) -> None:
    page = "https://uabot.example.org/c/abc.def"
    url = links.carried(page, own)

    if not own:
        assert url == page
    elif url:
        assert len(url) <= LONGEST_PAGE
        assert Link("Open", url)
        start, _, packed = url.partition("#w=")
        assert start == page
        assert re.fullmatch("[A-Za-z0-9_-]+", packed)
        unpacked = zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), wbits=-15)
        sent = {"paragraph": own.paragraph, "letter": own.letter}
        assert json.loads(unpacked) == {name: text.encode("utf-8", "replace").decode() for name, text in sent.items()}


def test_own_words_that_are_too_long_for_a_link_have_none() -> None:
    from random import Random

    noise = "".join(Random(1).choices("abcdefghijklmnopqrstuvwxyz ", k=4000))
    assert links.carried("https://uabot.example.org/c/a", Own(letter=noise)) == ""
    assert links.carried("https://uabot.example.org/c/a#old", Own(letter="Hi")).startswith(
        "https://uabot.example.org/c/a#w="
    )
