"""What can be seen from outside: whether we are ready to work, and our figures. The only door to prometheus-client.

Nothing is computed until somebody asks. No label holds an id, a name or a token: lanes, states, outcomes and ticks are
words of ours.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from itertools import accumulate
from time import monotonic
from typing import Generic, TypeVar

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from content.rules.announcing import DeliveryState
from scheduler.sending.figures import Figures
from storage.database import migrating
from storage.database.engine import Database
from storage.database.upkeep import prove
from storage.sending.ledger import Depths, depths

LATE = timedelta(seconds=60)
"""The ticks come every five seconds: when none was over for so long, nothing is looked after any more."""
PATIENCE_SECONDS = 3.0
"""How long the database may take to answer whoever asks."""
KEPT_SECONDS = 1.0
"""Whoever asks within this of a look at the database shares what it found."""
OK = "ok"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Readiness:
    """What of us works: `ok` or what is wrong for each part, and how many seconds ago the last tick was over."""

    database: str
    schema: str
    telegram: str
    ticks: float | None
    good: bool


class Watch:
    """Looks at a process of ours when it is asked to.

    `awaited` are the platforms that must be reached before we are ready; `reach` tells of each. `ticking` says whether
    the ticks run here: a `uabot worker` has none.
    """

    def __init__(
        self,
        database: Database,
        figures: Figures,
        *,
        awaited: Collection[str] = (),
        ticking: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._database = database
        self._figures = figures
        self._awaited = set(awaited)
        self._missing = set(awaited)
        self._ticking = ticking
        self._now = now
        self._revision = _Look(self._find_revision)
        self._depths = _Look(self._find_depths)

    def reach(self, platform: str) -> None:
        """This platform has answered."""
        self._missing.discard(platform)

    def routes(self, names: Sequence[str]) -> list[BaseRoute]:
        """`/readyz`, and `/metrics` for requests that call us by one of `names`: it is not for the public address."""
        inside = Middleware(TrustedHostMiddleware, allowed_hosts=list(names), www_redirect=False)
        return [Route("/readyz", self._show_readiness), Route("/metrics", self._show_metrics, middleware=[inside])]

    async def readiness(self) -> Readiness:
        """Whether the database can be written and has our schema, the platforms were reached, and the ticks come."""
        revision, wrong = await self._revision.ask()
        ages = self._tick_ages().values()
        last = min(ages) if ages else None
        schema = OK if revision == migrating.HEAD else f"{revision or 'none'}, and not {migrating.HEAD}"
        in_time = last is not None and last < LATE.total_seconds()
        return Readiness(
            database=wrong or OK,
            schema="unknown" if wrong else schema,
            telegram=self._said_of("telegram"),
            ticks=last,
            good=not wrong and schema == OK and not self._missing and (in_time or not self._ticking),
        )

    async def text(self) -> bytes:
        """The figures as Prometheus reads them. Without an answer of the database, those of this process alone."""
        queue, _ = await self._depths.ask()
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Families([*_waiting(queue), *_sent(self._figures), self._ticks(), _build()]))
        return generate_latest(registry)

    async def close(self) -> None:
        """Give up the looks that are under way."""
        await self._revision.close()
        await self._depths.close()

    async def _show_readiness(self, _request: Request) -> Response:
        found = await self.readiness()
        parts = {
            "database": found.database,
            "schema": found.schema,
            "ticks": None if found.ticks is None else round(found.ticks, 1),
            "telegram": found.telegram,
        }
        return JSONResponse(parts, status_code=200 if found.good else 503)

    async def _show_metrics(self, _request: Request) -> Response:
        return Response(await self.text(), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _said_of(self, platform: str) -> str:
        if platform not in self._awaited:
            return "not used"
        return "not reached yet" if platform in self._missing else OK

    def _tick_ages(self) -> dict[str, float]:
        """Seconds since each tick was last over; a clock that was put back makes none negative."""
        now = self._now()
        return {name: max(0.0, (now - at).total_seconds()) for name, at in sorted(self._figures.ticks.items())}

    def _ticks(self) -> Metric:
        ages = GaugeMetricFamily("uabot_tick_age_seconds", "Since each tick was last over.", labels=["tick"])
        for name, age in self._tick_ages().items():
            ages.add_metric([name], age)
        return ages

    async def _find_revision(self) -> str | None:
        """The schema's revision, once the database let us write. Nothing is written."""
        file = self._database.file
        if file is not None and not file.exists():  # SQLite goes on with a file that has no name any more
            raise FileNotFoundError
        async with self._database.writing() as tx:
            return await prove(tx)

    async def _find_depths(self) -> Depths:
        async with self._database.reading() as tx:
            return await depths(tx, now=self._now())


class _Look(Generic[T]):
    """A look at the database: one at a time, shared by all who ask meanwhile and for a second after."""

    def __init__(self, look: Callable[[], Awaitable[T]]) -> None:
        self._look = look
        self._task: asyncio.Task[tuple[T | None, str]] | None = None
        self._kept_until = 0.0

    async def ask(self) -> tuple[T | None, str]:
        """What was found, and in a word why nothing was."""
        task = self._task
        if task is None or (task.done() and monotonic() >= self._kept_until):
            task = self._task = asyncio.create_task(self._take())
        await asyncio.wait({task}, timeout=PATIENCE_SECONDS)  # a slow look goes on, for the next who asks
        return task.result() if task.done() else (None, f"no answer within {PATIENCE_SECONDS:.0f} s")

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _take(self) -> tuple[T | None, str]:
        try:
            return await self._look(), ""
        except Exception as error:  # whatever the database's driver raises: it cannot be used, and this says so
            return None, type(error).__name__
        finally:
            self._kept_until = monotonic() + KEPT_SECONDS


class _Families:
    """A collector of what was found already."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


def _waiting(queue: Depths | None) -> Iterator[Metric]:
    if queue is None:
        return
    states = GaugeMetricFamily("uabot_deliveries", "Of broadcasts that are under way, by state.", labels=["state"])
    for state in DeliveryState:
        states.add_metric([state], queue.states.get(state, 0))
    yield states
    yield GaugeMetricFamily("uabot_oldest_due_seconds", "What has waited longest since it may leave.", queue.oldest_due)


def _sent(figures: Figures) -> Iterator[Metric]:
    sends = CounterMetricFamily(
        "uabot_sends", "Calls of this process, by what became of them.", labels=["lane", "outcome"]
    )
    for (lane, outcome), calls in sorted(figures.answers.items()):
        sends.add_metric([lane, outcome], calls)
    yield sends
    floods = CounterMetricFamily("uabot_floods", "How often a platform told us to wait.", labels=["lane"])
    for lane in sorted(set(figures.sent) | set(figures.floods)):
        floods.add_metric([lane], figures.floods[lane])
    yield floods
    seconds = HistogramMetricFamily("uabot_call_seconds", "From a call to its answer.", labels=["lane"])
    for lane, taken in sorted(figures.call_seconds.items()):
        bounds = [*map(str, taken.bounds), "+Inf"]
        seconds.add_metric([lane], list(zip(bounds, accumulate(taken.counts), strict=True)), taken.sum)
    yield seconds


def _build() -> Metric:
    try:
        ours = version("uabot")
    except PackageNotFoundError:  # run from its folder, without having been installed
        ours = "unknown"
    return InfoMetricFamily("uabot_build", "This program.", {"version": ours})
