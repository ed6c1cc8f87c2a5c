"""Whatever comes in is read or is unreadable, and how it is laid out changes nothing."""

import json
import textwrap
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from content.reading import Unreadable, as_json, document, from_document, read
from content.samples import documents
from tests.content.reading.printing import PARTS, printed

TODAY = date(2026, 11, 20)
SAMPLES = {sample.name: sample.document.decode() for sample in documents(TODAY)}
AS_THEY_ARE = {name: as_json(read(text.encode(), today=TODAY)) for name, text in SAMPLES.items()}
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def comes_to_an_end(document: bytes) -> None:
    with suppress(Unreadable):
        read(document, today=TODAY)


@given(st.sampled_from(sorted(SAMPLES)), st.integers(min_value=50, max_value=130))
@unhurried
def test_a_sample_wrapped_anew_says_the_same(name: str, width: int) -> None:
    wrapped = "\n".join(textwrap.fill(line, width, break_long_words=False) for line in SAMPLES[name].split("\n"))
    assert as_json(read(wrapped.encode(), today=TODAY)) == AS_THEY_ARE[name]


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@unhurried
def test_more_blank_lines_and_spaces_say_the_same(name: str, data: st.DataObject) -> None:
    spaces = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u00a0 "])
    ends = st.sampled_from(["\n", "\n\n", "\r\n", " \n", "\n\n\n", "\n \t\n"])
    blank = st.sampled_from(["", " ", "\u00a0"])
    text = "".join(
        data.draw(blank) + line.replace(" ", data.draw(spaces)) + data.draw(ends) for line in SAMPLES[name].split("\n")
    )
    assert as_json(read(text.encode(), today=TODAY)) == AS_THEY_ARE[name]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=200)
def test_any_bytes(document: bytes) -> None:
    comes_to_an_end(document)


@given(st.text(max_size=400))
@settings(deadline=None, max_examples=200)
def test_any_text(text: str) -> None:
    comes_to_an_end(text.encode("utf-8", "ignore"))


@given(st.dictionaries(st.sampled_from(sorted(PARTS)), st.text(max_size=120), min_size=1))
@settings(deadline=None, max_examples=300)
@example({"people": "NAME AND PRONOUN: ((", "deadline": "DEADLINE: 0 0 0000"})
@example({"header": "UA: 1/00", "languages": "PREFERRED LANGUAGE: ,;"})
def test_any_text_in_any_place(changed: dict[str, str]) -> None:
    comes_to_an_end(printed(**changed).encode("utf-8", "ignore"))


@given(
    st.sampled_from(["Email", "Fax", "Phone", "Twitter", "X", "Contact form", "Salutation", "Copies to", "Address"]),
    st.text(alphabet=st.sampled_from(list("ab@.:/%?=&;,|+ 0123456789()[]<>\\\"'\n\u00a0é")), max_size=60),
)
@settings(deadline=None, max_examples=300)
@example("Contact form", "https://[")
@example("Twitter", "https://[x")
@example("Fax", "+")
def test_contacts_that_come_out_are_clean(label: str, value: str) -> None:
    text = printed(targets=f"Minister of Justice Camille Exemple\n1 Example Street\n{label}: {value}")
    for target in read(text.encode(), today=TODAY).action.targets:
        for address in target.emails:
            assert address.count("@") == 1
            assert not set(address) & set("%?&=:;,<>\"' \r\n/\\|()[]") - {"'"}
        for form in target.contact_forms:
            assert form.startswith(("http://", "https://"))
            assert not set(form) & set(' \r\n"<>\\')
            assert "%0" not in form
        for handle in target.x_handles:
            assert handle.removeprefix("@").replace("_", "a").isalnum()


PIECES = (
    "(", "[", "*a", "Email: a@b.org\nJane Roe\n", "UA 1/11 ", "> ", "|", "I ", "Dear ", "\n1\n", "[image:", "! [a](b",
    "? Veuillez agréer . ", "Fax: +", "<http://", "@", "First ", "name withheld, ", "\f", "- x\n",
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.timeout(30)
def test_a_long_repetition_comes_to_an_end(piece: str) -> None:
    for place in ("targets", "letter", "people", "languages", "title", "header"):
        comes_to_an_end(printed(**{place: PARTS[place] + "\n" + piece * (20_000 // len(piece))}).encode())


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_document_is_stored_and_found_again(name: str) -> None:
    action = read(SAMPLES[name].encode(), today=TODAY).action
    assert from_document(json.loads(json.dumps(document(action)))) == action
