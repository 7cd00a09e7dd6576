"""An existing history of turns, put before a group's own: which events it comes to, and what the rules can't explain.

The history stands as it was. A turn that the queue would have given to another seat is entered as named (an override),
with its reason, so that the queue continues where the history ends; nothing is bent to fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.imports import MeetingOnTwoDays, Remark, TwoHolders
from bot.domain.rotation import Hosting, Kind, Role, Rotation, Slot, project
from bot.domain.rotation.events import (
    Began,
    Cancelled,
    Event,
    Extraordinary,
    Held,
    Joined,
    Left,
    Named,
    Reordered,
    Told,
    Unavailable,
)

FULL_CYCLES = 2
"""A seat whose first turn comes after another's second was not there before."""

WITHOUT_REASON = "as the history has it"


class Became(StrEnum):
    """What became of a turn, in the file's words. Those of a turn that is still to come are read, and left alone."""

    SERVED = "served"
    RELEASED = "released"
    FORFEITED = "forfeited"
    CANCELLED = "cancelled"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROJECTED = "projected"


@dataclass(frozen=True)
class Past:
    """One row: which seat had which role of which meeting (or term, up to ``until``), and what became of it. A term is
    numbered below nought; one that is ``running`` is under way."""

    line: int
    meeting: int
    day: date
    kind: Kind
    role: Role
    seat: str
    became: Became
    reason: str
    until: date | None = None
    running: bool = False


@dataclass(frozen=True)
class Happened:
    """A meeting of the history: held or cancelled, the events before and at it, and remarks by line of the file; or a
    term (numbered below nought), up to ``until``, over or ``running``."""

    number: int
    day: date
    kind: Kind
    held: bool
    events: tuple[Event, ...]
    remarks: Mapping[int, Mapping[Remark, str]]
    until: date | None = None
    running: bool = False


@dataclass(frozen=True)
class Planned:
    """``opening`` events come before everything, ``closing`` ones after it."""

    opening: tuple[Event, ...]
    meetings: Sequence[Happened]
    closing: tuple[Event, ...]


@dataclass
class _Comings:
    """Which seats the history begins with, which join later (before which meeting), which are gone after which."""

    initial: list[str] = field(default_factory=list)
    joins: dict[str, int] = field(default_factory=dict)
    joins_last: list[str] = field(default_factory=list)
    leaves: dict[str, int] = field(default_factory=dict)


def check(rows: Sequence[Past]) -> None:
    """Raises ``MeetingOnTwoDays`` or ``TwoHolders``: a turn that several served jointly belongs to one seat."""
    for number, group in _by_meeting(rows).items():
        if len({(row.day, row.kind) for row in group}) > 1:
            raise MeetingOnTwoDays(number)
        for role in Role:
            held = tuple(dict.fromkeys(row.seat for row in group if row.role is role and row.became is Became.SERVED))
            if len(held) > 1:
                raise TwoHolders(number, role.value, held)


def plan(rows: Sequence[Past], rotation: Rotation, *, fresh: bool) -> Planned:
    """What is to be entered, in order. ``fresh``: the rotation has had no turn yet, so that the history may say who was
    there from the beginning and in which order. Raises what ``check`` and the rotation raise."""
    check(rows)
    meetings = sorted(_by_meeting(rows).items(), key=lambda item: (item[1][0].day, item[0]))
    comings = _comings([group for _, group in meetings], rotation.seats) if fresh else _Comings()
    opening = tuple(_opening(comings, rotation.seats)) if fresh else ()
    reached = rotation.then(*opening)
    happened = []
    for number, group in meetings:
        found, reached = _meeting(number, group, comings, reached)
        happened.append(found)
    return Planned(opening, happened, tuple(Joined(seat) for seat in comings.joins_last))


def _by_meeting(rows: Iterable[Past]) -> dict[int, list[Past]]:
    found: dict[int, list[Past]] = {}
    for row in rows:
        found.setdefault(row.meeting, []).append(row)
    return found


def _comings(meetings: Sequence[Sequence[Past]], seats: Sequence[str]) -> _Comings:
    found, counts = _Comings(), Counter[str]()
    for group in meetings:
        if group[0].kind is not Kind.REGULAR:
            continue
        for row in (row for row in group if row.role is Role.CHAIR):
            if row.seat not in counts and max(counts.values(), default=0) >= FULL_CYCLES:
                found.joins[row.seat] = row.meeting
            elif row.seat not in counts:
                found.initial.append(row.seat)
            counts[row.seat] += 1
    others = [row.seat for group in meetings for row in group if row.seat not in counts]
    for seat in dict.fromkeys([*seats, *others]):
        if seat in counts:
            continue
        if max(counts.values(), default=0) >= FULL_CYCLES and seat in seats and seat not in others:
            found.joins_last.append(seat)
        else:
            found.initial.append(seat)
    for group in meetings:
        found.leaves.update({row.seat: row.meeting for row in group if row.seat not in seats})
    return found


