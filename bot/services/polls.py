"""Finding a time: a poll is opened, answered, closed by its deadline or when everybody has answered, and books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final

from bot.chores import Chore
from bot.db import models
from bot.db.repositories.meetings import facts as meeting_facts
from bot.db.repositories.polls import ASKED, facts
from bot.db.unit_of_work import UnitOfWork
from bot.domain.cadence import DEFAULT_AT, parse_cadence
from bot.domain.dates import to_instant
from bot.domain.days import Calendar, free_for_all
from bot.domain.groups import Group
from bot.domain.meetings import may_be_at, may_exist
from bot.domain.people import Actor
from bot.domain.poll_slots import (
    LONGEST_SEARCH,
    MOST,
    NoCommonHour,
    SearchEndsBeforeItBegins,
    SearchTooLong,
    TooManySlots,
    proposed,
)
from bot.domain.polls import (
    Fit,
    NobodyToAsk,
    NoSuchPoll,
    PollIsOver,
    PollShown,
    PollState,
    Tally,
    best_first,
    closing,
    tallied,
    why,
)
from bot.domain.rotation import Kind
from bot.domain.undo import ChangedSince, UndoneFact
from bot.services import calendars, meetings

SUBJECT: Final = "poll"
CLOSED: Final = "poll-closed"


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
    asked = _speakers(uow, group)
    if not asked:
        raise NobodyToAsk
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


def propose(
    uow: UnitOfWork, *, group: Group, count: int, first: date, last: date, minutes: int, now: datetime
) -> tuple[tuple[date, time], ...]:
    """Slots free of holidays for every seat, in everybody's office hours, away from the meetings of all of them.

    Raises ``TooManySlots``, ``SearchEndsBeforeItBegins``, ``SearchTooLong``, ``NobodyToAsk`` or ``NoCommonHour``.
    """
    if not 1 <= count <= MOST:
        raise TooManySlots(MOST)
    if last < first:
        raise SearchEndsBeforeItBegins(first, last)
    if last - first > LONGEST_SEARCH:
        raise SearchTooLong(LONGEST_SEARCH.days)
    asked = _speakers(uow, group)
    if not asked:
        raise NobodyToAsk
    seats = uow.groups.seats(group.id, first)
    codes = [seat.code for seat in seats]

    @cache
    def calendar(at: time) -> Calendar:
        return calendars.of_meetings(uow, group, seats, first, last, at)

    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    around = timedelta(days=2)
    since, until = (to_instant(day, time(0), group.zone) for day in (first, last))
    found = proposed(
        days,
        people=uow.polls.hours(asked),
        busy=[*uow.polls.busy(asked, since - around, until + around), *_own(uow, group)],
        minutes=minutes,
        zone=group.zone,
        usual=_usual(uow, group),
        now=now,
        count=count,
        free=lambda day, at: free_for_all(day, codes, calendar(at)),
    )
    if not found:
        raise NoCommonHour(first, last)
    return found


def answer(
    uow: UnitOfWork, *, group: Group, number: int | None, fits: Mapping[int, Fit], by: Actor, now: datetime
) -> PollShown:
    """Somebody says which slots suit them; the last word counts. The last answer that was missing closes the poll.

    Raises ``NoSuchPoll`` or ``PollIsOver``.
    """
    assert by.official_id is not None
    row = _open(uow, group, number)
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
        _decide(uow, row, group, by=None, now=now)
        return shown(uow, row=row, group=group, reader=by.official_id)
    return found


def close(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor, now: datetime) -> PollShown:
    """Close a poll now and book what stands. Raises ``NoSuchPoll`` or ``PollIsOver``."""
    row = _open(uow, group, number)
    _decide(uow, row, group, by=by, now=now)
    return shown(uow, row=row, group=group, reader=by.official_id)


def withdraw(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor, now: datetime) -> PollShown:
    """Nothing is looked for any more. Raises ``NoSuchPoll`` or ``PollIsOver``."""
    row = _open(uow, group, number)
    _withdraw(uow, row)
    found = shown(uow, row=row, group=group, reader=by.official_id)
    uow.record("poll.withdrawn", by=by, now=now, group_id=group.id, subject=found.poll.reference)
    return found


def looked_up(uow: UnitOfWork, *, group: Group, number: int | None, by: Actor) -> PollShown:
    """A poll as it stands; without a number the newest. Raises ``NoSuchPoll``."""
    return shown(uow, row=_row(uow, group, number), group=group, reader=by.official_id)


def waiting(uow: UnitOfWork, *, group: Group, official_id: int) -> tuple[PollShown, ...]:
    """Polls that wait for this person's word."""
    rows = uow.polls.waiting_for(official_id, group.id)
    found = (shown(uow, row=row, group=group, reader=official_id) for row in rows)
    return tuple(one for one in found if one.unanswered)


