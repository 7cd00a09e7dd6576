"""Where somebody would rather hear, the language of each place, and e-mail lists that agree to be one

Revision: 0019
Follows: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("officials") as officials:
        officials.add_column(sa.Column("prefers", sa.Text(), server_default="", nullable=False))
        officials.add_column(sa.Column("prefers_at", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("places") as places:
        places.add_column(sa.Column("language", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "mail_lists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["officials.id"], name=op.f("fk_mail_lists_asked_by_officials")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_mail_lists_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_lists")),
    )
    op.create_index("ix_mail_lists_group_id_address", "mail_lists", ["group_id", "address"])


def downgrade() -> None:
    op.drop_table("mail_lists")
    with op.batch_alter_table("places") as places:
        places.drop_column("language")
    with op.batch_alter_table("officials") as officials:
        officials.drop_column("prefers_at")
        officials.drop_column("prefers")
