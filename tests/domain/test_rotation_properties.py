"""What must hold after any history of events, however odd: fairness, told turns kept, projections come true."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.errors import DomainError
from bot.domain.rotation import (
    Away,
    Basis,
    Cancelling,
    Hosting,
    Kind,
    Missing,
    Policy,
    Role,
    Rotation,
    Slot,
    Turn,
    assign,
    events,
    from_json,
    offer_order,
    project,
    replay,
    to_json,
)

SEATS = ("A", "B", "C", "D", "E")
OTHERS = ("F", "G")
FIRST_DAY = date(2026, 1, 15)
CHAIR, HOST = Role.CHAIR, Role.HOST


def away(role: Role, seat: str, slot: Slot) -> Away | None:
    """A calendar: each seat is away for some weeks of its own each year, for the chair only."""
    if role is HOST or slot.day is None:
        return None
    start = 40 * (ord(seat) - ord("A"))
    gone = start <= slot.day.timetuple().tm_yday < start + 45
    return Away("pre-election", slot.day.replace(day=1), slot.day) if gone else None


@dataclass
class Group:
    """A group as a service would keep it: a ledger of events, and meetings to come in the order of their days."""

    policy: Policy
    calendar: bool
    rotation: Rotation = field(init=False)
    ledger: list[events.Event] = field(default_factory=list)
    slots: list[Slot] = field(init=False)
    numbers: int = 90
    moved: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rotation = replay(SEATS, self.policy)
        self.slots = [Slot(n, FIRST_DAY + timedelta(30 * n)) for n in range(1, self.numbers + 1)]

    @property
    def absences(self) -> Any:
        return away if self.calendar else None

    def append(self, *happened: events.Event) -> None:
        """All of it or nothing, then whatever is to be told now."""
        after = self.rotation.then(*happened)
        self.rotation = after
        self.ledger += happened
        self.slots = [slot for slot in self.slots if slot.number is None or not after.closed(slot.number)]
        self.tell()

    def tell(self, through: int | None = None) -> None:
        told = assign(self.rotation, self.slots[:20], self.absences, through=through)
        self.rotation = self.rotation.then(*told)
        self.ledger += told
        assert assign(self.rotation, self.slots[:20], self.absences, through=through) == ()

    def hold(self) -> None:
        slot = self.slots[0]
        assert slot.number is not None
        assert slot.day is not None
        if self.rotation.due(slot.day):
            self.append(events.DayCame(slot.day))
        self.tell(slot.number)
        if self.rotation.holder(slot.number, CHAIR) is None:
            self.append(events.Held(slot.number, without=(CHAIR,)))
        else:
            self.append(events.Held(slot.number))

    def live(self, role: Role) -> dict[int, str]:
        numbers = [slot.number for slot in self.slots if slot.number is not None]
        holders = {number: self.rotation.holder(number, role) for number in numbers}
        return {number: seat for number, seat in holders.items() if seat is not None}


SEAT = st.integers(0, 6)
ROLES = st.sampled_from(list(Role))
AHEAD = st.integers(0, 3)
DAYS = st.one_of(st.none(), st.integers(0, 200))

STEPS = st.one_of(
    st.tuples(st.just("hold"), st.integers(1, 4)),
    st.tuples(st.just("hold"), st.integers(1, 4)),
    st.tuples(st.just("tell"), AHEAD),
    st.tuples(st.just("cancel"), AHEAD, st.sampled_from([None, *Cancelling])),
    st.tuples(st.just("extraordinary"), AHEAD),
    st.tuples(st.just("insert"), AHEAD),
    st.tuples(st.just("unavailable"), SEAT, ROLES, st.one_of(st.none(), AHEAD)),
    st.tuples(st.just("available"), SEAT, ROLES),
    st.tuples(st.just("suspend"), SEAT, DAYS),
    st.tuples(st.just("resume"), SEAT, DAYS),
    st.tuples(st.just("join"), st.sampled_from(SEATS + OTHERS), st.one_of(st.none(), SEAT), DAYS),
    st.tuples(st.just("leave"), SEAT, DAYS),
    st.tuples(st.just("order"), st.permutations(SEATS + OTHERS)),
    st.tuples(st.just("swap"), ROLES, SEAT, SEAT),
    st.tuples(st.just("swap"), ROLES, SEAT, SEAT),
    st.tuples(st.just("offer"), ROLES, AHEAD, st.integers(0, 3), st.booleans()),
    st.tuples(st.just("call"), ROLES, AHEAD, SEAT),
    st.tuples(st.just("accept"), ROLES, AHEAD),
    st.tuples(st.just("name"), ROLES, AHEAD, SEAT),
    st.tuples(st.just("name"), ROLES, AHEAD, SEAT),
)


def do(group: Group, step: tuple[Any, ...]) -> None:
    """One step; what the rules refuse is refused, and nothing has changed then."""
    with contextlib.suppress(DomainError):
        _do(group, *step)


def _day(group: Group, offset: int | None) -> date | None:
    return None if offset is None else (group.slots[0].day or FIRST_DAY) + timedelta(offset)


def _do(group: Group, what: str, *given: Any) -> None:
    match what, given:
        case "hold", (count,):
            for _ in range(count):
                group.hold()
        case "tell", (ahead,):
            group.tell(group.slots[ahead].number)
        case "cancel", (ahead, policy):
            group.append(events.Cancelled(_number(group, ahead), policy))
        case "extraordinary" | "insert", (ahead,):
            group.numbers += 1
            day = (group.slots[ahead].day or FIRST_DAY) - timedelta(3)
            kind = Kind.REGULAR if what == "insert" else Kind.EXTRAORDINARY
            group.slots.insert(ahead, Slot(group.numbers, day, kind))
        case "order", (seats,):
            group.append(events.Reordered(tuple(seat for seat in seats if seat in group.rotation.seats)))
        case "join", (seat, after, offset):
            group.append(events.Joined(seat, None if after is None else _seat(group, after), _day(group, offset)))
            group.moved.add(seat)
        case "offer" | "call" | "accept" | "name" | "swap", (role, *rest):
            _do_turn(group, what, role if group.policy.host is Hosting.APART else CHAIR, *rest)
        case _, (seat, *rest):
            _do_seat(group, what, _seat(group, seat), *rest)


def _do_seat(group: Group, what: str, seat: str, *given: Any) -> None:
    match what, given:
        case "unavailable", (role, ahead):
            group.append(events.Unavailable(seat, role, None if ahead is None else _number(group, ahead)))
        case "available", (role,):
            group.append(events.Available(seat, role))
        case "suspend", (offset,):
            group.append(events.Suspended(seat, _day(group, offset)))
        case "resume", (offset,):
            group.append(events.Resumed(seat, _day(group, offset)))
        case "leave", (offset,):
            group.append(events.Left(seat, _day(group, offset)))
            group.moved.add(seat)
        case _:
            raise AssertionError(what)


def _do_turn(group: Group, what: str, role: Role, *given: Any) -> None:
    match what, given:
        case "swap", (seat, other):
            group.append(events.Swapped(role, _seat(group, seat), _seat(group, other)))
        case "offer", (ahead, refusals, taken):
            _offer(group, role, _told(group, ahead), refusals, taken)
        case "call", (ahead, seat):
            number = _told(group, ahead)
            group.append(events.Called(number, role), events.Taken(number, role, _seat(group, seat)))
        case "accept", (ahead,):
            number = _told(group, ahead)
            group.append(events.Accepted(number, role, group.live(role).get(number, "-")))
        case "name", (ahead, seat):
            number = _number(group, ahead)
            group.append(events.Named(number, role, _seat(group, seat), "a reason", group.slots[ahead].day))
        case _:
            raise AssertionError(what)


def _offer(group: Group, role: Role, number: int, refusals: int, taken: bool) -> None:
    """Declined; then each seat that it is offered to refuses, until one takes it or none is left."""
    group.append(events.Declined(number, role, group.live(role).get(number, "-")))
    for _ in range(refusals):
        for seat in offer_order(group.rotation, number, role, group.slots, group.absences)[:1]:
            group.append(events.Refused(number, role, seat))
    if taken:
        for seat in offer_order(group.rotation, number, role, group.slots, group.absences)[:1]:
            group.append(events.Taken(number, role, seat))


def _number(group: Group, ahead: int) -> int:
    number = group.slots[ahead].number
    assert number is not None
    return number


def _told(group: Group, ahead: int) -> int:
    told = list(group.live(CHAIR))
    return told[min(ahead, len(told) - 1)] if told else _number(group, 0)


def _seat(group: Group, at: int) -> str:
    return group.rotation.seats[at % len(group.rotation.seats)]


@st.composite
def histories(draw: st.DrawFn, host: Hosting | None = None) -> tuple[Group, list[tuple[Any, ...]]]:
    policy = Policy(
        Basis.HELD,
        host or draw(st.sampled_from(list(Hosting))),
        draw(st.sampled_from(list(Missing))),
        draw(st.sampled_from(list(Cancelling))),
    )
    return Group(policy, draw(st.booleans())), draw(st.lists(STEPS, min_size=draw(st.integers(0, 16)), max_size=24))


HISTORIES = int(os.environ.get("HISTORIES", "0"))
"""How many random histories to try for each property; unset: the same sixty each time."""
MANY = settings(
    max_examples=HISTORIES or 60,
    derandomize=not HISTORIES,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def picture(rotation: Rotation, slots: list[Slot]) -> tuple[Any, ...]:
    """Everything that can be asked of a rotation."""
    standings = {(seat, role): rotation.standing(seat, role) for seat in rotation.seats for role in Role}
    queues = rotation.queue(CHAIR), rotation.queue(HOST)
    return rotation.seats, rotation.suspended, rotation.history, standings, queues, project(rotation, slots[:10])


def roles(group: Group) -> list[Role]:
    return [CHAIR, HOST] if group.policy.host is Hosting.APART else [CHAIR]


@MANY
@given(histories())
def test_turns_used_and_owed_differ_by_at_most_one_between_seats_present_throughout(history: Any) -> None:
    group, steps = history
    for step in steps:
        do(group, step)
        present = [seat for seat in SEATS if seat not in group.moved]
        for role in roles(group):
            standings = [group.rotation.standing(seat, role) for seat in present]
            shares = [standing.used + standing.owed for standing in standings]
            assert max(shares, default=0) - min(shares, default=0) <= 1, (step, role, shares)
            assert all(min(each.owed, each.early, each.used) >= 0 for each in standings)


@MANY
@given(histories())
def test_a_told_turn_is_taken_back_only_by_what_the_rules_list(history: Any) -> None:
    group, steps = history
    for step in steps:
        before = {role: group.live(role) for role in roles(group)}
        entered = len(group.ledger)
        do(group, step)
        happened = group.ledger[entered:]
        dated = [event for event in group.ledger if isinstance(event, events.Left | events.Suspended) and event.on]
        for role, turns in before.items():
            for number, seat in turns.items():
                after = group.rotation.holder(number, role)
                if after != seat and not group.rotation.closed(number):
                    words = [_moved(event, before, number) for event in (*happened, *dated)]
                    assert any(seat in seats for seats in words), (step, number, seat, after)


def _moved(event: events.Event, before: dict[Role, dict[int, str]], number: int) -> set[str]:
    """Whose told turns an event may move: its own word, leaving or suspension, a swap of its own, or an override.

    An override moves the seats of that very meeting only: who was to chair it, and who was to host it.
    """
    match event:
        case events.Named() if event.number == number:
            return {turns.get(number, "") for turns in before.values()}
        case events.Taken():
            return {event.seat, before[event.role].get(event.number, "")}
        case events.Unavailable() | events.Left() | events.Suspended():
            return {event.seat}
        case events.Swapped():
            return {event.seat, event.with_seat}
        case _:
            return set()


@MANY
@given(histories())
def test_what_is_projected_is_what_then_happens(history: Any) -> None:
    group, steps = history
    for step in steps:
        do(group, step)
    slots = group.slots[:12]
    projected = project(group.rotation, slots, group.absences)
    assert [turn.number for turn in projected] == [slot.number for slot in slots]
    happened: list[Turn] = []
    for slot in slots:
        group.tell(slot.number)
        happened += project(group.rotation, [slot], group.absences)
        group.hold()
    assert [_seats(turn) for turn in happened] == [_seats(turn) for turn in projected]


def _seats(turn: Turn) -> tuple[Any, ...]:
    return turn.number, turn.chair, turn.chair_why, turn.host, turn.host_why


@MANY
@given(histories(Hosting.APART))
def test_the_chairing_seat_never_hosts(history: Any) -> None:
    group, steps = history
    for step in steps:
        do(group, step)
        for turn in project(group.rotation, group.slots[:8], group.absences):
            assert turn.chair is None or turn.chair != turn.host


@MANY
@given(histories())
def test_a_replay_of_the_same_events_gives_the_same_rotation_also_through_json(history: Any) -> None:
    group, steps = history
    for step in steps:
        do(group, step)
    again = replay(SEATS, group.policy, [from_json(to_json(event)) for event in group.ledger])
    assert picture(again, group.slots) == picture(group.rotation, group.slots)


@MANY
@given(histories())
def test_closing_twice_changes_nothing(history: Any) -> None:
    group, steps = history
    for step in steps:
        do(group, step)
    number = _number(group, 0)
    group.hold()
    once = picture(group.rotation, group.slots)
    again = group.rotation.then(events.Held(number), events.Held(number))
    assert picture(again, group.slots) == once
    assert assign(again, group.slots[:20], group.absences) == ()


@MANY
@given(histories(), STEPS)
def test_a_rotation_once_made_is_never_changed(history: Any, step: tuple[Any, ...]) -> None:
    group, steps = history
    for each in steps:
        do(group, each)
    kept, slots = group.rotation, group.slots[:]
    before = picture(kept, slots)
    assign(kept, slots, group.absences, through=_number(group, 3))
    do(group, step)
    assert picture(kept, slots) == before


@given(st.integers(2, 9))
@settings(max_examples=8, deadline=None)
def test_n_seats_see_all_pairs_of_chair_and_host_in_as_many_meetings(count: int) -> None:
    seats = [f"S{at}" for at in range(count)]
    pairs = count * (count - 1)
    turns = project(replay(seats), [Slot(n) for n in range(1, 2 * pairs + 1)])
    assert {(turn.chair, turn.host) for turn in turns[:pairs]} == {(a, b) for a in seats for b in seats if a != b}
    assert [(turn.chair, turn.host) for turn in turns[pairs:]] == [(turn.chair, turn.host) for turn in turns[:pairs]]
