"""Actions are given, wait for others, have several owners and links, and are found by their words

Revision: 0012
Follows: 0011
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SEARCHED = ("actions", "action_updates")


def upgrade() -> None:
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priority", sa.Integer(), server_default="2", nullable=False))
        batch_op.add_column(sa.Column("decision", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("snoozed_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("folded", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("action_updates", schema=None) as batch_op:
        batch_op.add_column(sa.Column("folded", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
    for name in _SEARCHED:
        _fold(name)
    _owners_and_needs()
    _links_and_handovers()
    _weeklies()


def downgrade() -> None:
    for name in ("weeklies", "action_handovers", "action_links", "action_needs", "action_owners"):
        op.drop_table(name)
    with op.batch_alter_table("officials", schema=None) as batch_op:
        batch_op.drop_column("paused_until")
    with op.batch_alter_table("action_updates", schema=None) as batch_op:
        batch_op.drop_column("folded")
    with op.batch_alter_table("actions", schema=None) as batch_op:
        for column in ("folded", "snoozed_until", "decision", "priority"):
            batch_op.drop_column(column)


def _owners_and_needs() -> None:
    op.create_table(
        "action_owners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_owners_action_id_actions")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_action_owners_post_id_posts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_owners")),
        sa.UniqueConstraint("action_id", "post_id", name=op.f("uq_action_owners_action_id_post_id")),
    )
    op.create_index(op.f("ix_action_owners_post_id"), "action_owners", ["post_id"])
    op.create_table(
        "action_needs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("needs_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_needs_action_id_actions")),
        sa.ForeignKeyConstraint(["needs_id"], ["actions.id"], name=op.f("fk_action_needs_needs_id_actions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_needs")),
        sa.UniqueConstraint("action_id", "needs_id", name=op.f("uq_action_needs_action_id_needs_id")),
    )
    op.create_index(op.f("ix_action_needs_needs_id"), "action_needs", ["needs_id"])


def _links_and_handovers() -> None:
    op.create_table(
        "action_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_links_action_id_actions")),
        sa.ForeignKeyConstraint(["added_by"], ["officials.id"], name=op.f("fk_action_links_added_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_links")),
    )
    op.create_index(op.f("ix_action_links_action_id"), "action_links", ["action_id"])
    states = ("open", "accepted", "refused", "withdrawn")
    state = sa.Enum(*states, name="handoverstate", native_enum=False, create_constraint=True, length=32)
    fk = "fk_action_handovers_"
    op.create_table(
        "action_handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("state", state, nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f(f"{fk}action_id_actions")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f(f"{fk}post_id_posts")),
        sa.ForeignKeyConstraint(["seat_id"], ["seats.id"], name=op.f(f"{fk}seat_id_seats")),
        sa.ForeignKeyConstraint(["asked_by"], ["officials.id"], name=op.f(f"{fk}asked_by_officials")),
        sa.ForeignKeyConstraint(["answered_by"], ["officials.id"], name=op.f(f"{fk}answered_by_officials")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_handovers")),
    )
    op.create_index(op.f("ix_action_handovers_action_id"), "action_handovers", ["action_id"])
    op.create_index("ix_action_handovers_state_action_id", "action_handovers", ["state", "action_id"])


def _weeklies() -> None:
    """Every group that has a channel begins with the next tick, and tells of what happens from then on."""
    op.create_table(
        "weeklies",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_weeklies_group_id_groups")),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_weeklies")),
    )
    op.create_index(op.f("ix_weeklies_due_at"), "weeklies", ["due_at"])
    op.execute(
        "INSERT INTO weeklies (group_id, due_at, since) "
        "SELECT DISTINCT group_id, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM places"
    )


def _fold(name: str) -> None:
    """What a search reads: without case and accents."""
    table = sa.table(name, sa.column("id", sa.Integer), sa.column("text", sa.Text), sa.column("folded", sa.Text))
    connection = op.get_bind()
    change = sa.update(table).where(table.c.id == sa.bindparam("row")).values(folded=sa.bindparam("found"))
    found = [
        {"row": row.id, "found": _folded(row.text)} for row in connection.execute(sa.select(table.c.id, table.c.text))
    ]
    if found:
        connection.execute(change, found)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
