"""Taking back what seats said of their turns, while nothing builds upon it and no meeting concerned has begun."""

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
from bot.domain.turns_moved import Because
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import occasions, offers, rotation, turns_told
from bot.services.ledger import take_back
from bot.services.turns_moved import watched


def taken_back(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of a decline, an open call, a turn taken, a swap, an override: the turns are whose they were."""
    group = _group(uow, kept)
    occasion = occasions.recalled(uow, group=group, facts=kept)
    if occasion is not None and begun(occasion, now):
        raise ChangedSince
    _replay(uow, group, kept["entries"], now)
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
