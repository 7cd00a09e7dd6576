"""Tokens that run out: with what the next one is asked for, until when, and who asks

Revision: 0020
Follows: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("refresh_token", sa.Text(), nullable=True))
    op.add_column("workspaces", sa.Column("token_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("workspaces", sa.Column("refreshing_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("workspaces") as table:
        table.drop_column("refreshing_until")
        table.drop_column("token_until")
        table.drop_column("refresh_token")
