"""The places of one role: how many turns each has used, since when it waits, what it is owed.

Every seat has a *place*. A place has a level, the turns it has used or is owed, and the moment since which it
waits. The ring is the places sorted by level, then by wait: fewest turns used first, among equals the longest
waiting. Places that are owed a turn stand before the ring. Only a place that is reached at the front of the ring
goes up a level, so levels never differ by more than one: that is the rules' fairness, by construction.

A swap changes no place: it only says who will *sit* on one when it comes. So nobody else can move.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple, Self

from .reasons import NewSeat

GAP = 1 << 32
"""Between two moments of waiting, so that a seat can be put behind any other."""


Order = Callable[[int, str | None], list[str]]
"""The order of the nth round of hosts, where that place chairs."""


class Located(NamedTuple):
    """A coming turn that is not told yet: the ``nth`` one of a place, counted from 0."""

    place: str
    nth: int


class Early(NamedTuple):
    """Sits on a coming turn that its seat has served before its time, as the meeting of that number (if known)."""

    seat: str
    number: int | None


Sitter = str | Early
"""Who serves a coming turn; one that was served early is passed over when it comes."""


class Places:
    """The places of one role, while they are worked on. Copied before every change that must not last."""

    __slots__ = ("base", "begun", "clock", "forfeited", "fresh", "lapsed", "owed", "paid", "ring", "round", "sits")

    def __init__(self, seats: Iterable[str] = (), had: Collection[str] = ()) -> None:
        self.ring: list[tuple[int, int, str]] = sorted(
            (1 if seat in had else 0, at * GAP, seat) for at, seat in enumerate(seats)
        )
        self.clock = len(self.ring) * GAP
        self.owed: list[tuple[str, int | None]] = []
        self.sits: dict[str, tuple[Sitter, ...]] = {}
        self.paid: dict[int, str] = {}
        self.base: dict[str, int] = {seat: 0 for _, _, seat in self.ring}
        self.lapsed: dict[str, int] = {}
        self.forfeited: dict[str, int] = {}
        self.fresh: dict[str, NewSeat] = {}
        self.round = 0
        self.begun = -1

    def copy(self) -> Self:
        """The same places, to be changed alone."""
        twin = self.__class__.__new__(self.__class__)
        twin.restore(self)
        return twin

    def restore(self, other: Places) -> None:
        """Make these places equal to the others."""
        self.ring, self.owed = other.ring[:], other.owed[:]
        self.sits, self.paid, self.fresh = other.sits.copy(), other.paid.copy(), other.fresh.copy()
        self.base, self.lapsed, self.forfeited = other.base.copy(), other.lapsed.copy(), other.forfeited.copy()
        self.clock, self.round, self.begun = other.clock, other.round, other.begun

    # Reading

    def line(self) -> list[str]:
        """The places in the order in which they come: owed ones first."""
        ring = [entry[2] for entry in self.ring]
        return list(dict.fromkeys([*(place for place, _ in self.owed), *ring])) if self.owed else ring

    def debts(self, place: str) -> int:
        """How many turns the place is owed."""
        return sum(1 for owed, _ in self.owed if owed == place)

    def sitter(self, place: str, nth: int = 0) -> Sitter:
        """Who serves the place's nth coming turn: its own seat unless it swapped, or has served it early."""
        stand_ins = self.sits.get(place, ())
        return stand_ins[nth] if nth < len(stand_ins) else place

    def level(self, place: str) -> int:
        """Turns used or owed, since the group began (a seat that joined: since those it joined)."""
        return self.entry(place)[0]

    def coming(self, seat: str) -> Iterator[Located]:
        """The turns that the seat will serve and has not been told, the soonest first, without end."""
        nth, line = 0, self.line()
        while True:
            for owed in (True, False):
                for place in line:
                    if (nth < self.debts(place)) is owed and self.sitter(place, nth) == seat:
                        yield Located(place, nth)
            nth += 1

    def entry(self, place: str) -> tuple[int, int, str]:
        """The place's level and wait."""
        return next(entry for entry in self.ring if entry[2] == place)

    # What a turn that comes costs its place

    def up(self, place: str, nth: int) -> int:
        """One more turn used: to the back of the next level."""
        level, _, _ = self.entry(place)
        self.spend(place, nth)
        return self.put(place, level + 1)

    def pay(self, place: str, since: int | None = None) -> int:
        """A turn that was owed is had: to the back of its level. The one ``since`` if owed, else the oldest."""
        mine = [debt for debt in self.owed if debt[0] == place]
        nth = mine.index((place, since)) if (place, since) in mine else 0
        self.owed.remove(mine[nth])
        self.spend(place, nth)
        return self.put(place, self.level(place))

    def put(self, place: str, level: int, wait: int | None = None) -> int:
        """To that level, waiting since ``wait``, or from now on. Returns the moment."""
        if wait is None:
            self.clock += GAP
            wait = self.clock
        self.ring = [entry for entry in self.ring if entry[2] != place]
        insort(self.ring, (level, wait, place))
        return wait

    def spend(self, place: str, nth: int) -> None:
        """The place's nth coming turn is over, for whoever was to sit on it."""
        left = self.sits.get(place, ())
        self.seat_on(place, left[:nth] + left[nth + 1 :])

    def seat_on(self, place: str, sitters: tuple[Sitter, ...]) -> None:
        """Who serves the place's coming turns, the next first; after these its own seat."""
        while sitters and sitters[-1] == place:
            sitters = sitters[:-1]
        if sitters:
            self.sits[place] = sitters
        else:
            self.sits.pop(place, None)

    def set_off(self, place: str, early: Early) -> None:
        """The turn that comes was served early: that meeting is charged to this place now."""
        if early.number is not None:
            self.paid[early.number] = place
        if self.debts(place):
            self.pay(place)
        else:
            self.up(place, 0)

    def lapse(self, place: str, since: int | None) -> None:
        """The others began the next cycle without it: of two turns owed the older one lapses."""
        older = str(self.sitter(place))
        self.spend(place, 0)
        at = next(at for at, (owed, _) in enumerate(self.owed) if owed == place)
        self.owed[at] = (place, since)
        self.lapsed[older] = self.lapsed.get(older, 0) + 1

    def begin_round(self, order: Order, lead: str | None) -> None:
        """All have hosted: the next round has the order that the chairs' queue gives it."""
        level = self.begun = self.ring[0][0]
        self.round += 1
        clock = self.clock
        self.ring = [(level, clock + at * GAP, place) for at, place in enumerate(order(self.round, lead), 1)]
        self.clock = clock + len(self.ring) * GAP

    # What else moves a place

    def hold(self, place: str) -> bool:
        """Whether the seat has a place here."""
        return place in self.base

    def credit(self, place: str, sitter: str, since: int | None, *, wait: tuple[int, int] | None = None) -> None:
        """A turn comes back unused: it is owed.

        ``wait`` (told, before): a place that has waited only since this turn waits again since before it.
        """
        if not self.hold(place):
            if not self.hold(sitter) or self.uncharge(None, sitter):
                return
            place, wait = sitter, None
        sitter = sitter if self.hold(sitter) else place
        nth = self.debts(place)
        before = tuple(self.sitter(place, at) for at in range(nth))
        self.seat_on(place, (*before, sitter, *self.sits.get(place, ())[nth:]))
        self.owed.append((place, since))
        level, told, _ = self.entry(place)
        if wait and told == wait[0]:
            self.put(place, level, wait[1])

    def charge(self, seat: str, number: int) -> tuple[str, int, int]:
        """The seat serves this meeting out of turn: what it is owed is paid, or its coming turn is served early.

        Returns the place charged and the moments since which it waits now and waited before (-1: unchanged).
        """
        place, nth = next(self.coming(seat))
        if nth < self.debts(place):
            prior = self.entry(place)[1]
            owed = [since for owed, since in self.owed if owed == place]
            return place, self.pay(place, owed[nth]), prior
        self.exchange(Located(place, nth), Early(seat, number))
        return place, -1, -1

    def uncharge(self, number: int | None, sitter: str) -> bool:
        """That meeting is not served early after all: the turn comes when it would have come. False: it has come.

        None: what stands for a turn of a seat that left, the sitter's own first.
        """
        marks = [
            (each.seat != sitter, Located(place, nth))
            for place, sitters in self.sits.items()
            for nth, each in enumerate(sitters)
            if isinstance(each, Early) and each.number == number
        ]
        if marks:
            self.exchange(min(marks)[1], sitter)
        return bool(marks)

    def early(self, seat: str) -> int:
        """How many turns the seat has served before their time."""
        return sum(
            1 for sitters in self.sits.values() for each in sitters if isinstance(each, Early) and each[0] == seat
        )

    def undo_credit(self, place: str | None, since: int, seq: int, prior: int) -> bool:
        """Take back a turn that was given back, as though it never had been. False: it is no longer owed."""
        if place is None or (place, since) not in self.owed:
            return False
        level, wait, _ = self.entry(place)
        self.pay(place, since)
        self.put(place, level, seq if wait == prior else wait)
        return True

    def give_up(self, seat: str) -> None:
        """A told turn is forfeited."""
        self.forfeited[seat] = self.forfeited.get(seat, 0) + 1

    def exchange(self, at: Located, seat: Sitter) -> None:
        """The seat will serve that coming turn; one that is gone leaves it to the place's own seat."""
        seat = at.place if isinstance(seat, str) and not self.hold(seat) else seat
        sitters = self.sits.get(at.place, ())
        sitters += (at.place,) * (at.nth + 1 - len(sitters))
        self.seat_on(at.place, (*sitters[: at.nth], seat, *sitters[at.nth + 1 :]))

    def join(self, seat: str, cycle: int | None, after: str | None, fresh: NewSeat) -> None:
        """A new place: last of the cycle, or right behind ``after``."""
        level = self.ring[0][0] if self.ring else 0
        if after is not None:
            level, wait, _ = self.entry(after)
            later = [entry[1] for entry in self.ring if entry[1] > wait]
            self.put(seat, level, (wait + min(later, default=wait + GAP)) // 2)
        else:
            level = level if cycle is None else cycle
            self.put(seat, level)
        self.base[seat] = level
        self.fresh[seat] = fresh

    def leave(self, seat: str) -> list[str]:
        """The place is gone. Returns who was to serve its turns by a swap, and now loses them.

        What others served for it counts as their own; what they gave to it, and have done nothing for, comes back.
        """
        lost = [each for each in self.sits.pop(seat, ()) if isinstance(each, str) and each != seat]
        for place, sitters in list(self.sits.items()):
            if seat in sitters:
                heirs = ((heir(place, lost) or Early(place, None)) if each == seat else each for each in sitters)
                self.seat_on(place, tuple(heirs))
        self.ring = [entry for entry in self.ring if entry[2] != seat]
        self.owed = [debt for debt in self.owed if debt[0] != seat]
        self.base.pop(seat, None)
        self.fresh.pop(seat, None)
        return lost

    def compensate(self, seat: str) -> None:
        """The seat gave a turn to one that left and gets none for it: it is owed that.

        If its own turn is still to come, for another seat by a swap, it has that back, and the other is owed.
        """
        other = self.sitter(seat)
        if other != seat and self.level(seat) - self.base[seat] <= self.debts(seat):
            self.seat_on(seat, (seat, *self.sits[seat][1:]))
            if isinstance(other, str):
                self.compensate(other)
        else:
            self.credit(seat, seat, None)

    def reorder(self, seats: Iterable[str]) -> None:
        """Seats still to come in this cycle, then the rest, each in the new order; what is owed stays."""
        levels = {place: level for level, _, place in self.ring}
        self.ring = sorted((levels[seat], self.clock + at * GAP, seat) for at, seat in enumerate(seats, 1))
        self.clock += len(self.ring) * GAP


def heir(place: str, lost: list[str]) -> str | None:
    """Who serves a place's turn that a seat leaves behind: who lost one by that, first of all the place's own seat."""
    if not lost:
        return None
    return lost.pop(lost.index(place) if place in lost else 0)
