"""Actions: adding one, and everything that may become of it. Each change plans the reminders anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain import actions as rules
from bot.domain.actions import (
    STILL_OPEN,
    Action,
    ActionFilter,
    ActionStatus,
    Added,
    DayOff,
    Listed,
    Moved,
    NoSuchAction,
    Shown,
    Updated,
)
from bot.domain.extent import Asked, resolve
from bot.domain.groups import Group, Seat
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Actor, Marking, PersonName
from bot.domain.permissions import NotAllowed, Right
from bot.domain.rotation.refusals import SeatNotInGroup
from bot.services import calendars, people, reminders

LISTED = 20


def add(
    uow: UnitOfWork,
    *,
    group: Group,
    text: str,
    owner: PersonName,
    due: date,
    extent: Asked,
    meeting: int | None,
    platform: str,
    workspace: str,
    today: date,
    by: Actor,
    now: datetime,
    link: str = "",
) -> Added:
    """A new action under the group's next reference, owned by the leading post of its owner.

    It belongs to the meeting named, or to the one that is open now. Raises ``NoSuchPerson``, ``SeveralPeople``,
    ``ObserversOwnNothing``, ``DueDayIsPast``, ``NoSuchMeeting`` and what ``resolve`` raises.
    """
    official = people.find(uow, group_id=group.id, name=owner, platform=platform, workspace=workspace)
    post = rules.owning_post(official.name, uow.people.memberships(official.id, group.id))
    rules.require_ahead(due, today)
    seats = uow.groups.seats(group.id, today)
    territories = resolve(extent, seats=seats, own=by.seats)
    raised_in = _meeting(uow, group, meeting)
    seat = next((one for one in uow.groups.seats(group.id) if one.code == post.seat), None)
    row = models.Action(
        group_id=group.id,
        number=uow.actions.next_number(group.id),
        meeting_id=raised_in,
        number_in_meeting=uow.actions.next_in_meeting(raised_in) if raised_in is not None else None,
        text=text,
        link=link,
        extent=list(territories),
        seat_id=seat.id if seat else None,
        post_id=post.post_id,
        due=due,
        original_due=due,
        marking=group.marking,
        origin=uow.origin,
        raised_by=_official(by),
        raised_at=now,
        updated_at=now,
    )
    uow.session.add(row)
    uow.session.flush()
    after = _facts(row) | {"extent": row.extent, "post": row.post_id, "meeting": raised_in, "text": digest(text)}
    after |= {"link": digest(link)} if link else {}
    _keep(uow, "action.added", "action.add", row, group, by, now, before={}, after=after, facts={})
    return Added(uow.actions.by_id(row.id), _day_off(uow, seat, due))


def complete(
    uow: UnitOfWork, *, group: Group, number: int, chairing: Collection[str], by: Actor, now: datetime
) -> Action:
    """It is done. Raises ``NoSuchAction``, ``NotYourAction`` or ``ActionIsClosed``."""
    row = _found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    _close(uow, "action.done", "action.done", row, group, by, now, status=ActionStatus.DONE)
    return uow.actions.by_id(row.id)


def drop(
    uow: UnitOfWork, *, group: Group, number: int, reason: str, chairing: Collection[str], by: Actor, now: datetime
) -> Action:
    """It won't be done, and why. Raises ``NoSuchAction``, ``NotYourAction`` or ``ActionIsClosed``."""
    row = _found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    row.dropped_reason = reason
    _close(uow, "action.dropped", "action.drop", row, group, by, now, status=ActionStatus.DROPPED)
    return uow.actions.by_id(row.id)


def update(uow: UnitOfWork, *, group: Group, number: int, text: str, by: Actor, now: datetime) -> Updated:
    """What is new about it; an open one is then in progress. Raises ``NoSuchAction`` or ``ActionIsClosed``."""
    row = _found(uow, group, number)
    rules.require_open(uow.actions.by_id(row.id))
    before = _facts(row)
    said = models.ActionUpdate(action_id=row.id, at=now, official_id=_official(by), text=text)
    uow.session.add(said)
    row.status, row.updated_at = ActionStatus.IN_PROGRESS, now
    uow.session.flush()
    after = _facts(row) | {"update": said.id, "text": digest(text)}
    facts = {"update": said.id, "status": before["status"]}
    _keep(uow, "action.updated", "action.update", row, group, by, now, before=before, after=after, facts=facts)
    return Updated(uow.actions.by_id(row.id), text)


def move(
    uow: UnitOfWork,
    *,
    group: Group,
    number: int,
    due: date,
    chairing: Collection[str],
    today: date,
    by: Actor,
    now: datetime,
) -> Moved:
    """It is due on another day; the original one is kept for ever.

    Raises ``NoSuchAction``, ``NotYourAction``, ``ActionIsClosed``, ``DueDayIsPast`` or ``DueDayIsTheSame``.
    """
    row = _found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    rules.require_ahead(due, today)
    rules.require_moved(action, due)
    before = _facts(row)
    row.due, row.updated_at = due, now
    uow.session.flush()
    facts = {"due": action.due.isoformat()}
    _keep(uow, "action.moved", "action.due", row, group, by, now, before=before, after=_facts(row), facts=facts)
    seat = next((one for one in uow.groups.seats(group.id) if one.id == row.seat_id), None)
    return Moved(uow.actions.by_id(row.id), action.due, _day_off(uow, seat, due))


