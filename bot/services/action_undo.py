"""Taking back what was done to an action: the inverses, and how each puts things back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.unit_of_work import UnitOfWork
from bot.domain.actions import ActionStatus
from bot.domain.giving import HandoverState
from bot.domain.needs import circle
from bot.domain.people import Actor
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import reminders


def not_added(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``add``: it is dropped. Its number is never given again."""
    row = uow.actions.record_by_id(facts["action"])
    concerned = reminders.whom(uow, action_id=row.id)
    row.status, row.closed_at = ActionStatus.DROPPED, now
    return _settled(uow, row, now, concerned)


def none_added(uow: UnitOfWork, facts: Mapping[str, Any], by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``added_together``. Where something was done to one of them since, all stay."""
    for id in facts["actions"]:
        row = uow.actions.record_by_id(id)
        if row.updated_at != row.raised_at or row.status is not ActionStatus.OPEN:
            raise ChangedSince
    for id in facts["actions"]:
        not_added(uow, {"action": id}, by, now)
    return {"count": len(facts["actions"])}


def not_closed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``complete`` and ``drop``: it stands as it did before."""
    row = uow.actions.record_by_id(facts["action"])
    row.status, row.closed_at, row.dropped_reason = ActionStatus(facts["status"]), None, ""
    _offer_again(uow, facts.get("handover"))
    return _settled(uow, row, now)


def not_updated(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``update``: what was said is withdrawn."""
    row = uow.actions.record_by_id(facts["action"])
    uow.actions.update_record(facts["update"]).withdrawn_at = now
    row.status = ActionStatus(facts["status"])
    return _settled(uow, row, now)


def not_moved(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``move``: it is due on the day before the change."""
    row = uow.actions.record_by_id(facts["action"])
    row.due = date.fromisoformat(facts["due"])
    return _settled(uow, row, now) | {"due": row.due}


def not_snoozed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``snooze``: it rests as long as it did before."""
    row = uow.actions.record_by_id(facts["action"])
    row.snoozed_until = date.fromisoformat(facts["until"]) if facts["until"] else None
    return _settled(uow, row, now)


def not_given(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``give``: it is whose it was, and offered to whom it was."""
    row = uow.actions.record_by_id(facts["action"])
    concerned = reminders.whom(uow, action_id=row.id)
    if facts.get("handover") is not None:
        handover = uow.action_parts.handover_record(facts["handover"])
        if handover.state is not HandoverState.OPEN:
            raise ChangedSince
        handover.state, handover.answered_at = HandoverState.WITHDRAWN, now
        uow.session.flush()
    _return(uow, row, facts)
    _offer_again(uow, facts["superseded"])
    return _settled(uow, row, now, concerned)


def not_accepted(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``accept``: it is whose it was, and the offer waits for its answer again."""
    row = uow.actions.record_by_id(facts["action"])
    concerned = reminders.whom(uow, action_id=row.id)
    _return(uow, row, facts)
    _offer_again(uow, facts["handover"])
    return _settled(uow, row, now, concerned)


def not_refused(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``refuse``, and of calling an offer back: it waits for its answer again."""
    row = uow.actions.record_by_id(facts["action"])
    _offer_again(uow, facts["handover"])
    return _settled(uow, row, now)


def not_needed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``need``: it waits for the other one no longer."""
    row = uow.actions.record_by_id(facts["action"])
    found = uow.action_parts.need_record(row.id, facts["needs"])
    if found is None:
        raise ChangedSince
    uow.session.delete(found)
    return _settled(uow, row, now)


def not_freed(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``free``: it waits for the other one, unless that waits for it by now."""
    row = uow.actions.record_by_id(facts["action"])
    if circle(row.id, facts["needs"], uow.action_parts.edges(row.group_id)):
        raise ChangedSince
    concerned = reminders.whom(uow, action_id=row.id)
    uow.session.add(models.ActionNeed(group_id=row.group_id, action_id=row.id, needs_id=facts["needs"]))
    return _settled(uow, row, now, concerned)


def not_linked(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``link``: the link is withdrawn."""
    uow.session.get_one(models.ActionLink, facts["link"]).withdrawn_at = now
    return _settled(uow, uow.actions.record_by_id(facts["action"]), now)


def not_prioritised(uow: UnitOfWork, facts: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``prioritise``."""
    row = uow.actions.record_by_id(facts["action"])
    row.priority = facts["priority"]
    return _settled(uow, row, now)


def _return(uow: UnitOfWork, row: models.Action, facts: Mapping[str, Any]) -> None:
    """The post that owned it owns it again; who had it since is a further owner again, if they were one."""
    if facts["also"]:
        uow.session.add(models.ActionOwner(group_id=row.group_id, action_id=row.id, post_id=row.post_id))
    row.post_id, row.seat_id = facts["post"], facts["seat"]
    uow.session.flush()


def _offer_again(uow: UnitOfWork, handover_id: int | None) -> None:
    """What was answered or called back waits for its answer again; the answer is told nobody who hasn't heard it."""
    if handover_id is None:
        return
    handover = uow.action_parts.handover_record(handover_id)
    uow.outbox.withdraw(f"action-answered:{handover.id}:", why="taken back")
    handover.state, handover.answered_by, handover.answered_at = HandoverState.OPEN, None, None
    handover.reason = ""
    uow.session.flush()


def _settled(
    uow: UnitOfWork, row: models.Action, now: datetime, concerned: Collection[int] = ()
) -> dict[str, UndoneFact]:
    row.updated_at = now
    uow.session.flush()
    reminders.follow(uow, action_id=row.id, now=now, before=concerned)
    return {"reference": uow.actions.by_id(row.id).reference}
