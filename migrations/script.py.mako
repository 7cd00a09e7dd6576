"""${message}

Rules of migrations, here because this is where one begins:
- never edited after it has landed; a mistake is mended by the next one
- goes down and up again without loss (tests do it on SQLite and PostgreSQL)
- imports nothing of ``bot``: records change, history doesn't
- constraints and indexes carry the names of the convention in ``bot/db/models/base.py``

Revision: ${up_revision}
Follows: ${down_revision | comma,n}
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
