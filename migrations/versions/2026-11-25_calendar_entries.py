"""Calendar entries of every administration, and the holidays that were last known

Revision: 0006
Follows: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("public-holiday", "closure", "leave", "recess", "pre-election", "sensitive")


def upgrade() -> None:
    op.create_table(
        "calendar_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("administration_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("spread", sa.Boolean(), nullable=False),
        sa.Column("starting_key", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_calendar_entries_administration_id_administrations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_entries")),
        sa.UniqueConstraint("starting_key", name=op.f("uq_calendar_entries_starting_key")),
    )
    op.create_index(
        "ix_calendar_entries_administration_id_last_day", "calendar_entries", ["administration_id", "last_day"]
    )
    op.create_index(op.f("ix_calendar_entries_spread"), "calendar_entries", ["spread"])
    op.create_table(
        "holiday_tables",
        sa.Column("administration_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Text(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["administration_id"],
            ["administrations.id"],
            name=op.f("fk_holiday_tables_administration_id_administrations"),
        ),
        sa.PrimaryKeyConstraint("administration_id", name=op.f("pk_holiday_tables")),
    )


def downgrade() -> None:
    op.drop_table("holiday_tables")
    op.drop_index(op.f("ix_calendar_entries_spread"), table_name="calendar_entries")
    op.drop_index("ix_calendar_entries_administration_id_last_day", table_name="calendar_entries")
    op.drop_table("calendar_entries")
