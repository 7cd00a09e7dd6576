"""The agenda as people change it: items from everybody, their papers, and the meeting's way through them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.kept import keep
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain import agenda as rules
from bot.domain.agenda import Item, ItemState, NoSuchItem, NothingMoreOnAgenda, Why
from bot.domain.agenda_answers import Changed, Listed, Stepped
from bot.domain.groups import Group
from bot.domain.people import Actor, Marking
from bot.services import agenda_places
from bot.services.agenda_shown import changed, listed
from bot.services.attendance import none_open
from bot.services.record import marked


def add(
    uow: UnitOfWork,
    *,
    group: Group,
    text: str,
    minutes: int,
    paper: str,
    number: int | None,
    marking: Marking | None,
    by: Actor,
    now: datetime,
) -> Changed:
    """An item for the meeting of that number, or the open one, or the next to come; it waits where there is none.

    Raises ``NotMinutes``, ``NoSuchMeeting`` or ``MeetingIsOver``.
    """
    rules.require_minutes(minutes)
    meeting = agenda_places.meeting(uow, group, number)
    own = by.seats[0] if by.seats and not by.secretariat else ""
    seat = next((one for one in uow.groups.seats(group.id) if one.code == own), None)
    row = models.AgendaItem(
        group_id=group.id,
        number=uow.agenda.next_number(group.id),
        meeting_id=meeting.id if meeting else None,
        text=text,
        minutes=minutes,
        paper=paper,
        paper_at=now if paper else None,
        proposed_by=by.official,
        seat_id=seat.id if seat else None,
        position=uow.agenda.next_position(group.id),
        marking=marked(group, marking),
        created_at=now,
    )
    uow.session.add(row)
    uow.session.flush()
    after = {"item": row.id, "meeting": row.meeting_id, "text": digest(text), "minutes": minutes}
    _record(uow, "agenda.added", "agenda.add", group, row, by, now, {}, after | _paper(paper), {})
    return changed(uow, group, row)


def give_paper(uow: UnitOfWork, *, group: Group, item: int, paper: str, by: Actor, now: datetime) -> Changed:
    """The item's paper, or a newer one. Late is late, and accepted. Raises ``NoSuchItem`` or ``ItemIsOver``."""
    row, found = _open(uow, group, item)
    before = keep(row, "paper", "paper_at")
    row.paper, row.paper_at = paper, now
    was = _paper(found.paper)
    _record(uow, "agenda.paper", "agenda.paper", group, row, by, now, was, _paper(paper), {"before": before})
    return changed(uow, group, row)


def defer(
    uow: UnitOfWork,
    *,
    group: Group,
    item: int | None,
    until: date | None,
    by: Actor,
    chairing: Collection[str],
    now: datetime,
) -> Changed:
    """Put an item off (the one that is talked about unless another is named): it comes back by itself on the agenda of
    the next meeting, or the first from a day on.

    Raises ``NoSuchItem``, ``NoOpenMeeting``, ``ItemIsOver`` or ``NotYourItem``.
    """
    row, found = _open(uow, group, _current(uow, group) if item is None else item)
    opened = uow.meetings.open(group.id)
    rules.require_leave(found, by, chairing, meeting_open=opened is not None)
    ahead = agenda_places.ahead(uow, group)
    standing = rules.standing(found, ahead)
    before = keep(row, "meeting_id", "returns_on", "gone", "state", "started_at")
    row.meeting_id, row.returns_on = None, until
    row.state, row.started_at = ItemState.PLANNED, None
    if standing is not None:
        row.gone = [*row.gone, {"meeting": standing, "why": Why.DEFERRED.value}]
    after = {"returns_on": until.isoformat() if until else None}
    was = {"meeting": standing}
    _record(uow, "agenda.deferred", "agenda.defer", group, row, by, now, was, after, {"before": before})
    left = next((one.reference for one in ahead if one.id == standing), "")
    return changed(uow, group, row, before=left)


