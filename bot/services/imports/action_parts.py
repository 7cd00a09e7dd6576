"""What a row of an action log says beside the action itself: how pressing it is, its links, and what it waits for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain.actions import Priority
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import CellUnreadable
from bot.domain.needs import NeedsInACircle, NeedsItself, circle
from bot.domain.people import Actor
from bot.services import action_records as records

COLUMNS: Final = ("priority", "links", "depends_on")
WORDS: Final = {one.word: one for one in Priority} | {"medium": Priority.NORMAL, "urgent": Priority.HIGH}


@dataclass(frozen=True)
class Beside:
    """``priority`` is ``None`` where the row says nothing of it; ``needs`` are references, as they were written."""

    priority: Priority | None
    links: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Tied:
    """A row that was added: its line in the file, the action, and what stands beside it."""

    line: int
    action: models.Action
    beside: Beside


def beside(cells: Mapping[str, str]) -> Beside:
    """Raises ``CellUnreadable``."""
    links = tuple(dict.fromkeys(re.split(r";?\s+", cells.get("links", "").strip())))
    wrong = next((one for one in links if one and not re.fullmatch(r"https?://\S+", one)), None)
    if wrong is not None:
        raise CellUnreadable("links", wrong[:40], "https://example.org/paper")
    said = cells.get("priority", "").lower()
    if said and said not in WORDS:
        raise CellUnreadable("priority", said[:40], ", ".join(one.word for one in Priority))
    needs = (part.strip() for part in re.split(r"[;,]", cells.get("depends_on", "")))
    return Beside(WORDS.get(said), tuple(filter(None, links)), tuple(dict.fromkeys(filter(None, needs))))


def enter(
    uow: UnitOfWork, *, group: Group, tied: Sequence[Tied], named: Mapping[str, models.Action], by: Actor
) -> dict[int, DomainError]:
    """Further links, and what waits for what; the lines that can't be, with the reason. ``named`` are the actions that
    the file itself names, by reference in capitals: a row may wait for one below it, whatever number that has got."""
    refused: dict[int, DomainError] = {}
    edges: dict[int, list[int]] = {}
    references = {one.action.id: group.action(one.action.number) for one in tied}
    for one in tied:
        row = one.action
        uow.session.add_all(
            models.ActionLink(action_id=row.id, link=link, added_by=by.official, added_at=row.raised_at)
            for link in one.beside.links[1:]
        )
        try:
            others = [named.get(said.upper()) or records.named(uow, group, said) for said in one.beside.needs]
            for other in {one.id: one for one in others}.values():
                _require_no_circle(group, row, other, edges, references)
                edges.setdefault(row.id, []).append(other.id)
                uow.session.add(models.ActionNeed(group_id=group.id, action_id=row.id, needs_id=other.id))
        except DomainError as why:
            refused[one.line] = why
    uow.session.flush()
    return refused


def _require_no_circle(
    group: Group,
    row: models.Action,
    other: models.Action,
    edges: Mapping[int, Sequence[int]],
    references: Mapping[int, str],
) -> None:
    """What was there before waits for nothing that comes with the file: a circle is among the new ones alone."""
    reference, wanted = group.action(row.number), group.action(other.number)
    if row.id == other.id:
        raise NeedsItself(reference)
    if way := circle(row.id, other.id, edges):
        raise NeedsInACircle(reference, wanted, ", ".join([*(references[id] for id in way), wanted]))


def audited(found: Beside) -> dict[str, object]:
    """What the audit keeps of it, where there is any: links as digests."""
    kept: dict[str, object] = {
        "links": [digest(link) for link in found.links],
        "priority": found.priority.word if found.priority not in (None, Priority.NORMAL) else None,
        "needs": list(found.needs),
    }
    return {name: value for name, value in kept.items() if value}
