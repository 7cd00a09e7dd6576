"""Agenda items and what was noted beside them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.domain.agenda import Gone, Item, ItemState, Why
from bot.domain.groups import Group
from bot.domain.record import Noted

OPEN = (ItemState.PLANNED, ItemState.CURRENT)
NOWHERE = "[]"
"""That an item never went on from a meeting, as the database has it."""

_ITEMS = (
    select(models.AgendaItem, models.Official.name, models.Administration.code)
    .join(models.Official, models.Official.id == models.AgendaItem.proposed_by)
    .outerjoin(models.Seat, models.Seat.id == models.AgendaItem.seat_id)
    .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
    .order_by(models.AgendaItem.position, models.AgendaItem.number)
)


class Agenda:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, group_id: int, number: int) -> models.AgendaItem | None:
        """The row itself, to be changed."""
        return self._session.scalar(
            select(models.AgendaItem).where(models.AgendaItem.group_id == group_id, models.AgendaItem.number == number)
        )

    def record_by_id(self, item_id: int) -> models.AgendaItem:
        """The row itself; it must exist."""
        return self._session.get_one(models.AgendaItem, item_id)

    def by_id(self, item_id: int, group: Group) -> Item:
        """The item as it stands; it must exist."""
        self._session.flush()
        row = self._session.execute(_ITEMS.where(models.AgendaItem.id == item_id)).one()
        return _item(row[0], row[1], row[2], group)

    def of_group(self, group: Group, *, meeting_id: int | None = None) -> Sequence[Item]:
        """The items that are still to be talked about, by position; with ``meeting_id`` those too that were dealt with
        in that meeting, or went on from any."""
        self._session.flush()
        wanted: list[ColumnElement[bool]] = [models.AgendaItem.state.in_(OPEN)]
        if meeting_id is not None:
            wanted += [models.AgendaItem.meeting_id == meeting_id, cast(models.AgendaItem.gone, Text) != NOWHERE]
        query = _ITEMS.where(models.AgendaItem.group_id == group.id, or_(*wanted))
        return tuple(_item(row[0], row[1], row[2], group) for row in self._session.execute(query))

    def next_number(self, group_id: int) -> int:
        """The group's next number: never given twice, whatever becomes of the item."""
        group = self._session.get_one(models.Group, group_id, with_for_update=True, populate_existing=True)
        group.items_numbered += 1
        return group.items_numbered

    def next_position(self, group_id: int) -> int:
        """The place after every item that is still to be talked about."""
        highest = self._session.scalar(
            select(func.max(models.AgendaItem.position)).where(
                models.AgendaItem.group_id == group_id, models.AgendaItem.state.in_(OPEN)
            )
        )
        return (highest or 0) + 1

    def note_record(self, note_id: int) -> models.MeetingNote:
        """The row itself; it must exist."""
        return self._session.get_one(models.MeetingNote, note_id)

    def notes(self, meeting_id: int) -> Sequence[Noted]:
        """What was noted in a meeting, in the order in which it was."""
        rows = self._session.execute(
            select(models.MeetingNote, models.Official.name)
            .join(models.Official, models.Official.id == models.MeetingNote.written_by)
            .where(models.MeetingNote.meeting_id == meeting_id, models.MeetingNote.withdrawn_at.is_(None))
            .order_by(models.MeetingNote.id)
        )
        return tuple(
            Noted(note.id, note.text, note.item_id, note.marking, name, note.written_at) for note, name in rows
        )


def _item(row: models.AgendaItem, proposer: str, seat: str | None, group: Group) -> Item:
    return Item(
        id=row.id,
        number=row.number,
        reference=group.item(row.number),
        text=row.text,
        minutes=row.minutes,
        paper=row.paper,
        paper_at=row.paper_at,
        seat=seat or "",
        proposed_by=proposer,
        proposer_id=row.proposed_by,
        meeting_id=row.meeting_id,
        position=row.position,
        state=row.state,
        returns_on=row.returns_on,
        gone=tuple(Gone(int(one["meeting"]), Why(one["why"])) for one in row.gone),
        started_at=row.started_at,
        ended_at=row.ended_at,
        marking=row.marking,
    )
