"""Who hears of a change in an administration's days: the secretariats of meetings that are booked on them, and a seat
that was told to chair in what is now its pre-election period. Once each, by unique keys; nothing is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.calendars import holiday_revision, public_holidays
from bot.chores import Chore
from bot.db import models
from bot.db.repositories.meetings import facts
from bot.db.repositories.rotation import LIVE
from bot.db.unit_of_work import UnitOfWork
from bot.domain.calendars import Affected, Overtaken
from bot.domain.days import CalendarEntry, Kind
from bot.domain.occasions import begun
from bot.domain.rotation import Role
from bot.services import occasions, rotation

YEARS_AHEAD = 3
"""Meetings stand at most this far ahead."""


def ensure_tables(uow: UnitOfWork, today: date) -> None:
    """The holidays of every administration are known, so that another table can be held against them. Whoever has
    them already keeps them, whatever the table says now. May be repeated."""
    known = uow.calendars.holiday_tables()
    for row in uow.administrations.all():
        if row.id not in known:
            uow.session.add(_table(row, today))


def _table(administration: models.Administration, today: date) -> models.HolidayTable:
    first, last = today.year, today.year + YEARS_AHEAD
    found = _holidays(administration, first, last)
    days = sorted({entry.first_day.isoformat() for entry in found})
    return models.HolidayTable(
        administration_id=administration.id,
        revision=holiday_revision(),
        first_year=first,
        last_year=last,
        days=list(days),
    )


def _holidays(administration: models.Administration, first: int, last: int) -> Sequence[CalendarEntry]:
    return public_holidays(administration.code, administration.holidays, range(first, last + 1))


def _compare(uow: UnitOfWork, administration_id: int, now: datetime) -> None:
    """The table is another than the one last looked at: meetings on days that are new in it are told of."""
    known = uow.calendars.holiday_tables().get(administration_id)
    administration = uow.session.get_one(models.Administration, administration_id)
    if known is None or known.revision == holiday_revision():
        return
    before = set(known.days)
    found = _holidays(administration, known.first_year, known.last_year)
    news = sorted({entry.first_day for entry in found if entry.first_day.isoformat() not in before})
    for day in news:
        meetings = uow.calendars.meetings_ahead(administration.code, day, day)
        facts = {"administration": administration.code, "day": day.isoformat()}
        _tell(uow, f"calendar-news:{administration.code}:{day}", facts, meetings, now)
    renewed = _table(administration, now.date())
    known.revision, known.days = renewed.revision, renewed.days
    known.first_year, known.last_year = renewed.first_year, renewed.last_year


HOLIDAYS = Chore(
    "holiday tables",
    due=lambda uow, _now: uow.calendars.other_than(holiday_revision()),
    do=_compare,
    coming=lambda _uow, _after: None,
)


def _spread(uow: UnitOfWork, number: int, now: datetime) -> None:
    """An entry was noted: whoever is affected hears of it."""
    row, found = uow.calendars.row(number), uow.calendars.standing(number)
    if row is None or row.spread:
        return
    row.spread = True
    if found is None:
        return
    entry = found.entry
    meetings = uow.calendars.meetings_ahead(entry.administration, entry.first_day, entry.last_day)
    _tell(uow, f"calendar-news:{number}", {"entry": number}, meetings, now)
    if entry.kind is Kind.PRE_ELECTION:
        for meeting in meetings:
            _ask(uow, number, entry, meeting, now)
        for term in uow.terms.beginning(entry.first_day, entry.last_day):
            _ask(uow, number, entry, term, now)


ENTRIES = Chore(
    "calendar entries",
    due=lambda uow, _now: uow.calendars.to_spread(),
    do=_spread,
    coming=lambda _uow, _after: None,
)

CALENDAR_CHORES = (HOLIDAYS, ENTRIES)


def meeting_moved(uow: UnitOfWork, *, meeting: models.Meeting, now: datetime) -> None:
    """A meeting was put on another day: the seat that was told to chair it is asked, if it is in its period then."""
    codes = {seat.code for seat in uow.groups.seats(meeting.group_id)}
    for noted in uow.calendars.noted(codes, first=meeting.day, last=meeting.day, kind=Kind.PRE_ELECTION):
        _ask(uow, noted.number, noted.entry, meeting, now)


def _tell(
    uow: UnitOfWork, key: str, facts: Mapping[str, object], meetings: Iterable[models.Meeting], now: datetime
) -> None:
    """One message to each of the secretariat of each group that has such a meeting."""
    for group_id in dict.fromkeys(meeting.group_id for meeting in meetings):
        uow.outbox.tell(uow.people.secretariat(group_id), f"{key}:{group_id}", facts=facts, now=now, group_id=group_id)


def _ask(uow: UnitOfWork, number: int, entry: CalendarEntry, row: models.Meeting | models.Term, now: datetime) -> None:
    """The seat that was told to chair it is asked; the turn stays its own."""
    codes = {seat.id: seat.code for seat in uow.groups.seats(row.group_id)}
    term = isinstance(row, models.Term)
    for turn in uow.ledger.turns_on(row.group_id, -row.number if term else row.number):
        if turn.role is not Role.CHAIR or turn.state not in LIVE or codes[turn.seat_id] != entry.administration:
            continue
        uow.outbox.tell(
            uow.ledger.answering_for(row.group_id, turn.seat_id),
            f"calendar-ask:{number}:{turn.id}:{turn.seat_id}",
            facts={"entry": number, "term" if term else "meeting": row.id, "seat": turn.seat_id},
            now=now,
            group_id=row.group_id,
        )


def affected(
    uow: UnitOfWork, *, group_id: int, official_id: int, entry: int | None, administration: str, day: date | None
) -> Affected | None:
    """What a secretariat is to be told now; None where the days were removed again, or no meeting stands on them."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None or official_id not in uow.people.secretariat(group_id):
        return None
    if entry is not None:
        noted = uow.calendars.standing(entry)
        entries: Sequence[CalendarEntry] = [noted.entry] if noted else []
    else:
        entries = [found for found in _on(uow, administration, day) if day is not None]
    if not entries:
        return None
    first, last = min(one.first_day for one in entries), max(one.last_day for one in entries)
    rows = uow.calendars.meetings_ahead(entries[0].administration, first, last)
    meetings = tuple(facts(row, group) for row in rows if row.group_id == group_id)
    return Affected(group, tuple(entries), meetings) if meetings else None


