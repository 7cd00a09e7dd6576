"""What is noted while a meeting goes on, beside the item that is talked about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.db import models
from bot.db.audit import digest
from bot.db.repositories.meetings import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.agenda import ItemState, NoSuchItem
from bot.domain.groups import Group
from bot.domain.people import Actor, Marking
from bot.domain.record import Noted, NoteTaken, RecordIsLocked
from bot.domain.undo import UndoneFact
from bot.services import agenda_places, record


def note(
    uow: UnitOfWork,
    *,
    group: Group,
    text: str,
    number: int | None,
    item: int | None,
    marking: Marking | None,
    by: Actor,
    now: datetime,
) -> NoteTaken:
    """Note something in the open meeting, or in one that was held and whose minutes weren't approved yet; beside the
    item named, or the one that is talked about.

    Raises ``NoOpenMeeting``, ``NoSuchMeeting``, ``MeetingNotHeld``, ``RecordIsLocked`` or ``NoSuchItem``.
    """
    assert by.official_id is not None
    row = record.meeting(uow, group, number, wanted="note")
    beside = item_id(uow, group, row, item)
    said = models.MeetingNote(
        group_id=group.id,
        meeting_id=row.id,
        item_id=beside,
        text=text,
        marking=record.marked(group, marking),
        written_by=by.official_id,
        written_at=now,
    )
    uow.session.add(said)
    uow.session.flush()
    uow.record(
        "meeting.noted",
        by=by,
        now=now,
        group_id=group.id,
        subject=f"{group.meeting(row.number)}:note-{said.id}",
        after={"note": said.id, "item": beside, "text": digest(text)},
    )
    uow.undoable("note", by=by, now=now, group_id=group.id, facts={"note": said.id})
    noted = Noted(said.id, text, beside, said.marking, by.name, now)
    return NoteTaken(facts(row, group), noted, uow.agenda.by_id(beside, group) if beside is not None else None)


def item_id(uow: UnitOfWork, group: Group, row: models.Meeting, item: int | None) -> int | None:
    """The id of the item of that number, or of the one that the meeting talks about now. Raises ``NoSuchItem``."""
    if item is not None:
        found = uow.agenda.record(group.id, item)
        if found is None:
            raise NoSuchItem(group.item(item))
        return found.id
    agenda = agenda_places.of_meeting(uow, group, row)
    return next((one.id for one in agenda if one.state is ItemState.CURRENT), None)


def not_noted(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``note``. Refused once the minutes were approved."""
    row = uow.agenda.note_record(kept["note"])
    meeting = uow.meetings.by_id(row.meeting_id)
    if uow.texts.locked(meeting.id):
        raise RecordIsLocked(meeting.number)
    row.withdrawn_at = now
    uow.session.flush()
    return {"meeting": str(meeting.number)}
