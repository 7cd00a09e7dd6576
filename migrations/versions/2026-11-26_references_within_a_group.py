"""What refers to a row of a group refers to one of its own group: the database refuses any other

Where rows of two groups are tied to each other already, this changes nothing and says so.

Revision: 0018
Follows: 0017
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PARENTS = ("seats", "series", "terms", "posts", "meetings", "agenda_items", "decisions", "actions")
"""What others refer to, each after what it refers to itself."""

REFERENCES = {
    "posts": {"seat_id": "seats"},
    "meetings": {"series_id": "series"},
    "agenda_items": {"meeting_id": "meetings", "seat_id": "seats"},
    "decisions": {"meeting_id": "meetings", "item_id": "agenda_items"},
    "actions": {"meeting_id": "meetings", "seat_id": "seats", "post_id": "posts"},
    "turns": {"meeting_id": "meetings", "term_id": "terms", "seat_id": "seats"},
    "offers": {"meeting_id": "meetings", "term_id": "terms", "seat_id": "seats", "to_seat_id": "seats"},
    "handover_notes": {"meeting_id": "meetings", "term_id": "terms"},
    "record_texts": {"meeting_id": "meetings", "settled_in": "meetings"},
    "polls": {"meeting_id": "meetings"},
    "audit": {"acting_for": "seats"},
}
OF_TWO = {
    "attendance": {"meeting_id": "meetings", "seat_id": "seats"},
    "meeting_notes": {"meeting_id": "meetings", "item_id": "agenda_items"},
    "decision_positions": {"decision_id": "decisions", "seat_id": "seats"},
    "decision_clearances": {"decision_id": "decisions", "seat_id": "seats"},
    "action_owners": {"action_id": "actions", "post_id": "posts"},
    "action_needs": {"action_id": "actions", "needs_id": "actions"},
    "action_handovers": {"action_id": "actions", "post_id": "posts", "seat_id": "seats"},
}
"""Rows that hang on two or more of a group: they say from now on of which, which is that of the first."""


def upgrade() -> None:
    for table in (*PARENTS, *(name for name in REFERENCES if name not in PARENTS)):
        with op.batch_alter_table(table, schema=None) as batch_op:
            if table in PARENTS:
                batch_op.create_unique_constraint(op.f(f"uq_{table}_group_id_id"), ["group_id", "id"])
            _tie(batch_op, table, REFERENCES.get(table, {}))
    for table, references in OF_TWO.items():
        column, parent = next(iter(references.items()))
        op.add_column(table, sa.Column("group_id", sa.Integer(), nullable=True))
        op.execute(
            f"UPDATE {table} SET group_id = "  # noqa: S608 - names of our own
            f"(SELECT {parent}.group_id FROM {parent} WHERE {parent}.id = {table}.{column})"
        )
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column("group_id", existing_type=sa.Integer(), nullable=False)
            _tie(batch_op, table, references)


def downgrade() -> None:
    for table, references in OF_TWO.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            _untie(batch_op, table, references)
            batch_op.drop_column("group_id")
    for table in (*(name for name in REFERENCES if name not in PARENTS), *reversed(PARENTS)):
        with op.batch_alter_table(table, schema=None) as batch_op:
            _untie(batch_op, table, REFERENCES.get(table, {}))
            if table in PARENTS:
                batch_op.drop_constraint(op.f(f"uq_{table}_group_id_id"), type_="unique")


def _group(table: str) -> str:
    return "chain" if table == "audit" else "group_id"


def _tie(batch_op: BatchOperations, table: str, references: dict[str, str]) -> None:
    for column, parent in references.items():
        group = _group(table)
        batch_op.drop_constraint(op.f(f"fk_{table}_{column}_{parent}"), type_="foreignkey")
        name = op.f(f"fk_{table}_{group}_{column}_{parent}")
        batch_op.create_foreign_key(name, parent, [group, column], ["group_id", "id"])


def _untie(batch_op: BatchOperations, table: str, references: dict[str, str]) -> None:
    for column, parent in references.items():
        batch_op.drop_constraint(op.f(f"fk_{table}_{_group(table)}_{column}_{parent}"), type_="foreignkey")
        batch_op.create_foreign_key(op.f(f"fk_{table}_{column}_{parent}"), parent, [column], ["id"])
