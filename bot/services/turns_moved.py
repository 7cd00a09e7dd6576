"""Future turns that move: the seats affected are told once, from what, to what, and why.

A turn counts as shown where its meeting is planned: with a number and a day, as ``rota`` shows it to everybody. What
has no date yet moves in silence. A seat hears of the next of its turns of a role, not of all that follow from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from bot.db.outbox import ToPerson
from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.rotation import Role, project
from bot.domain.turns_moved import Because, Moved, Place
from bot.services import slots
from bot.services.ledger import absences, state

Next = dict[tuple[str, Role], Place]


@contextmanager
def watched(
    uow: UnitOfWork, *, group: Group, now: datetime, why: Because, about: str = "", knowing: Collection[str | None] = ()
) -> Iterator[set[str | None]]:
    """Whatever is done inside: seats whose next dated turn is another afterwards hear of it. ``knowing`` do not,
    because they hear of it anyway; more of these may be added to the set that is given."""
    before, quiet = _next(uow, group, now), set(knowing)
    yield quiet
    after = _next(uow, group, now)
    ids = {seat.code: seat.id for seat in uow.groups.seats(group.id)}
    entry = uow.ledger.last_number(group.id)
    for (seat, role), place in before.items():
        if seat in quiet or seat not in ids or after.get((seat, role)) == place:
            continue
        _say(uow, group, ids[seat], role, place, after.get((seat, role)), why, about, entry, now)


def moved(uow: UnitOfWork, *, group_id: int, facts: Mapping[str, Any], now: datetime) -> Moved | None:
    """What there is to say of a turn that moved; ``None`` where it has moved on, or back, since."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None:
        return None
    seat = next((seat.code for seat in uow.groups.seats(group_id) if seat.id == facts["seat"]), None)
    to, role = _read(facts["to"]), Role(facts["role"])
    if seat is None or _next(uow, group, now).get((seat, role)) != to:
        return None
    source = _read(facts["from"])
    assert source is not None
    return Moved(group, seat, role, source, to, Because(facts["why"]), str(facts["about"]))


def _next(uow: UnitOfWork, group: Group, now: datetime) -> Next:
    """The next dated turn of each seat and role, told or not."""
    ahead = slots.of_meetings(uow, group)
    found: Next = {}
    for turn in project(state(uow, group=group, now=now), ahead, absences(uow, group=group)):
        for role in Role:
            seat = getattr(turn, role)
            if seat is not None and turn.number is not None and turn.day is not None:
                found.setdefault((seat, role), Place(turn.number, turn.day))
    return found


def _say(
    uow: UnitOfWork,
    group: Group,
    seat_id: int,
    role: Role,
    before: Place,
    after: Place | None,
    why: Because,
    about: str,
    entry: int,
    now: datetime,
) -> None:
    """Moved twice before the first was sent, it is said once, from where it was; moved back, not at all."""
    prefix = f"turn-moved:{group.id}:{seat_id}:{role.value}:"
    unsent = uow.outbox.unsent(prefix)
    if unsent is not None:
        before = _read(unsent["from"]) or before
        uow.outbox.withdraw(prefix, why="moved again")
    if before == after:
        return
    for official_id in uow.ledger.answering_for(group.id, seat_id):
        uow.outbox.say(
            key=f"{prefix}{entry}:{before.number}:{before.day}:{after.number if after else 0}:{official_id}",
            subject="turn-moved",
            facts={
                "seat": seat_id,
                "role": role.value,
                "from": _stored(before),
                "to": _stored(after),
                "why": why.value,
                "about": about,
            },
            to=ToPerson(official_id),
            now=now,
            group_id=group.id,
        )


def _stored(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"number": place.number, "day": place.day.isoformat()}


def _read(stored: Mapping[str, Any] | None) -> Place | None:
    return None if stored is None else Place(int(stored["number"]), date.fromisoformat(stored["day"]))
