"""Actions: adding one, and everything that may become of it. Each change plans the reminders anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.domain import actions as rules
from bot.domain.action_answers import Added, Moved, Shown, Updated
from bot.domain.actions import Action, ActionStatus, NoSuchAction, Priority
from bot.domain.extent import Asked, resolve
from bot.domain.giving import HandoverState
from bot.domain.groups import Group
from bot.domain.meetings import NoSuchMeeting
from bot.domain.people import Actor, Marking, Membership, PersonName
from bot.services import action_records as records
from bot.services import people, reminders


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
    also: Sequence[PersonName] = (),
    priority: Priority = Priority.NORMAL,
    needs: Sequence[str] = (),
    decision: int | None = None,
    undoable: bool = True,
) -> Added:
    """A new action under the group's next reference, owned by the leading post of its owner, who is accountable; the
    posts of ``also`` own it too.

    It belongs to the meeting named, or to the one that is open now; it waits for those that it ``needs`` (references).
    ``decision`` is the number of the one that it carries out. Raises ``NoSuchPerson``, ``SeveralPeople``,
    ``ObserversOwnNothing``, ``DueDayIsPast``, ``NoSuchMeeting``, ``NoSuchAction`` and what ``resolve`` raises.
    """
    post = _post(uow, group, owner, platform, workspace)
    others = [_post(uow, group, one, platform, workspace) for one in also]
    rules.require_ahead(due, today)
    territories = resolve(extent, seats=uow.groups.seats(group.id, today), own=by.seats)
    first = [records.named(uow, group, reference).id for reference in needs]
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
        raised_by=by.official,
        raised_at=now,
        updated_at=now,
        priority=priority,
        decision=decision,
    )
    uow.session.add(row)
    uow.session.flush()
    further = tuple(dict.fromkeys(one.post_id for one in others if one.post_id != post.post_id))
    of_it = {"group_id": group.id, "action_id": row.id}
    uow.session.add_all(models.ActionOwner(**of_it, post_id=post_id) for post_id in further)
    uow.session.add_all(models.ActionNeed(**of_it, needs_id=id) for id in dict.fromkeys(first))
    uow.session.flush()
    after = records.facts(row) | _beside(row, further, first)
    inverse = "action.add" if undoable else ""
    records.keep(uow, "action.added", inverse, row, group, by, now, before={}, after=after, kept={})
    return Added(uow.actions.by_id(row.id), records.day_off(uow, seat, due))


def _beside(row: models.Action, also: Sequence[int], needs: Sequence[int]) -> dict[str, object]:
    """What the audit keeps of a new action besides its owner, its day and its state."""
    kept: dict[str, object] = {
        "extent": row.extent,
        "post": row.post_id,
        "meeting": row.meeting_id,
        "text": digest(row.text),
    }
    given = {
        "link": digest(row.link) if row.link else None,
        "also": list(also) or None,
        "needs": list(needs) or None,
        "priority": Priority(row.priority).word if row.priority != Priority.NORMAL else None,
    }
    return kept | {name: value for name, value in given.items() if value is not None}


def added_together(uow: UnitOfWork, *, group: Group, added: Sequence[Added], by: Actor, now: datetime) -> None:
    """Several were added by one command: it is taken back as one."""
    ids = [one.action.id for one in added]
    first, last = added[0].action.reference, added[-1].action.reference
    subject = f"{group.slug.upper()}:actions:{added[0].action.number}-{added[-1].action.number}"
    after = {"first": first, "last": last, "count": len(added)}
    uow.record("actions.added", by=by, now=now, group_id=group.id, subject=subject, after=after)
    uow.undoable("actions.add", by=by, now=now, group_id=group.id, facts={"actions": ids})


def complete(
    uow: UnitOfWork, *, group: Group, number: int, chairing: Collection[str], by: Actor, now: datetime
) -> Action:
    """It is done. Raises ``NoSuchAction``, ``NotYourAction`` or ``ActionIsClosed``."""
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    _close(uow, "action.done", "action.done", row, group, by, now, status=ActionStatus.DONE)
    return uow.actions.by_id(row.id)


def drop(
    uow: UnitOfWork, *, group: Group, number: int, reason: str, chairing: Collection[str], by: Actor, now: datetime
) -> Action:
    """It won't be done, and why. Raises ``NoSuchAction``, ``NotYourAction`` or ``ActionIsClosed``."""
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    row.dropped_reason = reason
    _close(uow, "action.dropped", "action.drop", row, group, by, now, status=ActionStatus.DROPPED)
    return uow.actions.by_id(row.id)


