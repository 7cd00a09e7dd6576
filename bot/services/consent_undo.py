"""Taking back what seats said of their turns, while nothing builds upon it and no meeting concerned has begun.

Of a term that was under way already its rest was exchanged: that is taken back while no meeting has begun under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.occasions import begun, when
from bot.domain.offers import OfferKind, OfferState
from bot.domain.people import Actor
from bot.domain.rotation import Role, Rotation
from bot.domain.terms import Term
from bot.domain.turns_moved import Because
from bot.domain.undo import BegunSince, ChangedSince, UndoneFact
from bot.services import occasions, offers, rotation, slots, turns_told
from bot.services.ledger import state, take_back
from bot.services.turns_moved import watched


def taken_back(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of a decline, an open call, a turn taken, a swap, an override: the turns are whose they were."""
    group = _group(uow, kept)
    occasion = occasions.recalled(uow, group=group, facts=kept)
    if occasion is not None:
        _require_unused(uow, group, occasion.number, kept.get("at"), now)
    before = state(uow, group=group, now=now)
    _replay(uow, group, kept["entries"], now)
    for number in sorted(_other_hands(before, state(uow, group=group, now=now))):
        _require_unused(uow, group, number, kept.get("at"), now)
    offers.tidy(uow, group=group, now=now)
    facts: dict[str, UndoneFact] = {"dated": int(occasion is not None), "reference": "", "when": ""}
    if occasion is not None:
        facts |= {"reference": occasion.reference, "when": when(occasion)}
    return facts


def not_asked(uow: UnitOfWork, kept: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of asking for a swap: the request is withdrawn."""
    group = _group(uow, kept)
    for row in uow.offers.of_group(group.id, OfferState.OPEN):
        if row.kind is OfferKind.SWAP and row.asked_by == by.official_id:
            told = offers.asked(uow, group=group, row=row)
            offers.end(uow, group=group, row=row, state=OfferState.WITHDRAWN, by=by, now=now)
            offers.tell_withdrawn(uow, group=group, row=row, seats=told, by=by, now=now)
            return {}
    raise ChangedSince


def not_paused(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of a suspension or a return, unless somebody was told a turn for it."""
    group = _group(uow, kept)
    if kept["told"]:
        raise ChangedSince
    _replay(uow, group, kept["entries"], now)
    return {"seats": tuple(seat for seat in uow.groups.seats(group.id) if seat.code == kept["seat"])[-1:]}


def _other_hands(before: Rotation, after: Rotation) -> set[int]:
    """The numbers of the turns that other seats have afterwards."""
    told = {step.number for step in (*before.history, *after.history)}
    return {n for n in told if any(before.holder(n, role) != after.holder(n, role) for role in Role)}


def _require_unused(uow: UnitOfWork, group: Group, number: int, at: str | None, now: datetime) -> None:
    """Raise ``BegunSince`` once the meeting has begun, or the term was handed over after the change (which was made
    ``at``), or a meeting has begun in what was left of it."""
    occasion = occasions.by_number(uow, group=group, number=number)
    if occasion is None or not begun(occasion, now):
        return
    changed_at = datetime.fromisoformat(at) if at is not None else now
    if not isinstance(occasion, Term) or occasion.over or occasion.began_at is None or occasion.began_at > changed_at:
        raise BegunSince(occasion.reference)
    found = state(uow, group=group, now=now)
    for row in uow.meetings.begun_since(group.id, changed_at, now):
        term = slots.line(uow, group, found, row.starts_at).term_of(row)
        if term is not None and term.number == number:
            raise BegunSince(group.meeting(row.number))


def _replay(uow: UnitOfWork, group: Group, entries: list[int], now: datetime) -> None:
    """Leave these entries out; what others have built upon them stands, and so do they."""
    try:
        with watched(uow, group=group, now=now, why=Because.TAKEN_BACK) as knowing:
            take_back(uow, group=group, entries=entries, now=now)
            told = rotation.assign_next(uow, group=group, by=None, now=now)
            knowing.update(turns_told.knowing(told))
    except DomainError as refused:
        raise ChangedSince from refused


def _group(uow: UnitOfWork, kept: Mapping[str, Any]) -> Group:
    group = uow.groups.by_id(kept["group"])
    if group is None:
        raise ChangedSince
    return group
