"""Lanes that all senders share, where the database lives, and deliveries made for a million chats at once.

Of the deliveries only retries keep a time; what waited for one goes at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "lanes",
        sa.Column("name", sa.String(length=96), nullable=False),
        sa.Column("free_at", sa.Double(), server_default="0", nullable=False),
        sa.Column("given", sa.Integer(), server_default="0", nullable=False),
        sa.Column("halted_at", sa.Double(), server_default="0", nullable=False),
        sa.Column("halt_until", sa.Double(), server_default="0", nullable=False),
        sa.Column("spent", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lanes")),
    )
    op.create_table(
        "origins",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origins")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index("ix_deliveries_queue")
        batch_op.drop_index("ix_deliveries_state_due")
        batch_op.drop_index(batch_op.f("ix_deliveries_chat_id"))
        batch_op.drop_constraint("fk_deliveries_broadcast_id", type_="foreignkey")
        batch_op.drop_constraint("fk_deliveries_chat_id", type_="foreignkey")
        batch_op.alter_column("due_at", existing_type=sa.DateTime(timezone=True), nullable=True)

    op.execute("UPDATE deliveries SET due_at = NULL")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index("ix_deliveries_queue", ["broadcast_id", "state", "platform"], unique=False)
        batch_op.create_index(
            "ix_deliveries_due_at",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        )
