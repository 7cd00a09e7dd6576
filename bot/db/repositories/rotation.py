"""A group's ledger of turns, the turns that were told, and who answers for a seat."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.looks import Look
from bot.db.prebuilt import Prebuilt, one_of
from bot.domain.actions import STILL_OPEN
from bot.domain.meetings import MeetingState
from bot.domain.people import Post
from bot.domain.rotation import Kind, Role, Rotation, TurnState

LIVE = (TurnState.ASSIGNED, TurnState.ACCEPTED, TurnState.DECLINED)
AHEAD = (MeetingState.SCHEDULED, MeetingState.OPEN)


class Entered(NamedTuple):
    """One line of the ledger: an event as the domain's codec wrote it."""

    id: int
    number: int
    at: datetime
    event: dict[str, Any]


_NOTICES = Look(
    models.Meeting.notice_at,
    one_of(models.Meeting.state, *AHEAD),
    models.Group.closed_on.is_(None),
    joined=[(models.Group, models.Group.id == models.Meeting.group_id)],
    order=[models.Meeting.notice_at, models.Meeting.starts_at, models.Meeting.id],
)
_UNANSWERED = Look(models.Turn.raise_at)
_CHANGES = Look(models.Group.rota_due_at, models.Group.closed_on.is_(None), order=[models.Group.id])
_LEAVING = Prebuilt(
    select(models.Seat.group_id, models.Seat.last_day, models.Group.zone)
    .join(models.Group, models.Group.id == models.Seat.group_id)
    .join(models.Turn, models.Turn.seat_id == models.Seat.id)
    .join(models.Meeting, models.Meeting.id == models.Turn.meeting_id)
    .where(
        models.Seat.last_day < models.Meeting.day,
        one_of(models.Turn.state, *LIVE),
        one_of(models.Meeting.state, *AHEAD),
        models.Group.closed_on.is_(None),
    )
    .distinct()
)


