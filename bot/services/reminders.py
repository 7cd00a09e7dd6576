"""Reminders of actions: each person's next digest is planned whenever something changes, and said by the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.chores import Chore
from bot.db import models
from bot.db.models import OutboxState
from bot.db.recipients import ToPerson
from bot.db.repositories.concerns import Concerned
from bot.db.repositories.reminders import SUBJECT, Hours, key
from bot.db.unit_of_work import UnitOfWork
from bot.domain import reminders as rules
from bot.domain.dates import local, to_instant
from bot.domain.days import Calendar
from bot.domain.ladders import Concern, Desk
from bot.domain.reminders import BUDGET, Digested, Offered
from bot.services import calendars

TICK = 0
"""Stands among the ids of officials for the statement that enters all due digests at once."""

HORIZON = timedelta(days=60)
"""What is due later than so long after the first thing to come can't be in the next digest."""

OFFERS = ("turn-",)
"""How the subjects begin that don't count against the budget: offers of a turn."""


@dataclass(frozen=True)
class Observed:
    """Whose public holidays count: an administration's code and its holiday code."""

    code: str
    holidays: str


def whom(uow: UnitOfWork, *, action_id: int) -> frozenset[int]:
    """Everybody whom an action concerns now, by itself or by where it is offered, and whom those concern that wait for
    it."""
    uow.session.flush()
    found: set[int] = set()
    for one in (action_id, *uow.action_parts.needing(action_id)):
        for concerned in uow.concerns.about(one):
            first = rules.answerable(concerned.holder, concerned.leads, concerned.secretariat)
            found |= {*concerned.leads, *concerned.secretariat, *concerned.also}
            found |= {first} if first is not None else set()
    return frozenset(found)


def follow(uow: UnitOfWork, *, action_id: int, now: datetime, before: Collection[int] = ()) -> None:
    """An action changed: plan anew for everybody whom it concerns now, and for whom it concerned ``before``."""
    everybody = {*before, *whom(uow, action_id=action_id)}
    if everybody:
        replan(uow, officials=everybody, now=now)


def post_changed(uow: UnitOfWork, *, post_id: int, now: datetime) -> None:
    """Somebody took up or gave up this post: plan anew for its holder, and for those who stand in for a vacant one.
    Whoever gave it up is told nothing more: their digest reads what is true when it is sent."""
    uow.session.flush()
    replan(uow, officials=uow.reminders.behind(post_id), now=now)


def replan(uow: UnitOfWork, *, officials: Collection[int], now: datetime) -> None:
    """Work out when each of these people hears next. A digest that has fallen due meanwhile is not lost."""
    uow.session.flush()
    uow.reminders.lock(officials)
    for official_id in sorted(officials):
        _replan(uow, official_id, now)


def digest(uow: UnitOfWork, *, official_id: int, entry_key: str, now: datetime) -> Digested | None:
    """What is true when a digest is sent; ``None`` where nothing is left, or the person has heard enough: a later
    digest is on its way, one was said today, or two this week."""
    hours = uow.reminders.hours(official_id)
    if not _may_be_said(uow, official_id, entry_key, hours, now):
        return None
    found = _read(uow, official_id, hours, now, everything=False)
    return None if found.empty else found


def waiting(uow: UnitOfWork, *, official_id: int, now: datetime) -> Digested:
    """Every open action that waits on this person, whenever it is due, and those of others that have reached them."""
    return _read(uow, official_id, uow.reminders.hours(official_id), now, everything=True)


def reached(uow: UnitOfWork, *, official_id: int, now: datetime) -> datetime:
    """The first instant from ``now`` on in this person's office hours, on a working day of theirs."""
    hours = uow.reminders.hours(official_id)
    return _desk(hours).reached(now, _calendar(uow, hours, local(now, hours.zone).date()))


