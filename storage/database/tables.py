"""The tables. Times are UTC; an id that stands in buttons is never used again: an old one cannot mean a new thing.

A delivery names its broadcast and its chat without a foreign key: checking a million rows would take PostgreSQL seconds
while everybody waits. Broadcasts are never removed, and who forgets a person (`people.forget`) clears their chats here.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time. SQLite keeps no zone, so there it is stored without and read back with one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (the base's signature)
        return value if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_EMPTY = text("''")


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


vault = Table(
    "vault",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", String(16), nullable=False),
)

supporters = Table(
    "supporters",
    metadata,
    _id(),
    Column("language", String(35), nullable=False),
    Column("country", String(2)),
    Column("plain", Boolean, nullable=False, default=False),
    Column("joined_at", Moment, nullable=False),
    Column("stopped_at", Moment),
    Column("zone", String(64), nullable=False, default="", server_default=_EMPTY),
    Column("wakes", Boolean, nullable=False, default=False, server_default=false()),
    Column("pace", String(8), nullable=False, default="every", server_default="every"),
    Column("paused_until", Moment),
    Column("alerted_on", Date),
    Index("ix_supporters_zone", "zone", "id"),
    sqlite_autoincrement=True,
)
"""`zone` is an IANA name, `""` for the organization's; `alerted_on` is the day of the last alert their pace let by."""

zones = Table("zones", metadata, Column("name", String(64), primary_key=True))
"""Every zone that a supporter ever had, `""` included: nobody has to count a million rows."""

wishes = Table(
    "wishes",
    metadata,
    Column("supporter_id", ForeignKey("supporters.id", ondelete="CASCADE"), primary_key=True),
    Column("what", String(8), primary_key=True),
    Column("value", String(32), primary_key=True),
)
"""What a supporter wants alone: regions and topics."""

