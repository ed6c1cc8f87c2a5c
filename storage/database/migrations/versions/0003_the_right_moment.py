"""The right moment: people's time zones and pace, what comes back later, corrections, and reminders by time zone.

Reminders that wait are planned anew; who had put an action off is brought back at the next reminder.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)
_DUE = "state IN ('due', 'done', 'skipped')"


def _text(name: str, length: int, default: str = "") -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), server_default=default, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _number(name: str, default: int) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), server_default=str(default), nullable=False)


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def upgrade() -> None:
    _add(
        "supporters",
        _text("zone", 64),
        _flag("wakes"),
        _text("pace", 8, "every"),
        sa.Column("paused_until", _MOMENT),
        sa.Column("alerted_on", sa.Date()),
    )
    op.create_index("ix_supporters_zone", "supporters", ["zone", "id"])
    op.create_table("zones", sa.Column("name", sa.String(length=64), primary_key=True))
    op.execute("INSERT INTO zones (name) VALUES ('')")
    op.create_table(
        "wishes",
        sa.Column("supporter_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("value", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["supporters.id"], name=op.f("fk_wishes_supporter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("supporter_id", "what", "value", name=op.f("pk_wishes")),
    )
    _add(
        "actions",
        _number("revision", 1),
        _text("hours_count", 200),
        _flag("stops_writing"),
        _text("topics", 200),
        sa.Column("withdrawn_at", _MOMENT),
        sa.Column("closed_at", _MOMENT),
        sa.Column("folded_at", _MOMENT),
    )
    op.execute("UPDATE actions SET closed_at = added_at WHERE deadline < CURRENT_DATE")  # nobody is told of old ends
    _add("broadcasts", sa.Column("day", sa.Date()), sa.Column("amends", sa.Integer()), _number("revision", 1))
    op.create_index("ix_broadcasts_amends", "broadcasts", ["amends"])
    _add("deliveries", sa.Column("origin", sa.Integer()), _number("held", 0))
    op.drop_index("ix_deliveries_queue", "deliveries")
    op.create_index("ix_deliveries_queue", "deliveries", ["broadcast_id", "state", "platform", "held"])
    op.drop_index("ix_deliveries_due_at", "deliveries")
    waits = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_deliveries_due_at", "deliveries", ["held", "due_at"], sqlite_where=waits, postgresql_where=waits
    )
    op.drop_index("ix_takings_action_state", "takings")
    op.create_index("ix_takings_action_state", "takings", ["action_id", "state", "supporter_id"])
    with op.batch_alter_table("walks", schema=None) as batch_op:
        batch_op.drop_column("later_at")
    op.drop_table("reminders")
    op.create_table(
        "reminders",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sa.String(length=32), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        _text("reason", 200),
        _number("reached", 0),
        sa.CheckConstraint(_DUE, name=op.f("ck_reminders_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint("zone", "day", "label", name=op.f("uq_reminders_zone_day_label")),
    )
    op.create_index("ix_reminders_due", "reminders", ["state", "due_at"])
    op.create_table(
        "laters",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("supporter_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer()),
        _text("channel", 16),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        _text("reason", 200),
        sa.CheckConstraint(_DUE, name=op.f("ck_laters_state")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_laters_action_id")),
        sa.ForeignKeyConstraint(
            ["supporter_id"], ["supporters.id"], name=op.f("fk_laters_supporter_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_laters")),
        sa.UniqueConstraint("supporter_id", "action_id", name=op.f("uq_laters_supporter_id_action_id")),
    )
    op.create_index("ix_laters_due", "laters", ["state", "due_at"])
    op.create_table(
        "revisions",
        sa.Column("broadcast_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        _text("language", 35),
        sa.Column("body", sa.Text()),
        sa.Column("deadline", sa.Date()),
        _text("zone", 64),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_revisions_action_id")),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name=op.f("fk_revisions_broadcast_id")),
        sa.PrimaryKeyConstraint("broadcast_id", name=op.f("pk_revisions")),
    )
    op.create_index("ix_revisions_action_id", "revisions", ["action_id"])
