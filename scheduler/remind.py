"""Reminders are planned for what is open, and released, piece by piece, when their time has come."""

from collections.abc import Collection
from datetime import datetime

from content.rules.hours import Hours
from storage.database.engine import Database
from storage.due import evening, reminders, urgency
from storage.due.reminders import EVENING, Due, Key


class Reminding:
    """A tick. It remembers which rows it has planned, so that it looks at the table only for new ones."""

    def __init__(self, labels: Collection[str], hours: Hours) -> None:
        """`labels` as `2d@18:00`."""
        self._labels = labels
        self._hours = hours
        self._known: set[Key] = set()

    async def __call__(self, database: Database, now: datetime) -> None:
        """Plan what is to come, then release what is due, the newest first, each piece in a transaction of its own."""
        async with database.reading() as tx:
            new = await reminders.missing(tx, self._labels, self._known, hours=self._hours, now=now)
            waiting = await reminders.due(tx, hours=self._hours, now=now)
            acted = await urgency.acted(tx) if waiting else {}
        if new:
            async with database.writing() as tx:
                await reminders.plan(tx, new)
            self._known |= set(new)
        evenings: set[str] = set()
        for row in waiting:
            late = row.label == EVENING and row.zone in evenings
            reason = "a later one is due" if late else self._hindrance(row)
            if reason:
                async with database.writing() as tx:
                    await reminders.skip(tx, row, reason)
                continue
            if row.label == EVENING:
                evenings.add(row.zone)
            release = evening.release if row.label == EVENING else reminders.release
            more = True
            while more:
                async with database.writing() as tx:
                    more = await release(tx, row, acted, hours=self._hours, now=now)

    def _hindrance(self, row: Due) -> str:
        return "" if row.label == EVENING or row.label in self._labels else "not asked for any more"