def heard_enough(uow: UnitOfWork, *, official_id: int, entry_key: str, now: datetime) -> datetime | None:
    """The instant at which the next week begins for this person, where they heard enough in this one; ``entry_key`` is
    what is about to be said."""
    hours = uow.reminders.hours(official_id)
    heard = [
        entry
        for _, entry in _heard(uow, official_id, hours, now)
        if entry.key != entry_key and entry.state is OutboxState.SENT
    ]
    if not hours.ordinary or len(heard) < BUDGET:
        return None
    today = local(now, hours.zone).date()
    return to_instant(today + timedelta(days=7 - today.weekday()), time(0), hours.zone)


def as_it_was(uow: UnitOfWork, *, official_id: int, said_at: datetime, now: datetime) -> Digested:
    """The actions that a digest took in when it was said, each as it stands now."""
    hours = uow.reminders.hours(official_id)
    day = local(said_at, hours.zone).date()
    found = _concerns(uow, official_id, hours.zone, at=said_at)
    desk, calendar = _desk(hours), _calendar(uow, hours, _first(found.values(), day))
    wanted = {
        one: concern
        for one, concern in found.items()
        if (not one.waits) and rules.listed(concern, day, desk, calendar, quieter=hours.quieter)
    }
    return _digested(uow, wanted, official_id, local(now, hours.zone).date())


def _read(uow: UnitOfWork, official_id: int, hours: Hours, now: datetime, *, everything: bool) -> Digested:
    today = local(now, hours.zone).date()
    found = _concerns(uow, official_id, hours.zone)
    desk, calendar = _desk(hours), _calendar(uow, hours, _first(found.values(), today))
    quieter = hours.quieter and not everything
    wanted = {
        one: concern
        for one, concern in found.items()
        if (everything and not concern.after)
        or (not one.waits and rules.listed(concern, today, desk, calendar, quieter=quieter))
    }
    return _digested(uow, wanted, official_id, today)


def _digested(uow: UnitOfWork, wanted: Mapping[Concerned, Concern], official_id: int, today: date) -> Digested:
    after = {one.id: concern.after for one, concern in wanted.items() if one.offered is None}
    offered = {one.offered: one for one in wanted if one.offered is not None}
    ids = {*after, *(one.id for one in offered.values())}
    actions = uow.actions.by_ids(ids) if ids else ()
    handovers = uow.action_parts.handovers(offered) if offered else {}
    by_id = {action.id: action for action in actions}
    offers = [
        Offered(by_id[offered[id].id], handover, handover.to.official_id == official_id)
        for id, handover in sorted(handovers.items())
    ]
    return Digested(
        own=tuple(action for action in actions if after.get(action.id) == 0),
        raised=tuple(action for action in actions if after.get(action.id)),
        today=today,
        offers=tuple(offers),
    )


def _due(uow: UnitOfWork, now: datetime) -> Sequence[int]:
    officials = uow.reminders.due(now)
    return (TICK, *officials) if officials else ()


def _do(uow: UnitOfWork, official_id: int, now: datetime) -> None:
    if official_id == TICK:
        uow.reminders.enter(now)
    else:
        replan(uow, officials=[official_id], now=now)


def _coming(uow: UnitOfWork, after: datetime) -> datetime | None:
    return uow.reminders.coming(after)


DIGESTS = Chore("digests", due=_due, do=_do, coming=_coming)
"""First all that is due is entered by one statement, then the next digest of each of these people is planned."""


def _replan(uow: UnitOfWork, official_id: int, now: datetime) -> None:
    current = uow.reminders.of(official_id)
    late = current is not None and current.late
    if current is not None and current.due_at <= now:
        late = now >= current.until_at
        if not late:
            _enter(uow, current, now)
    hours = uow.reminders.hours(official_id)
    concerns = [concern for one, concern in _concerns(uow, official_id, hours.zone).items() if not one.waits]
    first = _first(concerns, local(now, hours.zone).date())
    planned = rules.plan(
        now=now,
        desk=_desk(hours),
        concerns=[one for one in concerns if one.due <= first + HORIZON],
        calendar=_calendar(uow, hours, first),
        heard=[day for day, _ in _heard(uow, official_id, hours, now)],
        late=late,
        quieter=hours.quieter,
        paused=hours.paused_until,
    )
    uow.reminders.put(official_id, planned, late=late)