def shown(uow: UnitOfWork, *, row: models.Poll, group: Group, reader: int | None) -> PollShown:
    """A poll as it stands, for one reader."""
    slots = uow.polls.slots(row)
    said, asked = uow.polls.said(row), uow.polls.asked(row.id)
    counts: dict[int, int] = {}
    for one in said:
        counts[one.official_id] = counts.get(one.official_id, 0) + 1
    booked = uow.meetings.by_id(row.meeting_id) if row.meeting_id is not None else None
    return PollShown(
        poll=facts(row, slots, group),
        tallies=tallied(slots, said),
        own={one.slot: one.fit for one in said if one.official_id == reader},
        asked=len(asked),
        answered=sum(counts.get(one, 0) == len(slots) for one in asked),
        seats=len(uow.groups.seats(group.id, slots[0].day)),
        booked=meeting_facts(booked, group) if booked is not None else None,
        for_reader=reader in asked,
    )


def of_notice(uow: UnitOfWork, *, poll_id: int, reader: int | None) -> PollShown | None:
    """A poll for what is said of it by itself; ``None`` where its group has ended."""
    row = uow.polls.by_id(poll_id)
    group = uow.groups.by_id(row.group_id)
    if group is None or group.closed_on is not None:
        return None
    return shown(uow, row=row, group=group, reader=reader)


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
    _decide(uow, row, group, by=None, now=now)


POLLS = Chore(
    "polls",
    due=lambda uow, now: uow.polls.due(now),
    do=_due,
    coming=lambda uow, after: uow.polls.next_due(after),
)


def _decide(uow: UnitOfWork, row: models.Poll, group: Group, *, by: Actor | None, now: datetime) -> None:
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


def _row(uow: UnitOfWork, group: Group, number: int | None) -> models.Poll:
    row = uow.polls.newest(group.id) if number is None else uow.polls.record(group.id, number)
    if row is None:
        raise NoSuchPoll(number or 1)
    return row


def _open(uow: UnitOfWork, group: Group, number: int | None) -> models.Poll:
    row = _row(uow, group, number)
    if row.state is not PollState.OPEN:
        raise PollIsOver(facts(row, (), group).reference, row.state.value)
    return row


def _withdraw(uow: UnitOfWork, row: models.Poll) -> None:
    row.state = PollState.WITHDRAWN
    uow.session.flush()
    uow.outbox.withdraw(f"{SUBJECT}:{row.id}:", why="withdrawn")


def _speakers(uow: UnitOfWork, group: Group) -> tuple[int, ...]:
    """Everybody who speaks for a seat."""
    held = [h for h in uow.people.holdings(group.id) if h.official is not None and h.post in ASKED]
    return tuple(sorted({holding.official.id for holding in held if holding.official is not None}))


def _own(uow: UnitOfWork, group: Group) -> list[tuple[datetime, datetime]]:
    return [(row.starts_at, row.ends_at) for row in uow.meetings.ahead(group.id)]


def _usual(uow: UnitOfWork, group: Group) -> time:
    """When the group usually meets."""
    series = uow.meetings.series(group.id)
    return parse_cadence(series.cadence).at if series is not None else DEFAULT_AT


def not_opened(uow: UnitOfWork, kept: Mapping[str, Any], _by: Actor, _now: datetime) -> dict[str, UndoneFact]:
    """Inverse of ``open_``: nobody is asked any more."""
    row = uow.polls.by_id(kept["poll"])
    group = uow.groups.by_id(row.group_id)
    if row.state is not PollState.OPEN or group is None:
        raise ChangedSince
    _withdraw(uow, row)
    return {"reference": facts(row, (), group).reference}
