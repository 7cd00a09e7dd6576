"""Homes, and what people set for themselves

A language that nobody had chosen becomes none: then it is that of the group in question.

Revision: 0002
Follows: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homes")),
        sa.UniqueConstraint("platform", "workspace", "account", name=op.f("uq_homes_platform_workspace_account")),
    )
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hours_days", sa.Text(), server_default="01234", nullable=False))
        batch_op.add_column(sa.Column("quieter", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE officials SET language = '' WHERE language = 'en-GB'")


def downgrade() -> None:
    op.execute("UPDATE officials SET language = 'en-GB' WHERE language = ''")
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.drop_column("quieter")
        batch_op.drop_column("hours_days")
    op.drop_table("homes")
