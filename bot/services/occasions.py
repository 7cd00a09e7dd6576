"""Meetings and terms as what turns fall on: found by the ledger's number, and kept by what stands in the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from bot.db import models
from bot.db.repositories import meetings, terms
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.meetings import NoSuchMeeting
from bot.domain.occasions import Occasion
from bot.domain.rotation import Role
from bot.domain.terms import NoSuchTerm, Term


class Placed(Protocol):
    """A row about one meeting or one term."""

    meeting_id: Any
    term_id: Any


def by_number(uow: UnitOfWork, *, group: Group, number: int) -> Occasion | None:
    """What that number of the ledger stands for."""
    if number < 0:
        term = uow.terms.by_number(group.id, number)
        return terms.facts(term, group) if term is not None else None
    meeting = uow.meetings.by_number(group.id, number)
    return meetings.facts(meeting, group) if meeting is not None else None


def needed(uow: UnitOfWork, *, group: Group, number: int) -> Occasion:
    """The same. Raises ``NoSuchMeeting`` or ``NoSuchTerm``."""
    found = by_number(uow, group=group, number=number)
    if found is None:
        raise NoSuchTerm(number) if number < 0 else NoSuchMeeting(number)
    return found


def of(uow: UnitOfWork, *, group: Group, row: Placed) -> Occasion | None:
    """What a turn, an offer or a note is about; ``None`` where it names nothing."""
    if row.term_id is not None:
        return terms.facts(uow.terms.by_id(row.term_id), group)
    return meetings.facts(uow.meetings.by_id(row.meeting_id), group) if row.meeting_id is not None else None


def about(uow: UnitOfWork, *, group: Group, row: Placed) -> Occasion:
    """The same of a row that must name one."""
    found = of(uow, group=group, row=row)
    if found is None:
        raise LookupError("the row names neither meeting nor term")
    return found


def place(occasion: Occasion) -> dict[str, int]:
    """The column that names it: ``{"meeting_id": 7}`` or ``{"term_id": 3}``."""
    return {"term_id": occasion.id} if isinstance(occasion, Term) else {"meeting_id": occasion.id}


def kept(occasion: Occasion | None) -> dict[str, int | None]:
    """How the facts of an entry name it: ``{"meeting": 7}`` or ``{"term": 3}``."""
    if isinstance(occasion, Term):
        return {"term": occasion.id}
    return {"meeting": occasion.id if occasion is not None else None}


def recalled(uow: UnitOfWork, *, group: Group, facts: Mapping[str, Any]) -> Occasion | None:
    """What ``kept`` named."""
    if facts.get("term") is not None:
        term = uow.terms.found(int(facts["term"]))
        return terms.facts(term, group) if term is not None else None
    meeting = facts.get("meeting")
    return meetings.facts(uow.meetings.by_id(int(meeting)), group) if meeting is not None else None


def waiting(uow: UnitOfWork, *, group: Group, seat_ids: Collection[int]) -> Sequence[tuple[models.Turn, Occasion]]:
    """Told turns of these seats that are still to come, with what they fall on."""
    return [(turn, _facts(row, group)) for turn, row in uow.ledger.waiting(group.id, seat_ids)]


def turns(uow: UnitOfWork, *, group: Group, occasion: Occasion) -> Sequence[models.Turn]:
    """The turns that a seat has or served there, the chair's first."""
    return uow.ledger.turns_on(group.id, occasion.number)


def turn(uow: UnitOfWork, *, group: Group, occasion: Occasion, role: Role) -> models.Turn | None:
    """The turn of that role as it was last told, whatever became of it."""
    return uow.ledger.told(group.id, [occasion.number]).get((occasion.number, role))


def _facts(row: models.Meeting | models.Term, group: Group) -> Occasion:
    return terms.facts(row, group) if isinstance(row, models.Term) else meetings.facts(row, group)
