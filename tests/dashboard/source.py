"""A source of the panel that a test sets, and the panel served from it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, datetime

import httpx

from content.ids import ActionId
from content.reading import Unreadable
from content.rules.counting import Counts
from dashboard.view import Bar, Case, Draft, Panel, Reached, Way, Wording
from storage.actions import Refused

CASE = Case(
    action=ActionId(3),
    number="24/21",
    who="Mira Tolen",
    title="Teacher held in secret",
    country="Lunaria",
    deadline=date(2026, 3, 1),
    days_left=4,
    counts=Counts(delivered=1598, started=612, handed_out=840, sent=702, tried=12, people=431, reported=60),
    by_target=(Bar(label="Minister", sent=611), Bar(label="Governor", sent=91)),
    by_channel=(Bar(label="E-mails", sent=702), Bar(label="Faxes", sent=0)),
    can_announce=True,
)
DRAFT = Draft(
    action=ActionId(4),
    number="77/26",
    who="Sami Odeh",
    country="Lunaria",
    deadline=date(2027, 3, 1),
    days_left=369,
    wordings=(
        Wording(
            language="en",
            called="English",
            title="Poet in danger",
            summary="A poet is held.",
            letter=("Dear Minister,", "I write to you."),
            words=1412,
        ),
        Wording(language="fr", called="French", title="Un poète en danger", words=7),
    ),
    targets=(
        Reached(
            name="Jeanne Exemple",
            role="Ambassador",
            ways=(
                Way(called="post", contacts=("1 Example Street, Washington",)),
                Way(called="e-mail", contacts=("one@embassy.example", "two@embassy.example")),
            ),
            stands_in="United States",
        ),
        Reached(name="Governor of Varna prison"),
    ),
    looks={"targets": ("There is no way to reach the Governor.",), "issued": ("Which day was it issued?",)},
)


@dataclass
class Scripted:
    """A `Source` whose numbers the test sets. It keeps the documents that hold an "Urgent Action" and no "twin"."""

    case: Case = CASE
    asked: list[ActionId] = field(default_factory=list)
    approved: list[ActionId] = field(default_factory=list)
    documents: list[bytes] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def panel(self, now: datetime) -> Panel:
        assert now.tzinfo is not None
        return Panel(cases=(self.case,))

    async def add(self, document: bytes, now: datetime) -> str:
        assert now.tzinfo is not None
        if b"Urgent Action" not in document:
            raise Unreadable("The <file> is empty: choose another.")
        if b"twin" in document:
            raise Refused("it is here already, with another text.")
        self.documents.append(document)
        return "UA 77/26 is kept as a draft."

    async def approve(self, action: ActionId, now: datetime) -> str:
        if action != DRAFT.action:
            raise LookupError(action)
        self.approved.append(action)
        return "UA 77/26 is checked."

    async def announce(self, action: ActionId, now: datetime) -> str:
        if action != self.case.action:
            raise LookupError(action)
        self.asked.append(action)
        return "On its way to 1 chat."

    async def pause(self, action: ActionId, now: datetime) -> str:
        return self._done("pause", action, now)

    async def resume(self, action: ActionId, now: datetime) -> str:
        return self._done("resume", action, now)

    async def stop(self, action: ActionId, now: datetime) -> str:
        return self._done("stop", action, now)

    async def again(self, action: ActionId, now: datetime) -> str:
        return self._done("again", action, now)

    def _done(self, what: str, action: ActionId, now: datetime) -> str:
        assert now.tzinfo is not None
        if action != self.case.action:
            raise LookupError(action)
        self.done.append(what)
        return f"{what}: done."


@dataclass
class Served:
    source: Scripted
    stopping: asyncio.Event
    http: httpx.AsyncClient

    async def events(self) -> AsyncIterator[str]:
        """The fragments as they come."""
        async with self.http.stream("GET", "/dashboard/events") as response:
            assert response.headers["Content-Type"].startswith("text/event-stream")
            lines: list[str] = []
            async for line in response.aiter_lines():
                if line.startswith("data:"):
                    lines.append(line.removeprefix("data:").removeprefix(" "))
                elif not line and lines:
                    yield "\n".join(lines)
                    lines = []
