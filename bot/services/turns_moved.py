"""Future turns that move: the seats affected are told once, from what, to what, and why.

A turn counts as shown where its meeting is planned: with a number and a day, as ``rota`` shows it to everybody. What
has no date yet moves in silence. A seat hears of the next of its turns of a role, not of all that follow from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from bot.db.unit_of_work import UnitOfWork
from bot.domain.groups import Group
from bot.domain.rotation import Hosting, Role, project
from bot.domain.turns_moved import Because, Move, Moved, Place
from bot.services import slots
from bot.services.ledger import absences, state

Known = tuple[str | None, Role]
"""A seat that hears of its turn of a role in another way."""

Next = dict[tuple[str, Role], Place]


@contextmanager
def watched(
    uow: UnitOfWork, *, group: Group, now: datetime, why: Because, about: str = "", knowing: Collection[Known] = ()
) -> Iterator[set[Known]]:
    """Whatever is done inside: seats whose next dated turn is another afterwards hear of it. Those ``knowing`` do not,
    because they hear of it anyway; more of these may be added to the set that is given."""
    before, quiet = _next(uow, group, now), set(knowing)
    yield quiet
    after = _next(uow, group, now)
    if state(uow, group=group, now=now).policy.host is Hosting.WITH_CHAIR:  # whoever chairs hosts too
        quiet |= {(seat, Role.HOST) for seat, role in quiet if role is Role.CHAIR}
    entry = uow.ledger.last_number(group.id)
    for seat in uow.groups.seats(group.id):
        moves = [
            Move(role, place, after.get((code, role)))
            for (code, role), place in before.items()
            if code == seat.code and (code, role) not in quiet
        ]
        _say(uow, group, seat.id, [move for move in moves if move.before != move.after], why, about, entry, now)


def moved(uow: UnitOfWork, *, group_id: int, facts: Mapping[str, Any], now: datetime) -> Moved | None:
    """What there is to say of turns that moved; ``None`` where they have moved on, or back, since."""
    group = uow.groups.by_id(group_id)
    if group is None or group.closed_on is not None:
        return None
    seat = next((seat.code for seat in uow.groups.seats(group_id) if seat.id == facts["seat"]), None)
    true = _next(uow, group, now)
    moves = tuple(move for move in map(_read, facts["moves"]) if true.get((str(seat), move.role)) == move.after)
    if seat is None or not moves:
        return None
    return Moved(group, seat, moves, Because(facts["why"]), str(facts["about"]))


def _next(uow: UnitOfWork, group: Group, now: datetime) -> Next:
    """The next dated turn of each seat and role, told or not."""
    rotation = state(uow, group=group, now=now)
    ahead = slots.line(uow, group, rotation, now).ahead()
    found: Next = {}
    for turn in project(rotation, ahead, absences(uow, group=group)):
        for role in Role:
            seat = getattr(turn, role)
            if seat is not None and turn.number is not None and turn.day is not None:
                found.setdefault((seat, role), Place(turn.number, turn.day))
    return found


def _say(
    uow: UnitOfWork,
    group: Group,
    seat_id: int,
    moves: Sequence[Move],
    why: Because,
    about: str,
    entry: int,
    now: datetime,
) -> None:
    """Moved twice before the first was sent, it is said once, from where it was; moved back, not at all."""
    prefix = f"turn-moved:{group.id}:{seat_id}:"
    unsent = uow.outbox.unsent(prefix) if moves else None
    if unsent is not None:
        moves = _joined([_read(move) for move in unsent["moves"]], moves)
        uow.outbox.withdraw(prefix, why="moved again")
    if not moves:
        return
    stored = [_stored(move) for move in sorted(moves, key=lambda move: move.role)]
    where = ",".join(f"{m.role.value}-{m.before.number}-{m.after.number if m.after else 0}" for m in moves)
    uow.outbox.tell(
        uow.ledger.answering_for(group.id, seat_id),
        f"{prefix}{entry}:{now:%Y%m%d%H%M%S}:{where}",
        facts={"seat": seat_id, "moves": stored, "why": why.value, "about": about},
        now=now,
        group_id=group.id,
    )


def _joined(earlier: Sequence[Move], later: Sequence[Move]) -> list[Move]:
    """From where each turn stood first to where it stands last; those that are back are left out."""
    first = {move.role: move.before for move in (*later, *earlier)}
    last = {move.role: move.after for move in (*earlier, *later)}
    return [Move(role, before, last[role]) for role, before in first.items() if before != last[role]]


def _stored(move: Move) -> dict[str, Any]:
    return {"role": move.role.value, "from": _place(move.before), "to": _place(move.after) if move.after else None}


def _place(place: Place) -> dict[str, Any]:
    return {"number": place.number, "day": place.day.isoformat()}


def _read(stored: Mapping[str, Any]) -> Move:
    places = [
        Place(int(p["number"]), date.fromisoformat(p["day"])) if p else None for p in (stored["from"], stored["to"])
    ]
    assert places[0] is not None
    return Move(Role(stored["role"]), places[0], places[1])
