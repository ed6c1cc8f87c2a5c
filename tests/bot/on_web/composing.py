"""Compose pages, served from a database with invented Urgent Actions."""

import base64
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from starlette.applications import Starlette

from bot.on_web.compose.routes import compose_routes
from bot.on_web.compose.ticket import Ticket, Tickets
from content.action import Channel, Letter, UrgentAction
from storage import actions
from storage.actions import Kept
from storage.database.engine import Database, Tx
from storage.database.tables import actions as rows
from tests.bot.on_web.serving import serving
from tests.cases import AMBASSADOR, MINISTER, invented
from tests.databases import SECRET

NOW = datetime(2026, 2, 22, 12, 0, tzinfo=UTC)
LONG = "She has been held for nine weeks without a charge, and nobody has told her family why. "
CASE = invented(
    asks=("Let him stay", "Let a court hear him"), targets=(replace(MINISTER, x_handles=("@minister_ex",)), AMBASSADOR)
)
LONG_CASE = invented(
    "902/26",
    index="EUR 21/0002/2026",
    letter=Letter(
        salutation="Dear Minister Exemple,",
        paragraphs=(LONG * 8, LONG * 8, "I ask you to let her go (now!), and it's urgent."),
        closing="Yours sincerely,",
    ),
)
ARABIC_CASE = invented(
    "903/26",
    index="MDE 21/0003/2026",
    language="ar",
    title="شاعر مهدد بالسجن",
    summary="س.ع. شاعر محتجز منذ تسعة أسابيع بلا تهمة. ولم تعرف أسرته مكانه إلا بعد أيام.",
    asks=("أطلقوا سراحه", "اسمحوا لأسرته بزيارته"),
    letter=Letter(
        salutation="السيد الوزير،",
        paragraphs=(
            "أكتب إليكم بشأن س.ع.، المحتجز منذ 3 مارس في سجن الميناء.",
            "أطلب منكم إطلاق سراحه فورًا ودون شروط.",
        ),
        closing="وتفضلوا بقبول فائق الاحترام،",
    ),
    targets=(
        replace(MINISTER, name="جان إكزامبل", role="وزير الداخلية", salutation=""),
        replace(AMBASSADOR, name="بول موديل", role="السفير", salutation="السيد السفير"),
    ),
)
WAYS = (
    (Channel.EMAIL, 0),
    (Channel.POST, 0),
    (Channel.FAX, 0),
    (Channel.X, 1),
    (Channel.PHONE, 1),
    (Channel.FORM, 1),
)
"""Every channel, and at which of the invented targets it is."""


@dataclass
class Served:
    """The pages, and the action they are of."""

    database: Database
    tickets: Tickets
    base: str = ""
    now: datetime = NOW

    async def keep(self, *texts: UrgentAction, announced: bool = True) -> Kept:
        """An action with these texts, the first document's first."""
        async with self.database.writing() as tx:
            for text in texts:
                kept, _ = await actions.add(tx, text, zone="Europe/Paris", now=self.now)
            await actions.approve(tx, kept.id, now=self.now)
            if announced:
                await self._set(tx, kept, state=actions.State.ANNOUNCED)
            return await actions.by_id(tx, kept.id)

    async def change(self, kept: Kept, **values: object) -> None:
        """Set columns of an action."""
        async with self.database.writing() as tx:
            await self._set(tx, kept, **values)

    def path(self, kept: Kept, channel: Channel = Channel.EMAIL, position: int = 0, language: str = "") -> str:
        """The page of an appeal."""
        ticket = Ticket(kept.id, kept.targets[position], channel, language)
        return f"/write/{self.tickets.sign(ticket)}"

    async def _set(self, tx: Tx, kept: Kept, **values: object) -> None:
        await tx.connection.execute(rows.update().where(rows.c.id == kept.id).values(**values))


@asynccontextmanager
async def served(database: Database, *, contact: str = "", under: str = "") -> AsyncIterator[Served]:
    """Compose pages over real HTTP."""
    made = Served(database, Tickets(SECRET))
    app = Starlette(routes=compose_routes(database, made.tickets, contact=contact, under=under, now=lambda: made.now))
    async with serving(app, lambda: None) as made.base:
        yield made


def packed(said: bytes) -> str:
    """Some bytes behind a page's address, packed as one's own words are."""
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    made = packing.compress(said) + packing.flush()
    return f"#w={base64.urlsafe_b64encode(made).decode().rstrip('=')}"