def _enter(uow: UnitOfWork, reminder: models.Reminder, now: datetime) -> None:
    uow.outbox.say(
        key=key(reminder.official_id, reminder.day),
        subject=SUBJECT,
        facts={},
        to=ToPerson(reminder.official_id),
        now=now,
        due_at=reminder.due_at,
    )


def _concerns(uow: UnitOfWork, official_id: int, zone: str, *, at: datetime | None = None) -> dict[Concerned, Concern]:
    found = {one: _concern(one, official_id) for one in uow.concerns.of(official_id, at=at)}
    found |= {one: _offer(one, official_id, zone) for one in uow.concerns.offered(official_id, at=at)}
    return {one: concern for one, concern in found.items() if concern is not None}


def _concern(one: Concerned, official_id: int) -> Concern | None:
    return rules.concern(
        official_id,
        due=one.due,
        seat=one.seat,
        holder=one.holder,
        leads=one.leads,
        secretariat=one.secretariat,
        also=one.also,
        until=one.snoozed,
    )


def _offer(one: Concerned, official_id: int, zone: str) -> Concern | None:
    if one.asked_at is None:
        return None
    return rules.offer(
        official_id,
        asked_at=one.asked_at,
        zone=zone,
        seat=one.seat,
        holder=one.holder,
        leads=one.leads,
        secretariat=one.secretariat,
    )


def _desk(hours: Hours) -> Desk:
    return Desk(
        hours.zone,
        hours.opens,
        hours.closes,
        administrations=tuple(code for code, _ in hours.own),
        served=tuple(code for code, _ in hours.served),
        days=frozenset(hours.days),
    )


def _first(concerns: Iterable[Concern], today: date) -> date:
    """The first day from today on with something due, or overdue."""
    return max(today, min((one.due for one in concerns), default=today))


def _calendar(uow: UnitOfWork, hours: Hours, first: date) -> Calendar:
    """The holidays from the year before that day to the year after."""
    observed = [Observed(*pair) for pair in {*hours.own, *hours.served}]
    return calendars.of_seats_between(uow, observed, first, first)


def _heard(uow: UnitOfWork, official_id: int, hours: Hours, now: datetime) -> list[tuple[date, models.OutboxEntry]]:
    """What counts against this week's budget, with its local day. Whoever leads hears of more than actions by their
    office, so that only digests count for them."""
    today = local(now, hours.zone).date()
    monday = today - timedelta(days=today.weekday())
    said = uow.reminders.said_to(official_id, to_instant(monday - timedelta(weeks=1), time(0), hours.zone))
    days = [(local(entry.sent_at or entry.due_at, hours.zone).date(), entry) for entry in said]
    return [
        (day, entry)
        for day, entry in days
        if day >= monday and (entry.subject == SUBJECT or (hours.ordinary and not entry.subject.startswith(OFFERS)))
    ]


def _may_be_said(uow: UnitOfWork, official_id: int, entry_key: str, hours: Hours, now: datetime) -> bool:
    others = [(day, entry) for day, entry in _heard(uow, official_id, hours, now) if entry.key != entry_key]
    today = local(now, hours.zone).date()
    if hours.paused_until is not None and hours.paused_until > today:
        return False
    sent = [day for day, entry in others if entry.state is OutboxState.SENT]
    digests = [(day, entry) for day, entry in others if entry.subject == SUBJECT]
    later = any(entry.key > entry_key and entry.due_at <= now for _, entry in digests)
    said_today = any(day == today and entry.state is OutboxState.SENT for day, entry in digests)
    return not later and not said_today and len(sent) < BUDGET
