"""Actions carry a link, and what was posted is found by the platform's id

Revision: 0008
Follows: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("link", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.alter_column("link", server_default=None)
    op.create_index(
        "ix_outbox_platform_id",
        "outbox",
        ["platform_id"],
        unique=False,
        sqlite_where=sa.text("platform_id <> ''"),
        postgresql_where=sa.text("platform_id <> ''"),
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_platform_id", table_name="outbox")
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_column("link")