def update(uow: UnitOfWork, *, group: Group, number: int, text: str, by: Actor, now: datetime) -> Updated:
    """What is new about it; an open one is then in progress. Raises ``NoSuchAction`` or ``ActionIsClosed``."""
    row = records.found(uow, group, number)
    rules.require_open(uow.actions.by_id(row.id))
    before = records.facts(row)
    said = models.ActionUpdate(action_id=row.id, at=now, official_id=by.official, text=text)
    uow.session.add(said)
    row.status, row.updated_at = ActionStatus.IN_PROGRESS, now
    uow.session.flush()
    after = records.facts(row) | {"update": said.id, "text": digest(text)}
    kept = {"update": said.id, "status": before["status"]}
    records.keep(uow, "action.updated", "action.update", row, group, by, now, before=before, after=after, kept=kept)
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
    row = records.found(uow, group, number)
    action = uow.actions.by_id(row.id)
    rules.require_mine(by, action, chairing)
    rules.require_open(action)
    rules.require_ahead(due, today)
    rules.require_moved(action, due)
    before = records.facts(row)
    row.due, row.updated_at = due, now
    uow.session.flush()
    kept, after = {"due": action.due.isoformat()}, records.facts(row)
    records.keep(uow, "action.moved", "action.due", row, group, by, now, before=before, after=after, kept=kept)
    seat = next((one for one in uow.groups.seats(group.id) if one.id == row.seat_id), None)
    return Moved(uow.actions.by_id(row.id), action.due, records.day_off(uow, seat, due))


def shown(uow: UnitOfWork, *, group: Group, number: int, today: date, by: Actor) -> Shown:
    """One action with everything that was said about it. Raises ``NoSuchAction``, also for a marked one where the
    actor only reads along."""
    row = records.found(uow, group, number)
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
    """Done or dropped; what was offered of it is called back, and what waits for it may go on."""
    before = records.facts(row)
    concerned = reminders.whom(uow, action_id=row.id)
    offered = uow.action_parts.handover(row.id)
    if offered is not None:
        handover = uow.action_parts.handover_record(offered.id)
        handover.state, handover.answered_at = HandoverState.WITHDRAWN, now
    row.status, row.closed_at, row.updated_at = status, now, now
    uow.session.flush()
    kept = {"status": before["status"], "handover": offered.id if offered else None}
    after = records.facts(row) | ({"reason": digest(row.dropped_reason)} if row.dropped_reason else {})
    records.keep(uow, event, inverse, row, group, by, now, before=before, after=after, kept=kept, concerned=concerned)


def _post(uow: UnitOfWork, group: Group, name: PersonName, platform: str, workspace: str) -> Membership:
    """The post by which somebody owns what they take on."""
    official = people.find(uow, group_id=group.id, name=name, platform=platform, workspace=workspace)
    return rules.owning_post(official.name, uow.people.memberships(official.id, group.id))


def _meeting(uow: UnitOfWork, group: Group, number: int | None) -> int | None:
    """The id of the meeting named, or of the one that is open."""
    if number is None:
        open_now = uow.meetings.open(group.id)
        return open_now.id if open_now is not None else None
    found = uow.meetings.by_number(group.id, number)
    if found is None:
        raise NoSuchMeeting(number)
    return found.id
