"""The panel over real HTTP: its page, its live events, its button."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from content.action import Kind
from content.ids import ActionId
from content.rules.counting import Counts
from dashboard.guard import POLICY
from dashboard.routes import render
from dashboard.view import Bar, Draft, Panel, Reached, Way, Wording
from tests.bot.on_web.visitor import PATIENCE
from tests.dashboard.source import CASE, DRAFT, Served

MEGABYTE = 1024 * 1024


async def send(served: Served, content: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
    return await served.http.post(
        "/dashboard/document", content=content, headers={"Content-Type": "application/octet-stream", **headers}
    )


async def test_the_panel_says_what_each_number_means(served: Served) -> None:
    answer = await served.http.get("/dashboard/panel")
    said = " ".join(answer.text.split())
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    for number, words in (
        ("702", "letters, calls and posts people told us they sent"),
        ("431", "people who sent at least one"),
        ("1,598", "alerts delivered"),
        ("612", "people pressed “Take action”"),
        ("840", "texts handed out to be sent"),
        ("12", "could not be sent"),
        ("60", "more reported by letter groups, not in the total"),
    ):
        assert f"<dt>{words}</dt> <dd>{number}</dd>" in said.replace("</dt><dd>", "</dt> <dd>")
    assert "appeals sent" not in said
    assert "4 days left" in said
    assert "until 1 March" in said
    assert 'width="14.9%"' in said  # 91 of 611


def test_one_is_said_as_one() -> None:
    counts = Counts(delivered=1, started=1, handed_out=1, sent=1, tried=1, people=1)
    said = render(Panel(cases=(replace(CASE, counts=counts, days_left=1),)))
    for words in (
        "letter, call or post that somebody",
        "person who sent",
        "alert delivered<",
        "person pressed",
        "1 day left",
    ):
        assert words in said
    assert "reported" not in said


@pytest.mark.parametrize(("days", "said"), [(0, "Last day"), (-1, "Closed"), (None, "")])
def test_the_last_day_and_after(days: int | None, said: str) -> None:
    fragment = render(Panel(cases=(replace(CASE, days_left=days),)))
    assert said in fragment
    assert "days left" not in fragment


def test_without_a_case_it_says_so() -> None:
    assert "No Urgent Action is open now." in render(Panel())


def test_whatever_a_document_holds_stays_text_and_nothing_is_inline() -> None:
    evil = '"><script>alert(1)</script><b onclick=x style=y>'
    bars = (Bar(label=evil, sent=1),)
    said = render(
        Panel(
            cases=(
                replace(
                    CASE,
                    number=evil,
                    who=evil,
                    title=f"{evil}2",
                    country=evil,
                    by_target=bars,
                    announced=evil,
                    why_not=evil,
                ),
            )
        )
    )
    assert "<script" not in said
    assert "<b " not in said
    assert " style=" not in said.replace("style=y", "")


def test_a_draft_says_what_was_read_and_what_to_look_at_under_its_field() -> None:
    said = " ".join(render(Panel(drafts=(DRAFT,))).split())
    for words in (
        "UA 77/26",
        "Sami Odeh",
        "Please look:</strong> 2 things are marked below.",
        "Poet in danger",
        "Lunaria",
        "1 March 2027",
        "369 days left",
        "English, French",
        "<b>Jeanne Exemple</b>, Ambassador",
        "post, e-mail (2)",
        "stands in United States; only supporters there are asked",
        "1 Example Street, Washington",
        "two@embassy.example",
        "1,412 words",
        "A poet is held.",
        "I write to you.",
        "Un poète en danger",
    ):
        assert words in said, words
    assert "No Urgent Action is open now." not in said
    row = said.partition("<dt>Write to</dt>")[2].partition("</dd>")[0]
    assert "There is no way to reach the Governor." in row
    assert '<dt>Issued</dt> <dd> <p class="draft-look" dir="auto">Which day was it issued?</p>' in said
    assert 'data-does="approve" data-action="4"' in said


def test_a_draft_that_something_blocks_says_what_instead_of_offering_its_button() -> None:
    said = render(Panel(drafts=(replace(DRAFT, blockers=("Give it a title.", "Say until when.")),)))
    assert "data-does" not in said
    assert "disabled aria-describedby" in said
    for reason in ("<li>Give it a title.</li>", "<li>Say until when.</li>"):
        assert reason in said


def test_a_draft_without_anything() -> None:
    nobody = Draft(action=ActionId(5), number="78/26", who="", wordings=(Wording(language="", called="", title=""),))
    said = render(Panel(drafts=(nobody,)))
    assert "Nothing in it stands out." in said
    assert said.count("not in the document") == 4  # title, country, deadline, letter
    assert "Write to" not in said


def test_the_button_says_what_it_sends() -> None:
    for kind in Kind:
        words = {Kind.FIRST: "Send the alert", Kind.UPDATE: "Send the update", Kind.OUTCOME: "Send the outcome"}[kind]
        assert f">{words}<" in render(Panel(cases=(replace(CASE, kind=kind),)))


def test_whatever_a_draft_holds_stays_text() -> None:
    evil = '"><script>alert(1)</script><b onclick=x style=y><a href="https://evil.example">https://evil.example</a>'
    said = render(
        Panel(
            drafts=(
                replace(
                    DRAFT,
                    number=evil,
                    who=evil,
                    country=evil,
                    wordings=(
                        Wording(language=evil, called=evil, title=evil, summary=evil, asks=(evil,), letter=(evil,)),
                    )
                    * 2,
                    targets=(
                        Reached(name=evil, role=evil, ways=(Way(called=evil, contacts=(evil,)),), stands_in=evil),
                    ),
                    looks={"targets": (evil,), evil: (evil,)},
                    blockers=(evil,),
                ),
            )
        )
    )
    for tag in ("<script", "<b ", "<a ", "href"):
        assert tag not in said.replace("a href=&#34;", "")
    assert " style=" not in said.replace("style=y", "")


async def test_events_bring_the_panel_at_once_and_then_only_what_changed(served: Served) -> None:
    async with asyncio.timeout(PATIENCE):
        events = served.events()
        first = await anext(events)
        assert "702" in first
        waiting = asyncio.ensure_future(anext(events))
        await asyncio.sleep(1.6)
        assert not waiting.done()
        served.source.case = replace(CASE, counts=replace(CASE.counts, sent=703))
        assert "703" in await waiting


async def test_an_open_panel_does_not_keep_the_server_from_stopping(served: Served) -> None:
    events = served.events()
    await anext(events)
    began = time.monotonic()
    served.stopping.set()
    with pytest.raises(StopAsyncIteration):
        await anext(events)
    assert time.monotonic() - began < 5, "well before the next heartbeat"


async def test_the_button_asks_for_that_action_and_says_what_happened(served: Served) -> None:
    answer = await served.http.post("/dashboard/announce", json={"action": 3})
    assert answer.json() == {"said": "On its way to 1 chat."}
    assert served.source.asked == [3]
    assert (await served.http.post("/dashboard/announce", json={"action": 4})).status_code == 404


@pytest.mark.parametrize("action", [None, "3", True, 0, -1, 3.0, 2**63, [3]])
async def test_what_names_no_action_is_refused(served: Served, action: object) -> None:
    assert (await served.http.post("/dashboard/announce", json={"action": action})).status_code == 400


async def test_a_document_is_taken_as_it_is_and_what_became_of_it_is_said(served: Served) -> None:
    document = b"\xff\x00 Urgent Action \r\n"
    answer = await send(served, document)
    assert (answer.status_code, answer.json()) == (200, {"said": "UA 77/26 is kept as a draft."})
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert served.source.documents == [document]


@pytest.mark.parametrize(
    ("document", "line"),
    [(b"", "The <file> is empty: choose another."), (b"twin Urgent Action", "It is here already, with another text.")],
)
async def test_a_document_that_is_not_kept_draws_one_plain_line(served: Served, document: bytes, line: str) -> None:
    answer = await send(served, document)
    assert (answer.status_code, answer.json()) == (422, {"said": line})
    assert answer.headers["Content-Type"] == "application/json"  # never HTML


async def test_a_document_has_at_most_ten_megabytes(served: Served) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b"x" * MEGABYTE

    for content in (b"Urgent Action" + b"x" * 11 * MEGABYTE, pieces()):
        answer = await send(served, content)
        assert answer.status_code == 413
        assert "larger than 10 MB" in answer.json()["said"]
    assert served.source.documents == []
    assert (await send(served, b"Urgent Action".ljust(10 * MEGABYTE))).status_code == 200


async def test_a_document_comes_from_our_own_page_and_as_bytes(served: Served) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert (await send(served, b"Urgent Action", **headers)).status_code == 403
    for kind in ("text/plain", "multipart/form-data", "application/x-www-form-urlencoded", ""):
        assert (await send(served, b"Urgent Action", **{"Content-Type": kind})).status_code == 415
    del served.http.headers["Origin"], served.http.headers["Sec-Fetch-Site"]
    assert (await send(served, b"Urgent Action")).status_code == 403
    assert served.source.documents == []


async def test_a_draft_is_marked_as_checked(served: Served) -> None:
    answer = await served.http.post("/dashboard/approve", json={"action": 4})
    assert answer.json() == {"said": "UA 77/26 is checked."}
    assert served.source.approved == [4]
    assert (await served.http.post("/dashboard/approve", json={"action": 3})).status_code == 404
    assert (await served.http.post("/dashboard/approve", json={"action": "4"})).status_code == 400
    elsewhere = {"Origin": "https://evil.example"}
    assert (await served.http.post("/dashboard/approve", json={"action": 4}, headers=elsewhere)).status_code == 403
    assert served.source.approved == [4]


async def test_another_sites_page_can_neither_press_nor_look(served: Served) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await served.http.post("/dashboard/announce", json={"action": 3}, headers=headers)).status_code == 403
        assert (await served.http.get("/dashboard/panel", headers=headers)).status_code == 403
        assert (await served.http.get("/dashboard/events", headers=headers)).status_code == 403
    del served.http.headers["Origin"], served.http.headers["Sec-Fetch-Site"]
    assert (await served.http.post("/dashboard/announce", json={"action": 3})).status_code == 403
    assert served.source.asked == []
    form = {"Origin": str(served.http.base_url).rstrip("/")}
    assert (await served.http.post("/dashboard/announce", data={"action": "3"}, headers=form)).status_code == 415
    assert (
        await served.http.post("/dashboard/announce", json={"action": 3, "x": "x" * 2000}, headers=form)
    ).status_code == 413


async def test_its_files_are_there(served: Served) -> None:
    for name in ("look.css", "panel.css", "drafts.css", "panel.js", "document.js"):
        answer = await served.http.get(f"/dashboard/static/{name}")
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"] == POLICY