class Ledger:
    def __init__(self, session: Session) -> None:
        self._session = session
        self.replayed: dict[int, Rotation] = {}
        """What a group's ledger came to, so that one unit of work replays it once. Whoever enters, renews it."""

    def entries(self, group_id: int) -> Sequence[Entered]:
        """What happened, in the order entered, without what was undone."""
        rows = self._session.execute(
            select(models.LedgerEntry.id, models.LedgerEntry.number, models.LedgerEntry.at, models.LedgerEntry.event)
            .where(models.LedgerEntry.group_id == group_id, models.LedgerEntry.undone_at.is_(None))
            .order_by(models.LedgerEntry.number)
        )
        return [Entered(*row) for row in rows]

    def enter(
        self, group_id: int, events: Iterable[Mapping[str, Any]], *, official_id: int | None, now: datetime
    ) -> list[int]:
        """Add lines at the end, under numbers that are never used again; their ids."""
        number = self.last_number(group_id)
        rows = [
            models.LedgerEntry(
                group_id=group_id, number=number + at, at=now, event=dict(event), official_id=official_id
            )
            for at, event in enumerate(events, 1)
        ]
        self._session.add_all(rows)
        self._session.flush()
        return [row.id for row in rows]

    def last_number(self, group_id: int) -> int:
        """The number of the latest line."""
        last = select(func.max(models.LedgerEntry.number)).where(models.LedgerEntry.group_id == group_id)
        return self._session.scalar(last) or 0

    def leave_out(self, group_id: int, ids: Collection[int], now: datetime) -> None:
        """These lines were undone: they stay, and are left out of the replay."""
        for row in self._session.scalars(
            select(models.LedgerEntry).where(
                models.LedgerEntry.group_id == group_id,
                models.LedgerEntry.id.in_(ids),
                models.LedgerEntry.undone_at.is_(None),
            )
        ):
            row.undone_at = now
        self._session.flush()

    def meetings(self, group_id: int, numbers: Collection[int]) -> dict[int, int]:
        """The ids of meetings by their number."""
        rows = self._session.execute(
            select(models.Meeting.number, models.Meeting.id).where(
                models.Meeting.group_id == group_id, models.Meeting.number.in_(numbers)
            )
        )
        return {number: meeting_id for number, meeting_id in rows}

    def places(self, group_id: int, numbers: Collection[int]) -> dict[int, dict[str, int]]:
        """What these numbers of the ledger stand for, a term below nought: ``{7: {"meeting_id": 12}}``."""
        found = {number: {"meeting_id": id} for number, id in self.meetings(group_id, numbers).items()}
        below = [-number for number in numbers if number < 0]
        if below:
            rows = self._session.execute(
                select(models.Term.number, models.Term.id).where(
                    models.Term.group_id == group_id, models.Term.number.in_(below)
                )
            )
            found |= {-number: {"term_id": id} for number, id in rows}
        return found

    def told(self, group_id: int, numbers: Collection[int]) -> dict[tuple[int, Role], models.Turn]:
        """Every turn of these numbers that was ever told, by number and role."""
        found: dict[tuple[int, Role], models.Turn] = {}
        above = [number for number in numbers if number > 0]
        if above:
            query = select(models.Turn, models.Meeting.number).join(models.Meeting)
            wanted = query.where(models.Meeting.group_id == group_id, models.Meeting.number.in_(above))
            found |= {(number, Role(row.role)): row for row, number in self._session.execute(wanted)}
        if len(above) < len(numbers):
            below = [-number for number in numbers if number < 0]
            query = select(models.Turn, models.Term.number).join(models.Term)
            wanted = query.where(models.Term.group_id == group_id, models.Term.number.in_(below))
            found |= {(-number, Role(row.role)): row for row, number in self._session.execute(wanted)}
        return found

    def turns_on(self, group_id: int, number: int) -> Sequence[models.Turn]:
        """The turns of that number that a seat has or served, the chair's first."""
        told = self.told(group_id, [number])
        found = [told[number, role] for role in Role if (number, role) in told]
        return [turn for turn in found if turn.state in (*LIVE, TurnState.SERVED)]

    def turns_of(self, meeting_id: int) -> Sequence[models.Turn]:
        """The turns of a meeting that a seat has or served, the chair's first."""
        return self._session.scalars(
            select(models.Turn)
            .where(models.Turn.meeting_id == meeting_id, models.Turn.state.in_((*LIVE, TurnState.SERVED)))
            .order_by(models.Turn.role)
        ).all()

    def waiting(
        self, group_id: int, seat_ids: Collection[int]
    ) -> Sequence[tuple[models.Turn, models.Meeting | models.Term]]:
        """Told turns of these seats that are still to come, or terms under way: meetings first, each the next first."""
        terms = self._session.execute(
            select(models.Turn, models.Term)
            .join(models.Term, models.Term.id == models.Turn.term_id)
            .where(
                models.Turn.group_id == group_id,
                models.Turn.seat_id.in_(seat_ids),
                models.Turn.state.in_(LIVE),
                models.Term.ended_at.is_(None),
            )
            .order_by(models.Term.number, models.Turn.role)
        )
        rows = self._session.execute(
            select(models.Turn, models.Meeting)
            .join(models.Meeting, models.Meeting.id == models.Turn.meeting_id)
            .where(
                models.Turn.group_id == group_id,
                models.Turn.seat_id.in_(seat_ids),
                models.Turn.state.in_(LIVE),
                models.Meeting.state.in_(AHEAD),
            )
            .order_by(models.Meeting.starts_at, models.Meeting.number, models.Turn.role)
        )
        return (*((row[0], row[1]) for row in rows), *((row[0], row[1]) for row in terms))

    def answering_for(self, group_id: int, seat_id: int) -> tuple[int, ...]:
        """The officials who answer for a seat: its leads, or else its deputies, or else the secretariat."""
        rows = self._session.execute(
            select(models.PostRecord.seat_id, models.PostRecord.kind, models.Holder.official_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(
                models.PostRecord.group_id == group_id,
                models.PostRecord.kind.in_((Post.LEAD, Post.DEPUTY, Post.SECRETARIAT)),
                models.Holder.until.is_(None),
            )
            .order_by(models.PostRecord.id)
        ).all()
        for seat, kind in ((seat_id, Post.LEAD), (seat_id, Post.DEPUTY), (None, Post.SECRETARIAT)):
            found = [row.official_id for row in rows if (row.seat_id, row.kind) == (seat, kind)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def raised_to(self, group_id: int, seat_id: int, raised: int) -> tuple[int, ...]:
        """To whom a seat's turn was brought because nobody answered: its deputies, then the secretariat."""
        rows = self._session.execute(
            select(models.PostRecord.seat_id, models.PostRecord.kind, models.Holder.official_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(models.PostRecord.group_id == group_id, models.Holder.until.is_(None))
            .order_by(models.PostRecord.id)
        ).all()
        deputies = [row.official_id for row in rows if (row.seat_id, row.kind) == (seat_id, Post.DEPUTY)]
        secretariat = [row.official_id for row in rows if row.kind is Post.SECRETARIAT]
        return tuple(dict.fromkeys([*(deputies if raised else ()), *(secretariat if raised > 1 else ())]))

    def leaving(self) -> Sequence[tuple[int, date, str]]:
        """Seats that will be, or are, gone while they still have a told turn: group, last day and the group's zone."""
        found = _LEAVING.rows(self._session)
        return [(row.group_id, row.last_day, row.zone) for row in found if row.last_day is not None]

    def next_regular(self, group_id: int) -> models.Meeting | None:
        """The next regular meeting that is still to be closed."""
        return self._session.scalar(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.kind == Kind.REGULAR,
                models.Meeting.state.in_(AHEAD),
            )
            .order_by(models.Meeting.starts_at, models.Meeting.number)
            .limit(1)
        )

    def last_held(self, group_id: int) -> models.Meeting | None:
        """The latest regular meeting that was held."""
        return self._session.scalar(
            select(models.Meeting)
            .where(
                models.Meeting.group_id == group_id,
                models.Meeting.kind == Kind.REGULAR,
                models.Meeting.state == MeetingState.HELD,
            )
            .order_by(models.Meeting.starts_at.desc(), models.Meeting.number.desc())
            .limit(1)
        )

    def open_actions(self, group_id: int, today: date) -> tuple[int, int]:
        """How many actions of the group are open, and how many of these were due before ``today``."""
        row = self._session.execute(
            select(func.count(), func.count().filter(models.Action.due < today)).where(
                models.Action.group_id == group_id, models.Action.status.in_(STILL_OPEN)
            )
        ).one()
        return row[0], row[1]

    def notices_due(self, now: datetime) -> Sequence[int]:
        """Meetings ahead for whose turns a lead time has come."""
        return _NOTICES.due(self._session, now)

    def next_notice(self, after: datetime) -> datetime | None:
        """The next lead time of any meeting ahead."""
        return _NOTICES.coming(self._session, after)

    def unanswered(self, now: datetime) -> Sequence[int]:
        """Told turns that others are to be asked about by now."""
        return _UNANSWERED.due(self._session, now)

    def next_unanswered(self, after: datetime) -> datetime | None:
        return _UNANSWERED.coming(self._session, after)

    def changes_due(self, now: datetime) -> Sequence[int]:
        """Groups in which a dated change of the seats holds by now."""
        return _CHANGES.due(self._session, now)

    def next_change(self, after: datetime) -> datetime | None:
        return _CHANGES.coming(self._session, after)
