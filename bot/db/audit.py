"""The audit: append-only, one hash chain for each group, ids and digests only.

Names and free text stand in the tables beside it, so that erasing a person breaks no chain. Each line's
hash covers the one before, as in RFC 9162's reasoning for append-only logs, without its tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, union
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from bot.db import models

NO_GROUP = 0


def digest(text: str) -> str:
    """What the audit keeps of a free text."""
    return "sha256:" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Broken:
    """The first line of a chain that doesn't fit, and why: ``altered``, ``missing`` or ``cut``."""

    chain: int
    number: int
    why: str


class Audit:
    def __init__(self, session: Session) -> None:
        self._session = session

    def lock(self, group_id: int | None) -> models.Chain:
        """The chain's row, locked until the transaction ends: one change at a time in one group."""
        chain = group_id or NO_GROUP
        dialect = self._session.get_bind().dialect.name
        insert = insert_sqlite if dialect == "sqlite" else insert_postgresql
        self._session.execute(insert(models.Chain).values(chain=chain, length=0, head="").on_conflict_do_nothing())
        return self._session.scalars(
            select(models.Chain)
            .where(models.Chain.chain == chain)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()

    def append(
        self,
        *,
        group_id: int | None,
        at: datetime,
        actor: int | None,
        acting_for: int | None,
        origin: str,
        event: str,
        subject: str,
        before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> models.AuditLine:
        """Add one line to the group's chain (``None``: the chain of what concerns no group)."""
        self._session.flush()
        chain = self.lock(group_id)
        line = models.AuditLine(
            chain=chain.chain,
            number=chain.length + 1,
            at=at,
            actor=actor,
            acting_for=acting_for,
            origin=origin,
            event=event,
            subject=subject,
            before=dict(before),
            after=dict(after),
            previous=chain.head,
            hash="",
        )
        line.hash = line_hash(line)
        chain.length, chain.head = line.number, line.hash
        self._session.add(line)
        self._session.flush()
        return line

    def head(self, group_id: int | None) -> tuple[int, str]:
        """Length and head of a chain; an export prints them, so that a cut tail shows."""
        found = self._session.get(models.Chain, group_id or NO_GROUP)
        return (found.length, found.head) if found else (0, "")

    def size(self) -> tuple[int, int]:
        """How many chains there are, and how many lines in all of them."""
        return len(self._chains()), self._session.scalar(select(func.count()).select_from(models.AuditLine)) or 0

    def verify(self) -> Iterator[Broken]:
        """Every chain that doesn't hold together, with the first line where it fails."""
        for chain in self._chains():
            broken = self._verify(chain)
            if broken is not None:
                yield broken

    def _chains(self) -> Sequence[int]:
        """Every chain that there is or must be: one whose head or lines were taken away too. No group is without one,
        as its rota begins with its creation."""
        heads, lines = select(models.Chain.chain), select(models.AuditLine.chain)
        return sorted(self._session.scalars(union(heads, lines, select(models.LedgerEntry.group_id))))

    def _verify(self, chain: int) -> Broken | None:
        previous, number = "", 0
        lines = self._session.scalars(
            select(models.AuditLine).where(models.AuditLine.chain == chain).order_by(models.AuditLine.number)
        )
        for line in lines.yield_per(1000):
            if line.number != number + 1:
                return Broken(chain, number + 1, "missing")
            if line.previous != previous or line.hash != line_hash(line):
                return Broken(chain, line.number, "altered")
            previous, number = line.hash, line.number
        if (number, previous) != self.head(chain) or not number:
            return Broken(chain, number + 1, "cut")
        return None


def line_hash(line: models.AuditLine) -> str:
    """SHA-256 over the line's canonical JSON, the hash before it included."""
    facts = [
        line.chain,
        line.number,
        line.at.astimezone(UTC).isoformat(),
        line.actor,
        line.acting_for,
        line.origin,
        line.event,
        line.subject,
        line.before,
        line.after,
        line.previous,
    ]
    text = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
