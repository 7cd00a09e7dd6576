"""Consent to turns: offers, who is asked next, hand-over notes, the chair's pack

Rules of migrations, here because this is where one begins:
- never edited after it has landed; a mistake is mended by the next one
- goes down and up again without loss (tests do it on SQLite and PostgreSQL)
- imports nothing of ``bot``: records change, history doesn't
- constraints and indexes carry the names of the convention in ``bot/db/models/base.py``

Revision: 0005
Follows: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KINDS = ("swap", "declined", "call")
STATES = ("open", "accepted", "refused", "withdrawn", "expired")
ROLES = ("chair", "host")


def _choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("offerkind", KINDS), nullable=False),
        sa.Column("state", _choice("offerstate", STATES), nullable=False),
        sa.Column("role", _choice("role", ROLES), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("to_seat_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_offers_group_id_groups")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_offers_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_offers_seat_id_seats")),
        sa.ForeignKeyConstraint(["to_seat_id"], ["seats.id"], name=op.f("fk_offers_to_seat_id_seats")),
        sa.ForeignKeyConstraint(["asked_by"], ["officials.id"], name=op.f("fk_offers_asked_by_officials")),
        sa.ForeignKeyConstraint(["answered_by"], ["officials.id"], name=op.f("fk_offers_answered_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    op.create_index(op.f("ix_offers_group_id"), "offers", ["group_id"])
    op.create_index("ix_offers_state_expires_at", "offers", ["state", "expires_at"])
    op.create_table(
        "handover_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_handover_notes_group_id_groups")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_handover_notes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by"], ["officials.id"], name=op.f("fk_handover_notes_written_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_notes")),
    )
    op.create_index(op.f("ix_handover_notes_meeting_id"), "handover_notes", ["meeting_id"])
    op.add_column("turns", sa.Column("raise_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("turns", sa.Column("raised", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_turns_raise_at", "turns", ["raise_at"])
    op.add_column("meetings", sa.Column("pack_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_meetings_pack_at", "meetings", ["pack_at"])
    op.add_column("groups", sa.Column("rota_due_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_groups_rota_due_at", "groups", ["rota_due_at"])


def downgrade() -> None:
    op.drop_index("ix_groups_rota_due_at", table_name="groups")
    op.drop_column("groups", "rota_due_at")
    op.drop_index("ix_meetings_pack_at", table_name="meetings")
    op.drop_column("meetings", "pack_at")
    op.drop_index("ix_turns_raise_at", table_name="turns")
    op.drop_column("turns", "raised")
    op.drop_column("turns", "raise_at")
    op.drop_table("handover_notes")
    op.drop_table("offers")
