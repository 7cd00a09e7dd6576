"""What holds an action up or hurries it: a rest until a day, another action that comes first, its priority; and further
links."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain import actions as rules
from bot.domain.action_answers import Snoozed, Waits
from bot.domain.actions import Action, Priority, PriorityIsTheSame
from bot.domain.groups import Group
from bot.domain.needs import DoesNotNeed, NeedsAlready, NeedsInACircle, NeedsItself, circle
from bot.domain.people import Actor
from bot.services import action_records as records
from bot.services import reminders


def snooze(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    until: date,
    chairing: Collection[str],
    today: date,
    by: Actor,
    now: datetime,
) -> Snoozed:
    """Its owners are not reminded of it until that day; whom it reaches when it is long overdue hear all the same.

    Raises ``NoSuchAction``, ``NotYourAction``, ``ActionIsClosed`` or ``SnoozedIntoThePast``.
    """
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    rules.require_later(until, today)
    before = records.facts(row)
    kept = {"until": row.snoozed_until.isoformat() if row.snoozed_until else None}
    row.snoozed_until = until
    uow.session.flush()
    after = records.facts(row)
    records.keep(uow, "action.snoozed", "action.snooze", row, group, by, now, before=before, after=after, kept=kept)
    return Snoozed(uow.actions.by_id(row.id), until, late=action.due < until)


def need(uow: UnitOfWork, *, group: Group, number: int, first: str, by: Actor, now: datetime) -> Waits:
    """It waits for the other one, and reminds nobody until that is done or dropped.

    Raises ``NoSuchAction``, ``ActionIsClosed``, ``NeedsItself``, ``NeedsAlready`` or ``NeedsInACircle``.
    """
    row, other = _two(uow, group, number, first)
    reference, wanted = group.action(row.number), group.action(other.number)
    if row.id == other.id:
        raise NeedsItself(reference)
    if uow.action_parts.need_record(row.id, other.id) is not None:
        raise NeedsAlready(reference, wanted)
    way = circle(row.id, other.id, uow.action_parts.edges(group.id))
    if way:
        names = [group.action(uow.actions.record_by_id(id).number) for id in (*way, other.id)]
        raise NeedsInACircle(reference, wanted, ", ".join(names))
    concerned = reminders.whom(uow, action_id=row.id)
    uow.session.add(models.ActionNeed(group_id=group.id, action_id=row.id, needs_id=other.id))
    return _waits(uow, "action.waits", "action.needs", row, other, group, by, now, concerned, freed=False)


def free(uow: UnitOfWork, *, group: Group, number: int, first: str, by: Actor, now: datetime) -> Waits:
    """It waits for the other one no longer. Raises ``NoSuchAction``, ``ActionIsClosed`` or ``DoesNotNeed``."""
    row, other = _two(uow, group, number, first)
    found = uow.action_parts.need_record(row.id, other.id)
    if found is None:
        raise DoesNotNeed(group.action(row.number), group.action(other.number))
    concerned = reminders.whom(uow, action_id=row.id)
    uow.session.delete(found)
    return _waits(uow, "action.freed", "action.free", row, other, group, by, now, concerned, freed=True)


def link(uow: UnitOfWork, *, group: Group, number: int, link: str, by: Actor, now: datetime) -> Action:
    """One more link. Raises ``NoSuchAction`` or ``ActionIsClosed``."""
    row = records.found(uow, group, number)
    rules.require_open(uow.actions.by_id(row.id))
    added = models.ActionLink(action_id=row.id, link=link, added_by=by.official, added_at=now)
    uow.session.add(added)
    row.updated_at = now
    uow.session.flush()
    after = {"link": digest(link), "id": added.id}
    records.keep(
        uow, "action.linked", "action.link", row, group, by, now, before={}, after=after, kept={"link": added.id}
    )
    return uow.actions.by_id(row.id)


def prioritise(uow: UnitOfWork, *, group: Group, number: int, priority: Priority, by: Actor, now: datetime) -> Action:
    """How pressing it is. Raises ``NoSuchAction``, ``ActionIsClosed`` or ``PriorityIsTheSame``."""
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_open(action)
    if action.priority is priority:
        raise PriorityIsTheSame(action.reference, priority.word)
    row.priority, row.updated_at = priority, now
    uow.session.flush()
    before, after = {"priority": action.priority.word}, {"priority": priority.word}
    kept = {"priority": int(action.priority)}
    records.keep(
        uow, "action.prioritised", "action.priority", row, group, by, now, before=before, after=after, kept=kept
    )
    return uow.actions.by_id(row.id)


def _two(uow: UnitOfWork, group: Group, number: int, first: str) -> tuple[models.Action, models.Action]:
    row = records.found(uow, group, number)
    other = records.named(uow, group, first)
    rules.require_open(uow.actions.by_id(row.id))
    return row, other


def _waits(
    uow: UnitOfWork,
    event: str,
    inverse: str,
    row: models.Action,
    other: models.Action,
    group: Group,
    by: Actor,
    now: datetime,
    concerned: Collection[int],
    *,
    freed: bool,
) -> Waits:
    row.updated_at = now
    uow.session.flush()
    facts = {"needs": group.action(other.number)}
    before, after = (facts, {}) if freed else ({}, facts)
    records.keep(
        uow, event, inverse, row, group, by, now,
        before=before, after=after, kept={"needs": other.id}, concerned=concerned,
    )  # fmt: skip
    action = uow.actions.by_id(row.id)
    need = next((one for one in action.needs if one.id == other.id), None)
    return Waits(action, need or uow.action_parts.as_need(other.id), freed)
