"""The demo's page as a real browser sees it: a scripted chat, and a panel whose source the test sets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.applications import Starlette

from bot.on_web.outbound import WebCourier
from bot.on_web.routes import web_routes
from content.ids import ActionId
from content.reading import Unreadable
from content.rules.announcing import BroadcastState
from content.rules.counting import Counts
from dashboard.routes import dashboard_routes
from dashboard.view import Bar, Case, Draft, Panel, Reached, Sending, Way, Wording
from tests.bot.on_web.scripted import ALERT, ARABIC, COMMANDS, HOSTILE, LETTER, Scripted
from tests.bot.on_web.serving import serving

FIRST = Case(
    action=ActionId(1), number="24/21", who="Mira Tolen", title="Held in secret", days_left=4, country="Lunaria"
)
SECOND = replace(FIRST, action=ActionId(2), number="7/26", who="سامي", title="<b>Missing</b>", days_left=15)
THIRD = replace(FIRST, action=ActionId(3), number="77/26", who="Sami Odeh", title="Poet in danger")
DRAFT = Draft(
    action=THIRD.action,
    number=THIRD.number,
    who=THIRD.who,
    wordings=(
        Wording(language="en", called="English", title=THIRD.title, summary=HOSTILE, letter=(LETTER,), words=161),
        Wording(language="ar", called="Arabic", title="شاعر في خطر", letter=(ARABIC,), words=8),
    ),
    country=THIRD.country,
    days_left=4,
    targets=(
        Reached(
            name="Donaudampfschifffahrtsgesellschaftskapitän Jeanne Exemple",
            role="Ambassador",
            ways=(Way(called="web form", contacts=("https://embassy.example/" + "contact" * 20,)),),
            stands_in="United States",
        ),
    ),
    looks={
        "targets": ("The contact form hides where it leads: give the whole address.",),
        "deadline": ("Which day?",),
    },
)


@dataclass
class Demo:
    """The source of the panel: what was pressed in the scripted chat is what it counts.

    A document that says "Urgent Action" is the draft; it is read when `reading` is set.
    """

    answer: Scripted = field(default_factory=Scripted)
    courier: WebCourier = field(default_factory=WebCourier)
    announced: dict[ActionId, str] = field(default_factory=dict)
    draft: Draft | None = None
    checked: bool = False
    sending: Sending | None = None
    turned: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    reading: asyncio.Event = field(default_factory=asyncio.Event)
    base: str = ""

    def __post_init__(self) -> None:
        self.reading.set()

    async def panel(self, now: datetime) -> Panel:
        sent = sum(turn.what == "sent" for turn in self.answer.turns)
        joined = any(turn.what == "j" for turn in self.answer.turns)
        counts = Counts(started=sum(turn.what == "t" for turn in self.answer.turns), sent=sent, people=min(sent, 1))
        bars = (Bar(label="Minister of Justice", sent=sent),)
        return Panel(
            drafts=() if self.draft is None else (self.draft,),
            cases=tuple(
                replace(
                    case,
                    counts=counts,
                    by_target=bars,
                    can_announce=joined and case.action not in self.announced,
                    why_not="" if joined or case.action in self.announced else "Nobody has joined yet.",
                    announced=self.announced.get(case.action, ""),
                    sending=self.sending if case is FIRST else None,
                )
                for case in (FIRST, SECOND, *((THIRD,) if self.checked else ()))
            ),
        )

    async def add(self, document: bytes, now: datetime) -> str:
        self.sizes.append(len(document))
        await self.reading.wait()
        if b"Urgent Action" not in document:
            raise Unreadable("Nothing in <b>it</b> looks like an Urgent Action.")
        self.draft = DRAFT
        return "UA 77/26 is kept as a draft."

    async def approve(self, action: ActionId, now: datetime) -> str:
        assert self.draft is not None
        assert self.draft.action == action
        self.draft, self.checked = None, True
        return "UA 77/26 is checked: it can be sent now."

    async def announce(self, action: ActionId, now: datetime) -> str:
        await self.courier.carry(self.answer.turns[0].chat, ALERT, now=now)
        self.announced[action] = "Sent to 1 chat"
        return "On its way to 1 chat."

    async def pause(self, action: ActionId, now: datetime) -> str:
        return self._turned(action, BroadcastState.PAUSED)

    async def resume(self, action: ActionId, now: datetime) -> str:
        return self._turned(action, BroadcastState.SENDING)

    async def stop(self, action: ActionId, now: datetime) -> str:
        return self._turned(action, BroadcastState.STOPPED)

    async def again(self, action: ActionId, now: datetime) -> str:
        return self._turned(action, BroadcastState.SENDING)

    def _turned(self, action: ActionId, state: BroadcastState) -> str:
        assert self.sending is not None
        assert action == FIRST.action
        self.turned.append(state.value)
        over = state is BroadcastState.STOPPED
        self.sending = None if over else replace(self.sending, state=state)
        return f"It is {state} now."


@asynccontextmanager
async def served_demo() -> AsyncIterator[Demo]:
    """The page, served."""
    demo, stopping = Demo(), asyncio.Event()
    app = Starlette(
        routes=[
            *web_routes(demo.answer, demo.courier, name="Harbour Section", commands=COMMANDS, panel=True),
            *dashboard_routes(demo, stopping=stopping),
        ]
    )

    def close() -> None:
        stopping.set()
        demo.courier.close()

    async with serving(app, close) as demo.base:
        yield demo
