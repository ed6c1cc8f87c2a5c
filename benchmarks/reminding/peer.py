"""The peer, in a process of its own: reminders as many bots make them, by APScheduler and SQLAlchemy's ORM.

`python -m benchmarks.reminding.peer home | everybody`, on the database that the settings name, of the same tables. When
the job is due it goes through the Urgent Actions that end in two days, the first one first; for each it asks for the
people who had the alert, have not acted, and had no reminder today, and adds a row for each of them in one session.
"""

import json
import resource
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import DateTime, Engine, create_engine, exists, func, or_, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.reminding.world import DUE
from bot.settings import load

_MB = 1024 * 1024 if sys.platform == "darwin" else 1024


class Base(DeclarativeBase):
    """Our tables, with the columns that a reminder takes."""

    type_annotation_map: ClassVar = {datetime: DateTime(timezone=True)}


class Numbered:
    id: Mapped[int] = mapped_column(primary_key=True)


class Supporter(Numbered, Base):
    __tablename__ = "supporters"
    language: Mapped[str]
    zone: Mapped[str]
    stopped_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]


class Chat(Numbered, Base):
    __tablename__ = "chats"
    supporter_id: Mapped[int]
    platform: Mapped[str]
    gone_at: Mapped[datetime | None]


class Action(Numbered, Base):
    __tablename__ = "actions"
    state: Mapped[str]
    deadline: Mapped[date | None]


class Broadcast(Numbered, Base):
    __tablename__ = "broadcasts"
    action_id: Mapped[int]
    kind: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    day: Mapped[date | None]


class Delivery(Numbered, Base):
    __tablename__ = "deliveries"
    broadcast_id: Mapped[int]
    chat_id: Mapped[int]
    platform: Mapped[str]
    language: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    doubts: Mapped[int] = mapped_column(default=0)
    reference: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class Taking(Numbered, Base):
    __tablename__ = "takings"
    supporter_id: Mapped[int]
    action_id: Mapped[int]
    state: Mapped[str]


class Later(Numbered, Base):
    __tablename__ = "laters"
    supporter_id: Mapped[int]
    action_id: Mapped[int]
    state: Mapped[str]


class Walk(Base):
    __tablename__ = "walks"
    supporter_id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(primary_key=True)
    declined_at: Mapped[datetime | None]


def remind(engine: Engine, *, home: bool, held: list[float]) -> None:
    """Everything that is due, an action at a time; how long each transaction had something to write."""
    today = DUE.date()
    with Session(engine) as session:
        due = select(Action).where(Action.state == "announced", Action.deadline == today + timedelta(days=2))
        for action in session.scalars(due.order_by(Action.deadline, Action.id)).all():
            alerts = select(Broadcast.id).where(Broadcast.action_id == action.id, Broadcast.kind == "alert")
            reminded = select(Broadcast.id).where(Broadcast.kind.in_(("reminder", "later")), Broadcast.day == today)
            of_them = (Taking.supporter_id == Supporter.id, Taking.action_id == action.id)
            people = (
                select(Chat, Supporter)
                .join(Supporter, Supporter.id == Chat.supporter_id)
                .where(
                    Supporter.stopped_at.is_(None),
                    Chat.gone_at.is_(None),
                    or_(Supporter.paused_until.is_(None), Supporter.paused_until <= DUE),
                    exists().where(
                        Delivery.broadcast_id.in_(alerts), Delivery.chat_id == Chat.id, Delivery.state == "delivered"
                    ),
                    ~exists().where(*of_them, Taking.state == "sent"),
                    ~exists().where(
                        Walk.supporter_id == Supporter.id, Walk.action_id == action.id, Walk.declined_at.is_not(None)
                    ),
                    ~exists().where(
                        Later.supporter_id == Supporter.id, Later.action_id == action.id, Later.state == "due"
                    ),
                    ~exists().where(Delivery.broadcast_id.in_(reminded), Delivery.chat_id == Chat.id),
                )
            )
            found = session.execute(people.where(Supporter.zone == "") if home else people).all()
            began = time.perf_counter()
            made = Broadcast(action_id=action.id, kind="reminder", state="sending", made_at=DUE, day=today)
            session.add(made)
            session.flush()
            session.add_all(
                Delivery(
                    broadcast_id=made.id,
                    chat_id=chat.id,
                    platform=chat.platform,
                    language=supporter.language,
                    state="queued",
                )
                for chat, supporter in found
            )
            session.commit()
            held.append(time.perf_counter() - began)


def main(what: str) -> dict[str, float]:
    url = make_url(load().database)
    engine = create_engine(url.set(drivername=url.drivername.replace("+aiosqlite", "")))
    held: list[float] = []
    over = threading.Event()
    failed: list[BaseException] = []

    def ended(event: JobExecutionEvent) -> None:
        failed.extend([event.exception] if event.exception else [])
        over.set()

    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_listener(ended, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
    scheduler.start()
    began = time.perf_counter()
    job = {"home": what == "home", "held": held}
    scheduler.add_job(remind, "date", run_date=datetime.now(UTC), args=[engine], kwargs=job)
    over.wait()
    took = time.perf_counter() - began
    scheduler.shutdown()
    if failed:
        raise failed[0]
    with Session(engine) as session:
        reminders = select(Broadcast.id).where(Broadcast.kind == "reminder")
        queued = session.scalar(select(func.count()).where(Delivery.broadcast_id.in_(reminders))) or 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB
    return {"seconds": took, "queued": queued, "longest": max(held), "peak": peak}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
