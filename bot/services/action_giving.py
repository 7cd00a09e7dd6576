"""Giving actions to others: within a seat at once, to another administration once it is accepted there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.db import models
from bot.db.audit import digest
from bot.db.recipients import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.domain import actions as rules
from bot.domain.action_answers import Answered, Given
from bot.domain.giving import (
    Handover,
    HandoverState,
    NothingOffered,
    OwnedAlready,
    at_once,
    require_may_answer,
    require_may_give,
)
from bot.domain.groups import Group
from bot.domain.people import Actor, PersonName
from bot.services import action_records as records
from bot.services import people, reminders


def give(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    to: PersonName,
    platform: str,
    workspace: str,
    chairing: Collection[str],
    by: Actor,
    now: datetime,
) -> Given | Answered:
    """It is theirs, or, where they are of another administration, offered to them; what was offered before is called
    back. Given to who owns it already, an open offer is called back and nothing else happens.

    Raises ``NoSuchAction``, ``ActionIsClosed``, ``NotYoursToGive``, ``NoSuchPerson``, ``SeveralPeople``,
    ``ObserversOwnNothing`` or ``OwnedAlready``.
    """
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_open(action)
    require_may_give(by, action.reference, action.owner, chairing)
    official = people.find(uow, group_id=group.id, name=to, platform=platform, workspace=workspace)
    memberships = uow.people.memberships(official.id, group.id)
    post = rules.owning_post(official.name, memberships, action.owner.seat)
    if post.post_id == row.post_id:
        return _called_back(uow, row, group, official.name, by, now)
    if action.handover is not None and action.handover.to.post_id == post.post_id:
        raise OwnedAlready(action.reference, official.name)
    receiver = uow.action_parts.owner(post.post_id)
    concerned = reminders.whom(uow, action_id=row.id)
    before = _facts(row)
    superseded = _answer(uow, row, HandoverState.WITHDRAWN, None, now)
    kept: dict[str, object] = {"superseded": superseded, "post": row.post_id, "seat": row.seat_id, "also": False}
    seat_id = next((seat.id for seat in uow.groups.seats(group.id) if seat.code == post.seat), None)
    now_theirs = at_once(action.owner, receiver, by)
    if now_theirs:
        kept["also"] = _take(uow, row, post.post_id, seat_id)
    else:
        kept["handover"] = _offer(uow, row, post.post_id, seat_id, by, now)
    row.updated_at = now
    uow.session.flush()
    event = "action.given" if now_theirs else "action.offered"
    after = _facts(row) | ({} if now_theirs else {"to": post.post_id})
    records.keep(
        uow, event, "action.give", row, group, by, now, before=before, after=after, kept=kept, concerned=concerned
    )
    return Given(uow.actions.by_id(row.id), action.owner, receiver, pending=not now_theirs)


def _offer(uow: UnitOfWork, row: models.Action, post_id: int, seat_id: int | None, by: Actor, now: datetime) -> int:
    """The id of the offer, which stands until it is answered."""
    offer = models.ActionHandover(
        group_id=row.group_id,
        action_id=row.id,
        post_id=post_id,
        seat_id=seat_id,
        asked_by=by.official,
        asked_at=now,
    )
    uow.session.add(offer)
    uow.session.flush()
    return offer.id


def accept(uow: UnitOfWork, *, group: Group, number: int, by: Actor, now: datetime) -> Answered:
    """What was offered is theirs. Raises ``NoSuchAction``, ``NothingOffered`` or ``OfferedToSomebodyElse``."""
    row, offered = _offered(uow, group, number, by)
    concerned = reminders.whom(uow, action_id=row.id)
    before, record = _facts(row), uow.action_parts.handover_record(offered.id)
    kept = {"handover": offered.id, "post": row.post_id, "seat": row.seat_id}
    _answer(uow, row, HandoverState.ACCEPTED, by, now)
    also = _take(uow, row, record.post_id, record.seat_id)
    row.updated_at = now
    uow.session.flush()
    records.keep(
        uow, "action.accepted", "action.accept", row, group, by, now,
        before=before, after=_facts(row), kept={**kept, "also": also}, concerned=concerned,
    )  # fmt: skip
    _tell(uow, group, record, by, now)
    return Answered(uow.actions.by_id(row.id), uow.action_parts.handovers([offered.id])[offered.id])


def refuse(uow: UnitOfWork, *, group: Group, number: int, reason: str, by: Actor, now: datetime) -> Answered:
    """What was offered stays where it is. Raises ``NoSuchAction``, ``NothingOffered`` or ``OfferedToSomebodyElse``."""
    row, offered = _offered(uow, group, number, by)
    concerned = reminders.whom(uow, action_id=row.id)
    record = uow.action_parts.handover_record(offered.id)
    record.reason = reason
    _answer(uow, row, HandoverState.REFUSED, by, now)
    after = {"to": record.post_id} | ({"reason": digest(reason)} if reason else {})
    records.keep(
        uow, "action.refused", "action.refuse", row, group, by, now,
        before={"to": record.post_id}, after=after, kept={"handover": offered.id}, concerned=concerned,
    )  # fmt: skip
    _tell(uow, group, record, by, now)
    return Answered(uow.actions.by_id(row.id), uow.action_parts.handovers([offered.id])[offered.id])


def answered(uow: UnitOfWork, *, handover_id: int) -> Answered | None:
    """An answer as it stands when it is told; ``None`` where it was taken back."""
    found = uow.action_parts.handovers([handover_id]).get(handover_id)
    if found is None or found.state not in (HandoverState.ACCEPTED, HandoverState.REFUSED):
        return None
    return Answered(uow.actions.by_id(uow.action_parts.handover_record(handover_id).action_id), found)


def _called_back(uow: UnitOfWork, row: models.Action, group: Group, name: str, by: Actor, now: datetime) -> Answered:
    offered = uow.action_parts.handover(row.id)
    if offered is None:
        raise OwnedAlready(group.action(row.number), name)
    concerned = reminders.whom(uow, action_id=row.id)
    _answer(uow, row, HandoverState.WITHDRAWN, by, now)
    records.keep(
        uow, "action.called-back", "action.refuse", row, group, by, now,
        before={"to": offered.to.post_id}, after={}, kept={"handover": offered.id}, concerned=concerned,
    )  # fmt: skip
    return Answered(uow.actions.by_id(row.id), uow.action_parts.handovers([offered.id])[offered.id])


def _offered(uow: UnitOfWork, group: Group, number: int, by: Actor) -> tuple[models.Action, Handover]:
    row = records.found(uow, group, number)
    offered = uow.action_parts.handover(row.id)
    if offered is None:
        raise NothingOffered(group.action(row.number))
    require_may_answer(by, group.action(row.number), offered.to)
    return row, offered


def _answer(uow: UnitOfWork, row: models.Action, state: HandoverState, by: Actor | None, now: datetime) -> int | None:
    """The open hand-over of the action ends so; its id, if there was one."""
    offered = uow.action_parts.handover(row.id)
    if offered is None:
        return None
    record = uow.action_parts.handover_record(offered.id)
    record.state, record.answered_at = state, now
    record.answered_by = by.official_id if by is not None else None
    uow.session.flush()
    return offered.id


def _take(uow: UnitOfWork, row: models.Action, post_id: int, seat_id: int | None) -> bool:
    """The post owns it from now on; whether it owned it too before, and so is no further owner any more."""
    further = uow.action_parts.also_record(row.id, post_id)
    if further is not None:
        uow.session.delete(further)
    row.post_id, row.seat_id = post_id, seat_id
    return further is not None


def _facts(row: models.Action) -> dict[str, object]:
    return {"post": row.post_id, "due": row.due.isoformat()}


def _tell(uow: UnitOfWork, group: Group, record: models.ActionHandover, by: Actor, now: datetime) -> None:
    """Whoever offered it hears the answer, but for one who gave it."""
    if record.asked_by == by.official_id or not uow.people.memberships(record.asked_by, group.id):
        return
    uow.outbox.say(
        key=f"action-answered:{record.id}:{record.state.value}:{now.isoformat()}",
        subject="action-answered",
        facts={"handover": record.id},
        to=ToPerson(record.asked_by),
        now=now,
        group_id=group.id,
    )
