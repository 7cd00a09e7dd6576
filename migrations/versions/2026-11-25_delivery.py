"""Delivery whole: what refused an entry, how fast a workspace may be used, what is paused.

Rules of migrations, here because this is where one begins:
- never edited after it has landed; a mistake is mended by the next one
- goes down and up again without loss (tests do it on SQLite and PostgreSQL)
- imports nothing of ``bot``: records change, history doesn't
- constraints and indexes carry the names of the convention in ``bot/db/models/base.py``

Revision: 0007
Follows: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OF_A_GROUP = sa.text("group_id IS NOT NULL")
INSTANT = sa.DateTime(timezone=True)
NEW = (
    ("outbox", "tried_at", INSTANT),
    ("outbox", "tried_to", sa.Text()),
    ("outbox", "looked_at", INSTANT),
    ("lanes", "road", sa.Text()),
    ("lanes", "paused_at", INSTANT),
    ("lanes", "paused_reason", sa.Text()),
)


def upgrade() -> None:
    for table, name, kind in NEW:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_index(
        "ix_outbox_group_id_due_at",
        "outbox",
        ["group_id", "due_at"],
        sqlite_where=OF_A_GROUP,
        postgresql_where=OF_A_GROUP,
    )
    op.create_table(
        "roads",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=True),
        sa.Column("paused_at", INSTANT, nullable=True),
        sa.Column("paused_until", INSTANT, nullable=True),
        sa.Column("paused_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "workspace", name=op.f("pk_roads")),
    )
    op.create_table(
        "refusals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["outbox.id"], name=op.f("fk_refusals_entry_id_outbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusals")),
        sa.UniqueConstraint(
            "entry_id", "platform", "workspace", "channel", name=op.f("uq_refusals_entry_id_platform_workspace_channel")
        ),
    )


def downgrade() -> None:
    op.drop_table("refusals")
    op.drop_table("roads")
    op.drop_index(
        "ix_outbox_group_id_due_at", table_name="outbox", sqlite_where=OF_A_GROUP, postgresql_where=OF_A_GROUP
    )
    for table, name, _ in reversed(NEW):
        op.drop_column(table, name)