def listed(
    uow: UnitOfWork,
    *,
    group: Group,
    which: ActionFilter,
    owner: PersonName | None,
    seat: str | None,
    platform: str,
    workspace: str,
    today: date,
    by: Actor,
) -> Listed:
    """The group's actions by due day, at most ``LISTED``; those that are done with the latest first.

    Whoever only reads along gets the unmarked ones, and no search by person. Raises ``NoSuchPerson``,
    ``SeveralPeople``, ``SeatNotInGroup`` or ``NotAllowed``.
    """
    if by.reader and (owner is not None or which is ActionFilter.MINE):
        raise NotAllowed(Right.READ.value)
    official_id = by.official_id if which is ActionFilter.MINE else None
    if owner is not None:
        official_id = people.find(uow, group_id=group.id, name=owner, platform=platform, workspace=workspace).id
    if seat is not None and seat not in {one.code for one in uow.groups.seats(group.id)}:
        raise SeatNotInGroup(seat)
    actions, total = uow.actions.of_group(
        group.id,
        statuses=(ActionStatus.DONE,) if which is ActionFilter.DONE else STILL_OPEN,
        before=today if which is ActionFilter.OVERDUE else None,
        official_id=official_id,
        seat=seat,
        unmarked=by.reader,
        limit=LISTED,
    )
    return Listed(tuple(actions), total, which, today)


def shown(uow: UnitOfWork, *, group: Group, number: int, today: date, by: Actor) -> Shown:
    """One action with everything that was said about it. Raises ``NoSuchAction``, also for a marked one where the
    actor only reads along."""
    row = _found(uow, group, number)
    if by.reader and row.marking is not Marking.OFFICIAL:
        raise NoSuchAction(group.action(number))
    return Shown(uow.actions.by_id(row.id), tuple(uow.actions.updates(row.id)), today)


def _close(
    uow: UnitOfWork,
    event: str,
    inverse: str,
    row: models.Action,
    group: Group,
    by: Actor,
    now: datetime,
    *,
    status: ActionStatus,
) -> None:
    before = _facts(row)
    concerned = uow.actions.concerned(row.id)
    row.status, row.closed_at, row.updated_at = status, now, now
    uow.session.flush()
    facts = {"status": before["status"]}
    after = _facts(row) | ({"reason": digest(row.dropped_reason)} if row.dropped_reason else {})
    _keep(uow, event, inverse, row, group, by, now, before=before, after=after, facts=facts)
    reminders.follow(uow, concerned=concerned, now=now)


def _keep(
    uow: UnitOfWork,
    event: str,
    inverse: str,
    row: models.Action,
    group: Group,
    by: Actor,
    now: datetime,
    *,
    before: Mapping[str, object],
    after: Mapping[str, object],
    facts: Mapping[str, object],
) -> None:
    """The audit line, how to take it back, and the reminders anew."""
    uow.record(
        event,
        by=by,
        now=now,
        group_id=group.id,
        subject=group.action(row.number),
        acting_for=_acting_for(uow, row, by),
        before=before,
        after=after,
    )
    uow.undoable(inverse, by=by, now=now, group_id=group.id, facts={"action": row.id, **facts})
    reminders.follow(uow, concerned=uow.actions.concerned(row.id), now=now)


def _facts(row: models.Action) -> dict[str, object]:
    return {"status": row.status.value, "due": row.due.isoformat()}


def _acting_for(uow: UnitOfWork, row: models.Action, by: Actor) -> int | None:
    """The seat that the secretariat acts for, where it changes what is a seat's."""
    seat = next((one for one in uow.groups.seats(row.group_id) if one.id == row.seat_id), None)
    return row.seat_id if by.secretariat and seat is not None and seat.code not in by.seats else None


def _found(uow: UnitOfWork, group: Group, number: int) -> models.Action:
    row = uow.actions.record(group.id, number)
    if row is None:
        raise NoSuchAction(group.action(number))
    return row


def _meeting(uow: UnitOfWork, group: Group, number: int | None) -> int | None:
    """The id of the meeting named, or of the one that is open."""
    if number is None:
        open_now = uow.meetings.open(group.id)
        return open_now.id if open_now is not None else None
    found = uow.meetings.by_number(group.id, number)
    if found is None:
        raise NoSuchMeeting(number)
    return found.id


def _official(by: Actor) -> int:
    if by.official_id is None:
        raise LookupError("only an official changes actions")
    return by.official_id


def _day_off(uow: UnitOfWork, seat: Seat | None, day: date) -> DayOff | None:
    """Why the day is no working day of the owner's seat; the secretariat has weekends only."""
    calendar = calendars.of_seats(uow, [seat] if seat else [], day)
    if calendar.working(day, seat.code if seat else ""):
        return None
    holidays = [entry.name for entry in calendar.on(day, seat.code) if entry.blocks] if seat else []
    return DayOff(day, seat.code if seat else "", holidays[0] if holidays else "")
