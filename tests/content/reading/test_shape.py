"""The JSON: every key, in its order, and nothing lost on the way to storage and back."""

import json
import subprocess
import sys
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from content.action import Kind, Letter, Person, Target, UrgentAction
from content.reading import as_json, document, from_document
from content.reading.problems import check
from tests.content.reading.printing import TODAY, reading

KEYS = (
    "number series index language kind sequence issued country title summary people targets copies_to asks letter"
    " background languages deadline previous problems"
)
TARGET_KEYS = "name role address emails faxes phones x_handles contact_forms salutation accredited_to"

texts = st.text(max_size=20)
lists = st.lists(texts, max_size=3).map(tuple)
days = st.none() | st.dates()
actions = st.builds(
    UrgentAction,
    number=texts,
    series=st.none() | texts,
    index=texts,
    language=texts,
    kind=st.sampled_from(Kind),
    sequence=st.none() | st.integers(1, 99),
    issued=days,
    country=texts,
    title=texts,
    summary=texts,
    people=st.lists(st.builds(Person, name=texts, withheld=st.booleans(), pronouns=texts), max_size=2).map(tuple),
    targets=st.lists(
        st.builds(
            Target, name=texts, role=texts, address=lists, emails=lists, faxes=lists, phones=lists, x_handles=lists,
            contact_forms=lists, salutation=texts, accredited_to=st.none() | texts,
        ),
        max_size=2,
    ).map(tuple),
    copies_to=lists,
    asks=lists,
    letter=st.none() | st.builds(Letter, salutation=texts, paragraphs=lists, closing=texts),
    background=lists,
    languages=lists,
    deadline=days,
    previous=texts,
)  # fmt: skip


def test_every_key_is_there_in_its_order() -> None:
    whole = as_json(reading())
    assert " ".join(whole) == KEYS
    (target,) = json.loads(json.dumps(whole))["targets"]
    assert " ".join(target) == TARGET_KEYS
    assert (whole["kind"], whole["issued"], whole["problems"]) == ("first", "2026-11-12", [])
    assert type(whole["kind"]) is str


def test_what_is_absent_is_empty() -> None:
    bare = as_json(reading("URGENT ACTION\n\nSOMETHING HAPPENED"))
    assert " ".join(bare) == KEYS
    assert {name for name, value in bare.items() if value is None} == {"series", "issued", "letter", "deadline"}
    assert (bare["number"], bare["previous"], bare["targets"], bare["asks"]) == ("", "", [], [])
    problems = json.loads(json.dumps(bare["problems"]))
    assert [(problem["field"], problem["code"]) for problem in problems] == [
        ("number", "missing"),
        ("country", "missing"),
        ("targets", "missing"),
        ("letter", "missing"),
        ("deadline", "missing"),
    ]
    assert all(problem["message"].endswith(".") for problem in problems)


@given(actions)
@settings(deadline=None)
def test_storage_loses_nothing(action: UrgentAction) -> None:
    assert from_document(json.loads(json.dumps(document(action)))) == action


def test_a_corrected_action_is_checked_again() -> None:
    action = from_document(document(reading(deadline="").action) | {"deadline": "2026-12-01"})
    assert check(action, today=TODAY) == ()
    assert [problem.code for problem in check(action, today=date(2026, 12, 2))] == ["past"]


def test_importing_is_light() -> None:
    heavy = ["phonenumbers", "dateparser", "langcodes", "email_validator", "babel"]
    code = f"import sys, content.reading; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
