"""Taking back what was done to an agenda or a decision. Nothing of a meeting whose minutes were approved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from bot.db import models
from bot.db.kept import put_back
from bot.db.unit_of_work import UnitOfWork
from bot.domain.agenda import ItemState
from bot.domain.dates import to_instant
from bot.domain.decisions import Outcome, Position
from bot.domain.groups import Group, Seat
from bot.domain.people import Actor
from bot.domain.record import RecordIsLocked
from bot.domain.undo import ChangedSince, UndoneFact

REVIEWED_AT = time(9)


def item_not_added(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``agenda.add``: it is withdrawn. Its number is never given again."""
    row = uow.agenda.record_by_id(kept["item"])
    if row.state is not ItemState.PLANNED:
        raise ChangedSince
    row.state = ItemState.WITHDRAWN
    return _item(uow, row)


def item_put_back(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of a paper, a deferral and a withdrawal: the item is as it was."""
    row = uow.agenda.record_by_id(kept["item"])
    put_back(row, kept["before"])
    return _item(uow, row)


def items_put_back(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of a new order."""
    for item_id, place in kept["positions"].items():
        uow.agenda.record_by_id(int(item_id)).position = place
    return _item(uow, uow.agenda.record_by_id(kept["item"]))


def not_stepped(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``agenda next``: the item before is talked about again."""
    meeting = uow.meetings.by_id(kept["meeting"])
    if uow.meetings.open(meeting.group_id) is not meeting:
        raise ChangedSince
    for item_id, before in kept["items"].items():
        put_back(uow.agenda.record_by_id(int(item_id)), before)
    uow.session.flush()
    return {"meeting": str(meeting.number)}


def not_decided(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``decide``: it is withdrawn. Its number is never given again."""
    row, group = _decision(uow, kept)
    row.withdrawn_at, row.remind_at, row.review_at = now, None, None
    for one in uow.decisions.clearances(row.id):
        one.ask_at = None
    uow.session.flush()
    uow.outbox.withdraw(f"decision-ask:{row.id}:", why="taken back")
    return {"reference": group.decision(row.number)}


def not_withdrawn(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``decision withdraw``: it runs again."""
    row, group = _decision(uow, kept)
    if row.closes_at is None or row.closes_at <= now:
        raise ChangedSince
    row.withdrawn_at, row.withdrawn_reason = None, ""
    uow.session.flush()
    return {"reference": group.decision(row.number)}


def not_positioned(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``position``: the seat's word before counts again, if there was one."""
    row, group = _decision(uow, kept)
    if row.meeting_id is None and row.settled_at is not None:
        raise ChangedSince
    taken = next((one for one in uow.decisions.positions(row.id) if one.seat_id == kept["seat"]), None)
    if taken is None:
        raise ChangedSince
    if kept["before"] is None:
        uow.session.delete(taken)
    else:
        taken.position, taken.reason = Position(kept["before"]["position"]), kept["before"]["reason"]
    uow.session.flush()
    return {"reference": group.decision(row.number), "seat": _seat(uow, group, kept["seat"])}


def not_cleared(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``decision clear``: it waits for that seat again."""
    wanted = uow.decisions.clearance(kept["clearance"])
    row = uow.decisions.record_by_id(wanted.decision_id)
    group = uow.groups.by_id(row.group_id)
    if group is None:
        raise ChangedSince
    wanted.answer = wanted.answered_by = wanted.answered_at = None
    wanted.ask_at = datetime.fromisoformat(kept["ask_at"]) if kept["ask_at"] else None
    row.outcome = Outcome(kept["outcome"])
    uow.session.flush()
    return {"reference": group.decision(row.number), "seat": _seat(uow, group, wanted.seat_id)}


def not_reviewed(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``decision review``."""
    row = uow.decisions.record_by_id(kept["decision"])
    group = uow.groups.by_id(row.group_id)
    if group is None:
        raise ChangedSince
    row.review_on = date.fromisoformat(kept["on"]) if kept["on"] else None
    row.review_at = to_instant(row.review_on, REVIEWED_AT, group.zone) if row.review_on else None
    uow.session.flush()
    return {"reference": group.decision(row.number)}


def policy_not_changed(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``meeting policy``."""
    row = uow.groups.record(kept["group"])
    row.policy = {**{key: value for key, value in row.policy.items() if key != "record"}, **kept["before"]}
    uow.session.flush()
    return {"name": row.name}


def _decision(uow: UnitOfWork, kept: Mapping[str, Any]) -> tuple[models.Decision, Group]:
    row = uow.decisions.record_by_id(kept["decision"])
    group = uow.groups.by_id(row.group_id)
    if group is None:
        raise ChangedSince
    if row.meeting_id is not None and uow.texts.locked(row.meeting_id):
        raise RecordIsLocked(uow.meetings.by_id(row.meeting_id).number)
    return row, group


def _seat(uow: UnitOfWork, group: Group, seat_id: int) -> tuple[Seat, ...]:
    return tuple(seat for seat in uow.groups.seats(group.id) if seat.id == seat_id)


def _item(uow: UnitOfWork, row: models.AgendaItem) -> dict[str, UndoneFact]:
    uow.session.flush()
    group = uow.groups.by_id(row.group_id)
    if group is None or (row.meeting_id is not None and uow.texts.locked(row.meeting_id)):
        raise ChangedSince
    return {"reference": group.item(row.number)}