def move(uow: UnitOfWork, *, group: Group, item: int, to: int, by: Actor, now: datetime) -> Listed:
    """Put an item at another place of its agenda. Raises ``NoSuchItem`` or ``ItemIsOver``."""
    row, found = _open(uow, group, item)
    standing = rules.standing(found, agenda_places.ahead(uow, group))
    meeting = uow.meetings.by_id(standing) if standing is not None else None
    agenda = agenda_places.of_meeting(uow, group, meeting) if meeting is not None else [found]
    places = rules.reordered(agenda, found, to)
    before = {str(one): uow.agenda.record_by_id(one).position for one in places}
    for one, place in places.items():
        uow.agenda.record_by_id(one).position = place
    uow.session.flush()
    was, after = {"position": before[str(row.id)]}, {"position": places[row.id]}
    _record(uow, "agenda.moved", "agenda.move", group, row, by, now, was, after, {"positions": before})
    return listed(uow, group=group, number=meeting.number if meeting else None, now=now)


def withdraw(uow: UnitOfWork, *, group: Group, item: int, by: Actor, now: datetime) -> Changed:
    """Take an item off the agenda. Raises ``NoSuchItem``, ``ItemIsOver`` or ``NobodyRefuses``."""
    row, found = _open(uow, group, item)
    rules.require_own(found, by)
    before = keep(row, "state", "started_at")
    row.state = ItemState.WITHDRAWN
    was, after = {"state": found.state.value}, {"state": row.state.value}
    _record(uow, "agenda.withdrawn", "agenda.withdraw", group, row, by, now, was, after, {"before": before})
    return changed(uow, group, row)


def step(uow: UnitOfWork, *, group: Group, by: Actor, now: datetime) -> Stepped:
    """The open meeting goes on: what is talked about is done, the next item begins.

    Raises ``NoOpenMeeting`` or ``NothingMoreOnAgenda``.
    """
    meeting = uow.meetings.open(group.id)
    if meeting is None:
        raise none_open(uow, group, "agenda")
    agenda = agenda_places.of_meeting(uow, group, meeting)
    current = next((item for item in agenda if item.state is ItemState.CURRENT), None)
    coming = next((item for item in agenda if item.state is ItemState.PLANNED), None)
    if current is None and coming is None:
        raise NothingMoreOnAgenda(meeting.number)
    before = {}
    for item in (current, coming):
        if item is not None:
            row = uow.agenda.record_by_id(item.id)
            before[str(item.id)] = keep(row, "state", "meeting_id", "started_at", "ended_at")
            row.meeting_id = meeting.id
            if item is current:
                row.state, row.ended_at = ItemState.DONE, now
            else:
                row.state, row.started_at = ItemState.CURRENT, now
    uow.session.flush()
    uow.record(
        "agenda.next",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.meeting(meeting.number)}:agenda",
        before={"item": current.id if current else None},
        after={"item": coming.id if coming else None},
    )
    kept = {"meeting": meeting.id, "items": before}
    uow.undoable("agenda.next", by=by, now=now, group_id=group.id, facts=kept)
    after = agenda_places.of_meeting(uow, group, meeting)
    seen = facts(meeting, group)
    closed = uow.agenda.by_id(current.id, group) if current else None
    return Stepped(group, seen, closed, rules.running(after, seen, now))


def _open(uow: UnitOfWork, group: Group, number: int) -> tuple[models.AgendaItem, Item]:
    row = uow.agenda.record(group.id, number)
    if row is None:
        raise NoSuchItem(group.item(number))
    found = uow.agenda.by_id(row.id, group)
    rules.require_open(found)
    return row, found


def _current(uow: UnitOfWork, group: Group) -> int:
    meeting = uow.meetings.open(group.id)
    if meeting is None:
        raise none_open(uow, group, "agenda")
    agenda = agenda_places.of_meeting(uow, group, meeting)
    current = next((item for item in agenda if item.state is ItemState.CURRENT), None)
    if current is None:
        raise NothingMoreOnAgenda(meeting.number)
    return current.number


def _paper(paper: str) -> dict[str, Any]:
    return {"paper": digest(paper)} if paper else {}


def _record(
    uow: UnitOfWork,
    event: str,
    inverse: str,
    group: Group,
    row: models.AgendaItem,
    by: Actor,
    now: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> None:
    uow.session.flush()
    subject = group.item(row.number)
    uow.record(event, by=by, now=now, subject=subject, group_id=group.id, before=before, after=after)
    uow.undoable(inverse, by=by, now=now, group_id=group.id, facts={"item": row.id, **kept})