chats = Table(
    "chats",
    metadata,
    _id(),
    Column("supporter_id", ForeignKey("supporters.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("platform", String(16), nullable=False),
    Column("finger", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("gone_at", Moment),
    Column("discreet", Boolean, nullable=False, default=False, server_default=false()),
    UniqueConstraint("platform", "finger"),
    sqlite_autoincrement=True,
)
"""`discreet`: what arrives unasked names no case, as others may see this screen."""
Index(
    "ix_chats_discreet",
    chats.c.discreet,
    sqlite_where=chats.c.discreet,
    postgresql_where=chats.c.discreet,
)

roles = Table(
    "roles",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("finger", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("given_at", Moment, nullable=False),
)

heard = Table(
    "heard",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

talks = Table(
    "talks",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("awaiting", String(32), nullable=False),
    Column("detail", String(64), nullable=False, default=""),
    Column("since", Moment, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    _id(),
    Column("series", String(16), nullable=False, default=""),
    Column("number", String(16), nullable=False),
    UniqueConstraint("series", "number"),
)

actions = Table(
    "actions",
    metadata,
    _id(),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("sequence", Integer),
    Column("index", String(64), nullable=False, default=""),
    Column("language", String(35), nullable=False),
    Column("deadline", Date),
    Column("zone", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("revision", Integer, nullable=False, default=1, server_default="1"),
    Column("hours_count", String(200), nullable=False, default="", server_default=_EMPTY),
    Column("stops_writing", Boolean, nullable=False, default=False, server_default=false()),
    Column("topics", String(200), nullable=False, default="", server_default=_EMPTY),
    Column("withdrawn_at", Moment),
    Column("closed_at", Moment),
    Column("folded_at", Moment),
    sqlite_autoincrement=True,
)
"""`hours_count`: the organizer's reason for passing quiet hours. `topics`: between spaces. `closed_at`: its closing is
made (cards are edited, people told); `folded_at`: its takings keep no person, so that it does not open again."""

documents = Table(
    "documents",
    metadata,
    _id(),
    Column("action_id", ForeignKey("actions.id"), nullable=False),
    Column("language", String(35), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("action_id", "language", "revision"),
)

targets = Table(
    "targets",
    metadata,
    _id(),
    Column("action_id", ForeignKey("actions.id"), nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("action_id", "position"),
    sqlite_autoincrement=True,
)

walks = Table(
    "walks",
    metadata,
    Column("supporter_id", ForeignKey("supporters.id", ondelete="CASCADE"), primary_key=True),
    Column("action_id", ForeignKey("actions.id"), primary_key=True, index=True),
    Column("opened_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("declined_at", Moment),
    Column("listens_at", Moment),
)
"""`declined_at`: nothing more of this case. `listens_at`: no reminder, but how it ends."""

takings = Table(
    "takings",
    metadata,
    _id(),
    Column("supporter_id", ForeignKey("supporters.id", ondelete="CASCADE"), nullable=False),
    Column("action_id", ForeignKey("actions.id"), nullable=False),
    Column("target_id", ForeignKey("targets.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("handed_at", Moment, nullable=False),
    Column("said_at", Moment),
    Column("own", Boolean, nullable=False, default=False, server_default=false()),
    UniqueConstraint("supporter_id", "action_id", "target_id", "channel"),
    Index(
        "ix_takings_action_state", "action_id", "state", "supporter_id"
    ),  # SQLite looks here whether a person has sent
)

own_words = Table(
    "own_words",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("action_id", ForeignKey("actions.id"), nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("since", Moment, nullable=False, index=True),
)
"""What a person typed for their letter, for as long as they are at it. Each row has a key of its own, itself sealed:
whoever ends the walk destroys the key first."""

wordings = Table(
    "wordings",
    metadata,
    Column("action_id", ForeignKey("actions.id"), primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("language", String(35), primary_key=True),
    Column("said", Text, nullable=False),
)
"""What organizers say beside the document: introduction, thanks, warning, notes."""

folds = Table(
    "folds",
    metadata,
    Column("action_id", ForeignKey("actions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("channel", String(16), primary_key=True),
    Column("what", String(16), primary_key=True),
    Column("n", Integer, nullable=False),
)
"""What people who left no trace had added up to. Position 0 is every target, channel `""` every channel."""

broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    Column("action_id", ForeignKey("actions.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(200), nullable=False, default=""),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("day", Date),
    Column("amends", Integer, index=True),
    Column("revision", Integer, nullable=False, default=1, server_default="1"),
    sqlite_autoincrement=True,
)
"""`day`: of reminders, the one they are of. `amends`: the broadcast whose messages one of edits changes. `revision`: of
the action's texts, when its deliveries were last looked at."""

approvals = Table(
    "approvals",
    metadata,
    Column("broadcast_id", ForeignKey("broadcasts.id"), primary_key=True),
    Column("approver", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    _id(),
    Column("broadcast_id", Integer, nullable=False),
    Column("chat_id", Integer),
    Column("platform", String(16), nullable=False),
    Column("language", String(35), nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("doubts", Integer, nullable=False, default=0),
    Column("due_at", Moment),
    Column("reference", String(64), nullable=False, default=""),
    Column("reason", String(200), nullable=False, default=""),
    Column("settled_at", Moment),
    Column("origin", Integer),
    Column("held", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("broadcast_id", "chat_id"),
    Index("ix_deliveries_queue", "broadcast_id", "state", "platform", "held"),
)
"""`origin`: the delivery whose message this one changes. `held`: 1 for what waits for the end of quiet hours."""
Index(
    "ix_deliveries_due_at",
    deliveries.c.held,
    deliveries.c.due_at,
    sqlite_where=deliveries.c.due_at.is_not(None),
    postgresql_where=deliveries.c.due_at.is_not(None),
)

lanes = Table(
    "lanes",
    metadata,
    Column("name", String(96), primary_key=True),
    Column("free_at", Double, nullable=False, default=0, server_default="0"),
    Column("given", Integer, nullable=False, default=0, server_default="0"),
    Column("halted_at", Double, nullable=False, default=0, server_default="0"),
    Column("halt_until", Double, nullable=False, default=0, server_default="0"),
    Column("spent", BigInteger, nullable=False, default=0, server_default="0"),
)
"""How fast we send. Moments are seconds since 1970, `given` the slots of the last reservation, `spent` those of all."""

origins = Table(
    "origins",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("mark", String(128), nullable=False),
)
"""Where this database lived when it last sent, on PostgreSQL: one row, by which a copy is told from the original."""

reminders = Table(
    "reminders",
    metadata,
    _id(),
    Column("zone", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("label", String(32), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(200), nullable=False, default="", server_default=_EMPTY),
    Column("reached", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("zone", "day", "label"),
    CheckConstraint("state IN ('due', 'done', 'skipped')", name="state"),
    Index("ix_reminders_due", "state", "due_at"),
)
"""When people of a zone are reminded: of which actions, and whom, is found when it is due. `reached`: the supporter who
was looked at last."""

laters = Table(
    "laters",
    metadata,
    _id(),
    Column("supporter_id", ForeignKey("supporters.id", ondelete="CASCADE"), nullable=False),
    Column("action_id", ForeignKey("actions.id"), nullable=False),
    Column("target_id", Integer),
    Column("channel", String(16), nullable=False, default="", server_default=_EMPTY),
    Column("due_at", Moment, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("reason", String(200), nullable=False, default="", server_default=_EMPTY),
    UniqueConstraint("supporter_id", "action_id"),
    CheckConstraint("state IN ('due', 'done', 'skipped')", name="state"),
    Index("ix_laters_due", "state", "due_at"),
)
"""What comes back to one person. `asked`: they chose the moment themselves."""

revisions = Table(
    "revisions",
    metadata,
    Column("broadcast_id", ForeignKey("broadcasts.id"), primary_key=True),
    Column("action_id", ForeignKey("actions.id"), nullable=False, index=True),
    Column("language", String(35), nullable=False, default="", server_default=_EMPTY),
    Column("body", Text),
    Column("deadline", Date),
    Column("zone", String(64), nullable=False, default="", server_default=_EMPTY),
)
"""What a correction that waits for approvals will put in force: a text, a deadline, a zone, each where it is given."""

ticks = Table(
    "ticks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("at", Moment, nullable=False),
)
