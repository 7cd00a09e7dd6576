"""Polls, their slots and answers; and when people are busy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db import models
from bot.db.engine import inserting
from bot.db.looks import Look
from bot.db.repositories.meetings import AHEAD
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.people import Post
from bot.domain.poll_slots import Hours
from bot.domain.polls import Fit, Poll, PollState, Said, Slot
from bot.domain.preferences import OfficeHours

ASKED = (Post.LEAD, Post.DEPUTY, Post.MEMBER)
"""Posts whose holders speak for their seat when a time is looked for."""

_OPEN = Look(models.Poll.closes_at, models.Poll.state == PollState.OPEN)


class Polls:
    def __init__(self, session: Session) -> None:
        self._session = session

    def record(self, group_id: int, number: int) -> models.Poll | None:
        return self._session.scalar(
            select(models.Poll).where(models.Poll.group_id == group_id, models.Poll.number == number)
        )

    def by_id(self, poll_id: int) -> models.Poll:
        """The row; it must exist."""
        return self._session.get_one(models.Poll, poll_id)

    def newest(self, group_id: int) -> models.Poll | None:
        """The poll that is open, the newest first; else the newest of all."""
        return self._session.scalar(
            select(models.Poll)
            .where(models.Poll.group_id == group_id)
            .order_by((models.Poll.state == PollState.OPEN).desc(), models.Poll.number.desc())
            .limit(1)
        )

    def create(self, row: models.Poll, slots: Iterable[tuple[date, time]], asked: Iterable[int]) -> models.Poll:
        self._session.add(row)
        self._session.flush()
        for number, (day, start) in enumerate(slots, 1):
            self._session.add(models.PollSlot(poll_id=row.id, number=number, day=day, start=start))
        self._session.add_all(models.PollAsked(poll_id=row.id, official_id=one) for one in asked)
        self._session.flush()
        return row

    def next_number(self, group_id: int) -> int:
        """Polls stay for ever, so the next number was never used."""
        found = self._session.scalar(select(func.max(models.Poll.number)).where(models.Poll.group_id == group_id))
        return (found or 0) + 1

    def slots(self, row: models.Poll) -> tuple[Slot, ...]:
        rows = self._session.scalars(
            select(models.PollSlot).where(models.PollSlot.poll_id == row.id).order_by(models.PollSlot.number)
        )
        found = []
        for one in rows:
            starts_at = to_instant(one.day, one.start, row.zone)
            found.append(Slot(one.number, one.day, one.start, starts_at, starts_at + timedelta(minutes=row.minutes)))
        return tuple(found)

    def asked(self, poll_id: int) -> frozenset[int]:
        """Whom the poll asks, as far as they still hold a post in its group that is asked."""
        return frozenset(
            self._session.scalars(
                select(models.PollAsked.official_id)
                .join(models.Poll, models.Poll.id == models.PollAsked.poll_id)
                .join(models.Holder, models.Holder.official_id == models.PollAsked.official_id)
                .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
                .where(
                    models.PollAsked.poll_id == poll_id,
                    models.PostRecord.group_id == models.Poll.group_id,
                    models.PostRecord.kind.in_(ASKED),
                    models.Holder.until.is_(None),
                )
            )
        )

    def said(self, row: models.Poll) -> tuple[Said, ...]:
        """Every answer of people who are still in the group, with the seats that they speak for."""
        answers = self._session.execute(
            select(models.PollSlot.number, models.PollAnswer.official_id, models.PollAnswer.fit)
            .join(models.PollSlot, models.PollSlot.id == models.PollAnswer.slot_id)
            .where(models.PollSlot.poll_id == row.id)
            .order_by(models.PollSlot.number, models.PollAnswer.official_id)
        ).all()
        held = self._session.execute(
            select(models.Holder.official_id, models.Administration.code, models.PostRecord.kind)
            .join(models.PostRecord, models.PostRecord.id == models.Holder.post_id)
            .outerjoin(models.Seat, models.Seat.id == models.PostRecord.seat_id)
            .outerjoin(models.Administration, models.Administration.id == models.Seat.administration_id)
            .where(
                models.PostRecord.group_id == row.group_id,
                models.Holder.until.is_(None),
                models.Holder.official_id.in_({official_id for _, official_id, _ in answers}),
            )
        )
        seats: dict[int, set[str]] = {}
        for official_id, code, kind in held:
            speaks = {code} if code is not None and kind in ASKED else set()
            seats.setdefault(official_id, set()).update(speaks)
        return tuple(
            Said(number, official_id, tuple(sorted(seats[official_id])), fit)
            for number, official_id, fit in answers
            if official_id in seats
        )

    def answer(self, row: models.Poll, official_id: int, fits: Mapping[int, Fit], now: datetime) -> None:
        """What somebody says now stands in the place of what they said before."""
        wanted = select(models.PollSlot.number, models.PollSlot.id).where(models.PollSlot.poll_id == row.id)
        ids = {number: id for number, id in self._session.execute(wanted)}
        for number, fit in fits.items():
            values = {"slot_id": ids[number], "official_id": official_id, "fit": fit, "at": now}
            self._session.execute(
                inserting(self._session)(models.PollAnswer)
                .values(**values)
                .on_conflict_do_update(index_elements=["slot_id", "official_id"], set_={"fit": fit, "at": now})
            )

    def due(self, now: datetime) -> Sequence[int]:
        """Open polls whose deadline has passed."""
        return _OPEN.due(self._session, now)

    def next_due(self, after: datetime) -> datetime | None:
        return _OPEN.coming(self._session, after)

    def waiting_for(self, official_id: int, group_id: int) -> Sequence[models.Poll]:
        """Open polls of the group that ask this person."""
        return self._session.scalars(
            select(models.Poll)
            .join(models.PollAsked, models.PollAsked.poll_id == models.Poll.id)
            .where(
                models.PollAsked.official_id == official_id,
                models.Poll.group_id == group_id,
                models.Poll.state == PollState.OPEN,
            )
            .order_by(models.Poll.closes_at, models.Poll.id)
        ).all()

    def hours(self, officials: Collection[int]) -> tuple[Hours, ...]:
        """When these people are at work, each kind of hours once."""
        rows = self._session.execute(
            select(
                models.Official.zone,
                models.Official.hours_from,
                models.Official.hours_until,
                models.Official.hours_days,
            )
            .where(models.Official.id.in_(officials))
            .distinct()
        )
        return tuple(
            Hours(zone, OfficeHours(opens, closes, tuple(map(int, days)))) for zone, opens, closes, days in rows
        )

    def busy(self, officials: Collection[int], since: datetime, until: datetime) -> Sequence[tuple[datetime, datetime]]:
        """When any of these people has a meeting, in whatever group."""
        rows = self._session.execute(
            select(models.Meeting.starts_at, models.Meeting.ends_at)
            .join(models.PostRecord, models.PostRecord.group_id == models.Meeting.group_id)
            .join(models.Holder, models.Holder.post_id == models.PostRecord.id)
            .where(
                models.Holder.official_id.in_(officials),
                models.Holder.until.is_(None),
                models.Meeting.state.in_(AHEAD),
                models.Meeting.ends_at > since,
                models.Meeting.starts_at < until,
            )
            .distinct()
        )
        return [(starts_at, ends_at) for starts_at, ends_at in rows]


def facts(row: models.Poll, slots: tuple[Slot, ...], group: Group) -> Poll:
    """A poll's row as a domain value."""
    return Poll(
        id=row.id,
        group=group,
        number=row.number,
        reference=f"{group.slug.upper()}-P{row.number}",
        state=row.state,
        kind=row.kind,
        minutes=row.minutes,
        zone=row.zone,
        mode=row.mode,
        place=row.place,
        closes_at=row.closes_at,
        slots=slots,
        because=row.because,
    )
