"""The action log, from a file: the export of a group, or somebody else's spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.db import models
from bot.db.audit import digest
from bot.db.unit_of_work import UnitOfWork
from bot.documents.reading import Line
from bot.domain.actions import STILL_OPEN, Priority
from bot.domain.dates import local, to_instant
from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.imports import Fate, ReferenceTaken, Remark, Row, RowTwice
from bot.domain.people import Actor
from bot.services import reminders
from bot.services.imports import action_parts
from bot.services.imports.action_parts import Tied
from bot.services.imports.action_rows import ActionRows, Key, Wanted
from bot.services.imports.model import Import

COLUMNS: Final = (
    "ref",
    "raised_on",
    "meeting",
    "action",
    "extent",
    "owner_seat",
    "owner_post",
    "owner_name",
    "other_owners",
    "due",
    "original_due",
    "status",
    "last_update",
    "updated_on",
    "closed_on",
    "decision",
    "marking",
    *action_parts.COLUMNS,
)
OWNED: Final = (("owner_seat", "owner_name"),)
NOON: Final = time(12)
"""The moment of a day that a file names."""
WITHOUT_A_DAY: Final = timedelta(days=28)
"""When something is due that has no day, where no meeting is ahead."""


@dataclass
class _Log:
    """What the group has already, and what the file has added to it."""

    uow: UnitOfWork
    group: Group
    rows: ActionRows
    today: date
    numbered: dict[int, models.Action]
    alike: dict[Key, list[models.Action]]
    seen: dict[object, int] = field(default_factory=dict)
    added: list[tuple[models.Action, Wanted]] = field(default_factory=list)
    in_meeting: dict[int, int] = field(default_factory=dict)
    tied: list[Tied] = field(default_factory=list)
    named: dict[str, models.Action] = field(default_factory=dict)


def carry(uow: UnitOfWork, group: Group, lines: Sequence[Line], by: Actor, now: datetime) -> Sequence[Row]:
    """Each action is added unless it is there: under its reference, or, where it has none of this group, with the same
    words, extent and first due day. What is there is never changed."""
    log = _opened(uow, group, now)
    rows = [_row(log, line, by, now) for line in lines]
    if not any(row.fate is Fate.REFUSED for row in rows):
        log.uow.session.flush()
        refused = action_parts.enter(uow, group=group, tied=log.tied, named=log.named, by=by)
        rows = [
            Row(row.line, Fate.REFUSED, row.what, refused[row.line]) if row.line in refused else row for row in rows
        ]
        if not refused:
            _settle(log, by, now)
    return rows


def _opened(uow: UnitOfWork, group: Group, now: datetime) -> _Log:
    numbered: dict[int, models.Action] = {}
    alike: dict[Key, list[models.Action]] = {}
    for action in uow.actions.records(group.id):
        numbered[action.number] = action
        alike.setdefault((action.text, tuple(action.extent)), []).append(action)
    today = local(now, group.zone).date()
    return _Log(uow, group, ActionRows(uow, group, today), today, numbered, alike)


def _row(log: _Log, line: Line, by: Actor, now: datetime) -> Row:
    what: tuple[str, ...] = ()
    try:
        if line.wrong is not None:
            raise line.wrong
        wanted = log.rows.read(line.cells)
        what = wanted.what
        there = _there(log, wanted)
        _require_once(log, wanted, line.number)
        if there is not None:
            log.named[wanted.reference.upper()] = there
            return Row(line.number, Fate.UNCHANGED, what, remarks=_differing(there, wanted))
        row, remarks = _added(log, wanted, by, now)
        log.tied.append(Tied(line.number, row, wanted.beside))
        log.named[wanted.reference.upper()] = row
        reference = log.group.action(row.number)
        if wanted.reference and wanted.reference.upper() != reference:
            remarks[Remark.NUMBERED] = reference
        return Row(line.number, Fate.ADDED, (reference, *what[1:]), remarks=remarks)
    except DomainError as why:
        return Row(line.number, Fate.REFUSED, what or (line.cells.get("action", "")[:60],), why)


def _there(log: _Log, wanted: Wanted) -> models.Action | None:
    """The action that stands already. Raises ``ReferenceTaken`` where another one has its reference."""
    found = log.numbered.get(wanted.number) if wanted.number is not None else None
    if found is not None and found.text != wanted.text:
        raise ReferenceTaken(log.group.action(found.number))
    if wanted.number is not None:
        return found
    first = wanted.original_due or wanted.due
    alike = (one for one in log.alike.get(wanted.key, ()) if first is None or one.original_due == first)
    return next(alike, None)


def _require_once(log: _Log, wanted: Wanted, line: int) -> None:
    """Raise ``RowTwice`` where an earlier line has the same reference or, without one, says the same."""
    key: object = wanted.reference.upper() or (wanted.key, wanted.original_due or wanted.due)
    if key in log.seen:
        raise RowTwice(log.seen[key])
    log.seen[key] = line


def _differing(there: models.Action, wanted: Wanted) -> dict[Remark, str]:
    """What stands otherwise here: it may have changed since the file was made."""
    pairs: dict[str, tuple[object, object]] = {
        "extent": (tuple(there.extent), wanted.extent),
        "owner": (there.post_id, wanted.owner.post_id),
        "due": (there.due, wanted.due or there.due),
        "status": (there.status, wanted.status),
        "priority": (there.priority, wanted.beside.priority or there.priority),
    }
    names = [name for name, (here, file) in pairs.items() if here != file]
    return {Remark.STANDS_OTHERWISE: ", ".join(names)} if names else {}


def _added(log: _Log, wanted: Wanted, by: Actor, now: datetime) -> tuple[models.Action, dict[Remark, str]]:
    remarks: dict[Remark, str] = {}
    due = wanted.due or wanted.original_due
    if due is None:
        due = _without_a_day(log, wanted)
        remarks[Remark.DUE_SET] = due.isoformat()
    closed = wanted.status not in STILL_OPEN
    row = models.Action(
        group_id=log.group.id,
        number=_next(log, wanted.number),
        meeting_id=wanted.meeting_id,
        number_in_meeting=_next_in_meeting(log, wanted.meeting_id),
        text=wanted.text,
        link=next(iter(wanted.beside.links), ""),
        priority=wanted.beside.priority or Priority.NORMAL,
        extent=list(wanted.extent),
        seat_id=wanted.owner.seat_id,
        post_id=wanted.owner.post_id,
        due=due,
        original_due=wanted.original_due or due,
        status=wanted.status,
        marking=wanted.marking,
        decision=wanted.decision,
        origin=log.uow.origin,
        raised_by=by.official,
        raised_at=_at(log.group, wanted.raised_on, now),
        updated_at=_at(log.group, wanted.updated_on, now),
        closed_at=_at(log.group, wanted.closed_on or wanted.updated_on, now) if closed else None,
    )
    log.uow.session.add(row)
    log.added.append((row, wanted))
    return row, remarks


def _next(log: _Log, wanted: int | None) -> int:
    """The number of its reference where that was never given, else the next one."""
    counter = log.uow.groups.record(log.group.id)
    number = wanted if wanted is not None and wanted > counter.actions_numbered else counter.actions_numbered + 1
    counter.actions_numbered = number
    return number


def _next_in_meeting(log: _Log, meeting_id: int | None) -> int | None:
    if meeting_id is None:
        return None
    if meeting_id not in log.in_meeting:
        log.in_meeting[meeting_id] = log.uow.actions.next_in_meeting(meeting_id) - 1
    log.in_meeting[meeting_id] += 1
    return log.in_meeting[meeting_id]


def _without_a_day(log: _Log, wanted: Wanted) -> date:
    """What is over was due when it ended; else it is due at the next meeting."""
    if wanted.status not in STILL_OPEN:
        return wanted.closed_on or wanted.updated_on
    ahead = [row.day for row in log.uow.meetings.ahead(log.group.id, limit=2) if row.day > log.today]
    return ahead[0] if ahead else log.today + WITHOUT_A_DAY


def _at(group: Group, day: date, now: datetime) -> datetime:
    return min(now, to_instant(day, NOON, group.zone))


def _settle(log: _Log, by: Actor, now: datetime) -> None:
    """The updates, a line of audit for each action, and whom all of it concerns."""
    for row, wanted in log.added:
        log.uow.session.add_all(
            models.ActionOwner(group_id=log.group.id, action_id=row.id, post_id=post_id) for post_id in wanted.others
        )
        if wanted.update and by.official_id is not None:
            log.uow.session.add(
                models.ActionUpdate(action_id=row.id, at=row.updated_at, official_id=by.official_id, text=wanted.update)
            )
        after = {
            "status": row.status.value,
            "due": row.due.isoformat(),
            "extent": row.extent,
            "post": row.post_id,
            "meeting": row.meeting_id,
            "text": digest(row.text),
        } | action_parts.audited(wanted.beside)
        subject = log.group.action(row.number)
        log.uow.record("action.imported", by=by, now=now, group_id=log.group.id, subject=subject, after=after)
    if log.added:
        everybody = [person.id for person in log.uow.people.of_group(log.group.id)]
        reminders.replan(log.uow, officials=everybody, now=now)


ACTIONS = Import(COLUMNS, ("action", "extent"), carry, either=OWNED)
