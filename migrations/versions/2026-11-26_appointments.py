"""Meetings in people's own calendars: invitations, answers and feeds

Revision: 0010
Follows: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "coming",
            sa.Enum("yes", "maybe", "no", name="coming", native_enum=False, create_constraint=True, length=32),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_sequence", sa.Integer(), nullable=False),
        sa.Column("reply_stamp", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_appointments_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_appointments_official_id_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sa.UniqueConstraint("meeting_id", "official_id", name=op.f("uq_appointments_meeting_id_official_id")),
    )
    op.create_index(op.f("ix_appointments_official_id"), "appointments", ["official_id"])
    op.create_table(
        "watches",
        sa.Column("group_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_watches_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_watches")),
    )
    op.create_index(op.f("ix_watches_next_at"), "watches", ["next_at"])
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("official_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_feeds_group_id_groups")),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_feeds_official_id_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
    )
    op.create_index(op.f("ix_feeds_official_id"), "feeds", ["official_id"])
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("calendar_mail", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.drop_column("calendar_mail")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_column("changed_at")
    op.drop_table("feeds")
    op.drop_table("watches")
    op.drop_table("appointments")