def _opening(comings: _Comings, seats: Sequence[str]) -> Iterable[Event]:
    """The seats as the history found them, in the order of their first turns."""
    yield from (Joined(seat) for seat in comings.initial if seat not in seats)
    yield from (Left(seat) for seat in seats if seat not in comings.initial)
    standing = [*(seat for seat in seats if seat in comings.initial)]
    standing += [seat for seat in comings.initial if seat not in seats]
    if standing != comings.initial:
        yield Reordered(tuple(comings.initial))


def _meeting(number: int, group: Sequence[Past], comings: _Comings, before: Rotation) -> tuple[Happened, Rotation]:
    remarks: dict[int, dict[Remark, str]] = {row.line: {} for row in group}
    events: list[Event] = [Joined(seat) for seat, at in comings.joins.items() if at == number]
    for row in group:
        if comings.joins.get(row.seat) == number and row.role is Role.CHAIR:
            remarks[row.line][Remark.JOINED] = ""
        if comings.leaves.get(row.seat) == number:
            remarks[row.line][Remark.GONE] = ""
        if row.until is not None and number > 0:
            remarks[row.line][Remark.TERM] = row.until.isoformat()
    reached = before.then(*events)
    held = any(row.became is Became.SERVED for row in group)
    slot = Slot(number, group[0].day, group[0].kind)
    told = _extraordinary(slot, group) if slot.kind is Kind.EXTRAORDINARY else None
    for event in told if told is not None else _regular(slot, group, held, reached, remarks):
        reached = reached.then(event)
        events.append(event)
    chaired = reached.holder(number, Role.CHAIR) is not None
    running = any(row.running for row in group)
    ending: list[Event] = [Began(number)] if number < 0 and chaired else []
    if not running:
        ending.append(Held(number, without=() if chaired else (Role.CHAIR,)) if held else Cancelled(number))
    ending += [Left(seat) for seat, at in comings.leaves.items() if at == number]
    return (
        Happened(
            number,
            slot.day or date.min,
            slot.kind,
            held,
            (*events, *ending),
            remarks,
            until=next((row.until for row in group if row.until is not None), None),
            running=running,
        ),
        reached.then(*ending),
    )


def _extraordinary(slot: Slot, group: Sequence[Past]) -> list[Event]:
    """It uses nobody's turn, so that nothing is off the rota."""
    held = {row.role: row.seat for row in group}
    if slot.number is None or Role.CHAIR not in held:
        return []
    return [Extraordinary(slot.number, held[Role.CHAIR], held.get(Role.HOST), slot.day)]


def _regular(
    slot: Slot, group: Sequence[Past], held: bool, reached: Rotation, remarks: dict[int, dict[Remark, str]]
) -> list[Event]:
    """Chair, then host: told where it was their turn, else named. Who gave a held meeting's turn up is owed it."""
    number = slot.number or 0
    events: list[Event] = []
    for role in Role:
        rows = [row for row in group if row.role is role]
        served = next((row for row in rows if not held or row.became is Became.SERVED), None)
        for row in rows:
            if held and row.became is not Became.SERVED and _counts(role, row, None, reached, remarks):
                events.append(Unavailable(row.seat, role, number))
                reached = reached.then(events[-1])
        chair = reached.holder(number, Role.CHAIR)
        if served is None or not _counts(role, served, chair, reached, remarks):
            continue
        event = _given(slot, role, served, reached, remarks)
        if event is not None:
            events.append(event)
            reached = reached.then(event)
    return events


def _counts(role: Role, row: Past, chair: str | None, reached: Rotation, remarks: dict[int, dict[Remark, str]]) -> bool:
    """Whether the rotation keeps such a turn at all."""
    hosting = reached.policy.host
    if role is Role.CHAIR:
        return True
    if hosting is Hosting.OFF:
        remarks[row.line][Remark.NO_HOSTS] = ""
        return False
    if row.seat == chair:
        if hosting is Hosting.APART:
            remarks[row.line][Remark.HOST_IS_CHAIR] = ""
        return False
    return True


def _given(slot: Slot, role: Role, row: Past, reached: Rotation, remarks: dict[int, dict[Remark, str]]) -> Event | None:
    turn = project(reached, [slot])[0]
    expected = turn.chair if role is Role.CHAIR else turn.host
    if expected == row.seat:
        return Told(slot.number or 0, role, row.seat, slot.day)
    remarks[row.line][Remark.OFF_ROTA] = expected or ""
    return Named(slot.number or 0, role, row.seat, row.reason or WITHOUT_REASON, slot.day)