def _on(uow: UnitOfWork, administration: str, day: date | None) -> Sequence[CalendarEntry]:
    row = uow.administrations.by_code(administration)
    if row is None or day is None:
        return ()
    return [entry for entry in _holidays(row, day.year, day.year) if entry.first_day == day]


def overtaken(
    uow: UnitOfWork,
    *,
    group_id: int,
    official_id: int,
    entry: int,
    about: Mapping[str, Any],
    seat_id: int,
    now: datetime,
) -> Overtaken | None:
    """What a seat is to be asked now; None where it no longer has the turn, or the days are others."""
    group, noted = uow.groups.by_id(group_id), uow.calendars.standing(entry)
    if group is None or group.closed_on is not None or noted is None:
        return None
    found = occasions.recalled(uow, group=group, facts=about)
    if found is None or found.over or begun(found, now):
        return None
    told = occasions.turns(uow, group=group, occasion=found)
    held = [turn for turn in told if (turn.seat_id, turn.role) == (seat_id, Role.CHAIR)]
    turn = rotation.of_meeting(uow, group=group, number=found.number, now=now)
    memberships = uow.people.memberships(official_id, group_id)
    if not held or turn is None or not memberships or not noted.entry.first_day <= found.day <= noted.entry.last_day:
        return None
    seat = noted.entry.administration
    own = any(membership.seat == seat for membership in memberships)
    return Overtaken(group, found, turn, seat, noted.entry, own)
