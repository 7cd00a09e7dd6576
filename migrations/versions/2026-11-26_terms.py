"""Terms: spans over which one seat chairs; turns, offers and hand-over notes may be a term's

Rules of migrations, here because this is where one begins:
- never edited after it has landed; a mistake is mended by the next one
- goes down and up again without loss (tests do it on SQLite and PostgreSQL)
- imports nothing of ``bot``: records change, history doesn't
- constraints and indexes carry the names of the convention in ``bot/db/models/base.py``

Revision: 0015
Follows: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
ONE = "(meeting_id IS NULL) <> (term_id IS NULL)"


def upgrade() -> None:
    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column(
            "handover",
            sa.Enum("date", "start", "end", name="handover", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("began_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("handover_at", INSTANT, nullable=True),
        sa.Column("notice_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_terms_group_id_groups")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terms")),
        sa.UniqueConstraint("group_id", "number", name=op.f("uq_terms_group_id_number")),
    )
    op.create_index("ix_terms_notice_at", "terms", ["notice_at"])
    op.create_index("ix_terms_handover_at", "terms", ["handover_at"])
    for table in ("turns", "offers", "handover_notes"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("term_id", sa.Integer(), nullable=True))
            batch_op.create_foreign_key(op.f(f"fk_{table}_term_id_terms"), "terms", ["term_id"], ["id"])
            if table == "offers":
                continue
            batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=True)
            batch_op.create_check_constraint(op.f(f"ck_{table}_meeting_or_term"), ONE)
            if table == "turns":
                batch_op.create_unique_constraint(op.f("uq_turns_term_id_role"), ["term_id", "role"])
    op.create_index(op.f("ix_handover_notes_term_id"), "handover_notes", ["term_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_handover_notes_term_id"), table_name="handover_notes")
    for table in ("handover_notes", "offers", "turns"):
        op.execute(sa.text(f"DELETE FROM {table} WHERE term_id IS NOT NULL"))  # noqa: S608 - names of our own
        with op.batch_alter_table(table, schema=None) as batch_op:
            if table == "turns":
                batch_op.drop_constraint(op.f("uq_turns_term_id_role"), type_="unique")
            if table != "offers":
                batch_op.drop_constraint(op.f(f"ck_{table}_meeting_or_term"), type_="check")
                batch_op.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
            batch_op.drop_constraint(op.f(f"fk_{table}_term_id_terms"), type_="foreignkey")
            batch_op.drop_column("term_id")
    op.drop_index("ix_terms_handover_at", table_name="terms")
    op.drop_index("ix_terms_notice_at", table_name="terms")
    op.drop_table("terms")
