"""Polls for the time of a meeting

Revision: 0011
Follows: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", _choice("pollstate", "open", "booked", "nothing", "withdrawn"), nullable=False),
        sa.Column("kind", _choice("kind", "regular", "extraordinary"), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "because",
            _choice("because", "covered", "firmly", "people", "earliest", "alone", "nobody"),
            nullable=True,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_polls_group_id_groups")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_polls_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["opened_by"], ["officials.id"], name=op.f("fk_polls_opened_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_polls_group_id_number")),
    )
    op.create_index("ix_polls_state_closes_at", "polls", ["state", "closes_at"])
    op.create_table(
        "poll_slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_slots_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_slots")),
        sa.UniqueConstraint("poll_id", "number", name=op.f("uq_poll_slots_poll_id_number")),
    )
    op.create_table(
        "poll_asked",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_poll_asked_official_id_officials")),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_asked_poll_id_polls")),
        sa.PrimaryKeyConstraint("poll_id", "official_id", name=op.f("pk_poll_asked")),
    )
    op.create_index(op.f("ix_poll_asked_official_id"), "poll_asked", ["official_id"])
    op.create_table(
        "poll_answers",
        sa.Column("slot_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("official_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fit", _choice("fit", "yes", "maybe", "no"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["official_id"], ["officials.id"], name=op.f("fk_poll_answers_official_id_officials")),
        sa.ForeignKeyConstraint(["slot_id"], ["poll_slots.id"], name=op.f("fk_poll_answers_slot_id_poll_slots")),
        sa.PrimaryKeyConstraint("slot_id", "official_id", name=op.f("pk_poll_answers")),
    )
    op.create_index(op.f("ix_poll_answers_official_id"), "poll_answers", ["official_id"])


def downgrade() -> None:
    op.drop_table("poll_answers")
    op.drop_table("poll_asked")
    op.drop_table("poll_slots")
    op.drop_table("polls")
