"""Finding a time: a poll is opened and answered; the last answer that was missing closes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.db import models
from bot.db.repositories.polls import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.dates import to_instant
from bot.domain.groups import Group
from bot.domain.meetings import may_be_at, may_exist
from bot.domain.people import Actor
from bot.domain.polls import Fit, PollShown, closing
from bot.domain.rotation import Kind
from bot.services.poll_slots import speakers
from bot.services.polls_closed import SUBJECT, decide, still_open
from bot.services.polls_shown import shown


@dataclass(frozen=True)
class Wanted:
    """The meeting that a time is looked for."""

    minutes: int
    kind: Kind = Kind.REGULAR
    mode: str = ""
    place: str = ""


def open_(
    uow: UnitOfWork,
    *,
    group: Group,
    slots: Sequence[tuple[date, time]],
    wanted: Wanted,
    closes: date | None,
    by: Actor,
    now: datetime,
) -> PollShown:
    """Ask everybody who speaks for a seat which of these slots suit them.

    Raises ``NobodyToAsk``, ``PollClosesTooLate``, ``PollClosesInThePast`` and the refusals of a meeting's time.
    """
    for day, at in slots:
        may_exist(day, at, group.zone)
        may_be_at(day, to_instant(day, at, group.zone), now)
    asked = speakers(uow, group)
    row = models.Poll(
        group_id=group.id,
        number=uow.polls.next_number(group.id),
        kind=wanted.kind,
        minutes=wanted.minutes,
        zone=group.zone,
        mode=wanted.mode,
        place=wanted.place,
        closes_at=now,
        opened_by=by.official_id,
        created_at=now,
    )
    uow.polls.create(row, slots, asked)
    row.closes_at = closing(closes, uow.polls.slots(row)[0], group.zone, now)
    uow.session.flush()
    uow.outbox.tell(
        asked, f"{SUBJECT}:{row.id}", facts={"poll": row.id}, now=now, group_id=group.id, expires_at=row.closes_at
    )
    found = shown(uow, row=row, group=group, reader=by.official_id)
    after = {"slots": [f"{day} {at:%H:%M}" for day, at in slots], "asked": len(asked)}
    uow.record("poll.opened", by=by, now=now, group_id=group.id, subject=found.poll.reference, after=after)
    uow.undoable("meeting.poll", by=by, now=now, group_id=group.id, facts={"poll": row.id})
    return found


def answer(
    uow: UnitOfWork, *, group: Group, number: int | None, fits: Mapping[int, Fit], by: Actor, now: datetime
) -> PollShown:
    """Somebody says which slots suit them; the last word counts. The last answer that was missing closes the poll.

    Raises ``NoSuchPoll`` or ``PollIsOver``.
    """
    assert by.official_id is not None
    row = still_open(uow, group, number)
    before = {one.slot: one.fit for one in uow.polls.said(row) if one.official_id == by.official_id}
    uow.polls.answer(row, by.official_id, fits, now)
    after = {**before, **fits}
    if after != before:
        uow.record(
            "poll.answered",
            by=by,
            now=now,
            group_id=group.id,
            subject=facts(row, (), group).reference,
            before={str(number): fit.value for number, fit in sorted(before.items())},
            after={str(number): fit.value for number, fit in sorted(after.items())},
        )
    found = shown(uow, row=row, group=group, reader=by.official_id)
    if found.answered == found.asked:
        decide(uow, row, group, by=None, now=now)
        return shown(uow, row=row, group=group, reader=by.official_id)
    return found
