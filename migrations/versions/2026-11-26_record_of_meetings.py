"""The record of meetings: agenda, notes, decisions, minutes and summaries

Rules of migrations, here because this is where one begins:
- never edited after it has landed; a mistake is mended by the next one
- goes down and up again without loss (tests do it on SQLite and PostgreSQL)
- imports nothing of ``bot``: records change, history doesn't
- constraints and indexes carry the names of the convention in ``bot/db/models/base.py``

Revision: 0016
Follows: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CHOICES = {
    "itemstate": ("planned", "current", "done", "withdrawn"),
    "marking": ("OFFICIAL", "OFFICIAL-SENSITIVE"),
    "outcome": ("agreed", "agreed subject to clearance", "noted", "not agreed"),
    "position": ("supports", "reserves", "stands aside", "not applicable"),
    "cleared": ("given", "refused"),
    "textkind": ("minutes", "summary"),
    "textstate": ("draft", "approved", "held", "released"),
}
TABLES = (
    "agenda_items",
    "meeting_notes",
    "decisions",
    "decision_positions",
    "decision_clearances",
    "record_texts",
    "record_versions",
)


def _choice(name: str) -> sa.Enum:
    return sa.Enum(*CHOICES[name], name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.add_column("groups", sa.Column("items_numbered", sa.Integer(), server_default="0", nullable=False))
    op.add_column("groups", sa.Column("decisions_numbered", sa.Integer(), server_default="0", nullable=False))
    op.add_column("meetings", sa.Column("papers_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("meetings", sa.Column("quorum", sa.Integer(), nullable=True))
    op.create_index("ix_meetings_papers_at", "meetings", ["papers_at"])
    # The clock looks at once at meetings that stand already, and finds their next day.
    op.execute("UPDATE meetings SET papers_at = created_at WHERE state = 'scheduled'")
    op.add_column("attendance", sa.Column("name", sa.Text(), server_default="", nullable=False))
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("paper_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", _choice("itemstate"), nullable=False),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marking", _choice("marking"), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_agenda_items_group_id_groups")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["proposed_by"], ["officials.id"], name=op.f("fk_agenda_items_proposed_by_officials")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_agenda_items_seat_id_seats")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_agenda_items_group_id_number")),
    )
    op.create_index(op.f("ix_agenda_items_meeting_id"), "agenda_items", ["meeting_id"])
    op.create_table(
        "meeting_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("marking", _choice("marking"), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_meeting_notes_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_notes_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["written_by"], ["officials.id"], name=op.f("fk_meeting_notes_written_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_notes")),
    )
    op.create_index(op.f("ix_meeting_notes_meeting_id"), "meeting_notes", ["meeting_id"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", _choice("outcome"), nullable=True),
        sa.Column("extent", sa.JSON(), nullable=False),
        sa.Column("marking", _choice("marking"), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("review_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_decisions_group_id_groups")),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_items.id"], name=op.f("fk_decisions_item_id_agenda_items")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_decisions_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["recorded_by"], ["officials.id"], name=op.f("fk_decisions_recorded_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_decisions_group_id_number")),
    )
    op.create_index(op.f("ix_decisions_meeting_id"), "decisions", ["meeting_id"])
    op.create_index(op.f("ix_decisions_remind_at"), "decisions", ["remind_at"])
    op.create_index(op.f("ix_decisions_review_at"), "decisions", ["review_at"])
    op.create_index(op.f("ix_decisions_settled_at_closes_at"), "decisions", ["settled_at", "closes_at"])
    op.create_table(
        "decision_positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("position", _choice("position"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_positions_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(["said_by"], ["officials.id"], name=op.f("fk_decision_positions_said_by_officials")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_decision_positions_seat_id_seats")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_positions")),
        sa.UniqueConstraint("decision_id", "seat_id", name=op.f("uq_decision_positions_decision_id_seat_id")),
    )
    op.create_index(op.f("ix_decision_positions_decision_id"), "decision_positions", ["decision_id"])
    op.create_table(
        "decision_clearances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("answer", _choice("cleared"), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["officials.id"], name=op.f("fk_decision_clearances_answered_by_officials")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_decision_clearances_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f("fk_decision_clearances_seat_id_seats")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_clearances")),
        sa.UniqueConstraint("decision_id", "seat_id", name=op.f("uq_decision_clearances_decision_id_seat_id")),
    )
    op.create_index(op.f("ix_decision_clearances_ask_at"), "decision_clearances", ["ask_at"])
    op.create_index(op.f("ix_decision_clearances_decision_id"), "decision_clearances", ["decision_id"])
    op.create_table(
        "record_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("textkind"), nullable=False),
        sa.Column("state", _choice("textstate"), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.Column("release_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_record_texts_group_id_groups")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_record_texts_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["settled_by"], ["officials.id"], name=op.f("fk_record_texts_settled_by_officials")),
        sa.ForeignKeyConstraint(["settled_in"], ["meetings.id"], name=op.f("fk_record_texts_settled_in_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_texts")),
        sa.UniqueConstraint("meeting_id", "kind", name=op.f("uq_record_texts_meeting_id_kind")),
    )
    op.create_index(op.f("ix_record_texts_group_id"), "record_texts", ["group_id"])
    op.create_index(op.f("ix_record_texts_release_at"), "record_texts", ["release_at"])
    op.create_table(
        "record_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("head", sa.JSON(), nullable=False),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["text_id"], ["record_texts.id"], name=op.f("fk_record_versions_text_id_record_texts")),
        sa.ForeignKeyConstraint(["written_by"], ["officials.id"], name=op.f("fk_record_versions_written_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_versions")),
        sa.UniqueConstraint("text_id", "number", name=op.f("uq_record_versions_text_id_number")),
    )
    op.create_index(op.f("ix_record_versions_text_id"), "record_versions", ["text_id"])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("attendance", "name")
    op.drop_index("ix_meetings_papers_at", table_name="meetings")
    op.drop_column("meetings", "quorum")
    op.drop_column("meetings", "papers_at")
    op.drop_column("groups", "decisions_numbered")
    op.drop_column("groups", "items_numbered")
