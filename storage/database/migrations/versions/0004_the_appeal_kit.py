"""The appeal kit: words of one's own while they are typed, what organizers say beside a document, discreet chats."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    op.add_column("chats", _flag("discreet"))
    op.create_index(
        "ix_chats_discreet",
        "chats",
        ["discreet"],
        sqlite_where=sa.text("discreet"),
        postgresql_where=sa.text("discreet"),
    )
    op.add_column("walks", sa.Column("listens_at", _MOMENT))
    op.add_column("takings", _flag("own"))
    op.create_table(
        "own_words",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_own_words_action_id")),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_own_words_chat_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_own_words")),
    )
    op.create_index("ix_own_words_since", "own_words", ["since"])
    op.create_table(
        "wordings",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_wordings_action_id")),
        sa.PrimaryKeyConstraint("action_id", "what", "language", name=op.f("pk_wordings")),
    )
