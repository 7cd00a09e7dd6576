"""How a poll ends: by hand, by its deadline or by the last answer it books; or it is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.polls import facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.polls import PollIsOver, PollShown, PollState, Tally, best_first, why
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import meetings
from bot.services.polls_shown import record, shown

SUBJECT: Final = "poll"
CLOSED: Final = "poll-closed"


def close(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor, now: datetime) -> PollShown:
    """Close a poll now and book what stands. Raises ``NoSuchPoll`` or ``PollIsOver``."""
    row = still_open(uow, group, number)
    decide(uow, row, group, by=by, now=now)
    return shown(uow, row=row, group=group, reader=by.official_id)


def withdraw(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor, now: datetime) -> PollShown:
    """Nothing is looked for any more. Raises ``NoSuchPoll`` or ``PollIsOver``."""
    row = still_open(uow, group, number)
    _withdraw(uow, row)
    found = shown(uow, row=row, group=group, reader=by.official_id)
    uow.record("poll.withdrawn", by=by, now=now, group_id=group.id, subject=found.poll.reference)
    return found


def decide(uow: UnitOfWork, row: models.Poll, group: Group, *, by: Actor | None, now: datetime) -> None:
    """The best slot that can still be booked is booked. ``by`` is ``None`` where the clock or the last answer closed
    it: then it is told, for nobody reads it as an answer."""
    found = shown(uow, row=row, group=group, reader=None)
    ranked = [one for one in best_first(found.tallies) if _bookable(uow, group, one, now)]
    row.because = why(ranked)
    row.state = PollState.BOOKED if ranked else PollState.NOTHING
    after: dict[str, Any] = {"because": row.because.value}
    if ranked:
        best = ranked[0].slot
        added = meetings.add(
            uow,
            group=group,
            day=best.day,
            at=best.start,
            minutes=row.minutes,
            kind=row.kind,
            mode=row.mode,
            place=row.place,
            by=by or _opener(uow, row),
            now=now,
        )
        row.meeting_id = added.meeting.id
        after["meeting"] = added.meeting.reference
    uow.session.flush()
    uow.outbox.withdraw(f"{SUBJECT}:{row.id}:", why="closed")
    uow.record("poll.closed", by=by, now=now, group_id=group.id, subject=found.poll.reference, after=after)
    _tell(uow, row, group, by, now)


def _tell(uow: UnitOfWork, row: models.Poll, group: Group, by: Actor | None, now: datetime) -> None:
    """What came of it, to whoever opened it and to those whom no invitation reaches; and, where nobody reads it as an
    answer, in the group's channels."""
    mailed = uow.appointments.mailed(group.id)
    unreached = uow.polls.asked(row.id) - mailed if row.state is PollState.BOOKED else frozenset[int]()
    told = unreached | (frozenset() if row.opened_by is None else {row.opened_by})
    people = [one for one in sorted(told) if uow.people.memberships(one, group.id)]
    facts = {"poll": row.id}
    to = (one for one in people if by is None or one != by.official_id)
    uow.outbox.tell(to, f"{CLOSED}:{row.id}", facts=facts, now=now, group_id=group.id)
    if by is None and row.state is PollState.BOOKED:
        uow.outbox.post(uow.groups.places(group.id), f"{CLOSED}:{row.id}", facts=facts, now=now)


def _bookable(uow: UnitOfWork, group: Group, tally: Tally, now: datetime) -> bool:
    return tally.slot.starts_at > now and uow.meetings.on(group.id, tally.slot.starts_at) is None


def _opener(uow: UnitOfWork, row: models.Poll) -> Actor:
    """In whose name it is booked: whoever opened the poll."""
    official = uow.people.by_id(row.opened_by) if row.opened_by is not None else None
    return Actor(official.id, official.name) if official is not None else Actor(None, "")


def still_open(uow: UnitOfWork, group: Group, number: int | None) -> models.Poll:
    """A poll that can still be answered; without a number the newest. Raises ``NoSuchPoll`` or ``PollIsOver``."""
    row = record(uow, group, number)
    if row.state is not PollState.OPEN:
        raise PollIsOver(facts(row, (), group).reference, row.state.value)
    return row


def _withdraw(uow: UnitOfWork, row: models.Poll) -> None:
    row.state = PollState.WITHDRAWN
    uow.session.flush()
    uow.outbox.withdraw(f"{SUBJECT}:{row.id}:", why="withdrawn")


def not_opened(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``open_``: nobody is asked any more."""
    row = uow.polls.by_id(kept["poll"])
    group = uow.groups.by_id(row.group_id)
    if row.state is not PollState.OPEN or group is None:
        raise ChangedSince
    _withdraw(uow, row)
    return {"reference": facts(row, (), group).reference}


def _due(uow: UnitOfWork, poll_id: int, now: datetime) -> None:
    row = uow.polls.by_id(poll_id)
    group = uow.groups.by_id(row.group_id)
    if group is None:
        return
    uow.audit.lock(group.id)
    uow.session.refresh(row)
    if row.state is not PollState.OPEN:
        return
    if group.closed_on is not None:
        _withdraw(uow, row)
        return
    decide(uow, row, group, by=None, now=now)


POLLS = Chore(
    "polls",
    due=lambda uow, now: uow.polls.due(now),
    do=_due,
    coming=lambda uow, after: uow.polls.next_due(after),
)
