"""Who gets the next turn: the walk along the places, and what being passed over costs.

Seats owed a turn come first, the longest waiting first of all; then the ring. The first that is available takes it.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable
from typing import NamedTuple

from .places import GAP, Early, Order, Places
from .reasons import IN_ORDER, BySwap, Outcome, Owed, PassedOver, Reason, SetOff, SuspendedSeat
from .terms import CHAIRS_HERE, HOSTS_HERE, NOT_YET_SEATED, Away


class Choice(NamedTuple):
    """Who gets a turn: the place it is charged to, the seat that sits on it, and what the place was like before."""

    place: str
    seat: str
    cycle: int
    prior: int
    seq: int
    why: tuple[Reason, ...]


class Asked(NamedTuple):
    """For which turn a seat is sought. ``blocked`` chairs (hosts) the same meeting.

    For hosts ``order`` gives the order of the nth round, which begins behind the chairing place ``lead``.
    ``expected``: it must be this seat.
    """

    number: int | None
    suspended: frozenset[str]
    blocked: str | None = None
    away: Callable[[str], Away | None] | None = None
    forfeit: bool = False
    order: Order | None = None
    lead: str | None = None
    expected: str | None = None

    def hindered(self, seat: str) -> Away | None:
        """Why the seat can't take it."""
        if seat == self.blocked:
            return Away(CHAIRS_HERE if self.order else HOSTS_HERE)
        return self.away(seat) if self.away else None


class Queue(Places):
    """The places of one role, and how turns are given to them."""

    __slots__ = ()

    def take_next(self, asked: Asked) -> Choice | None:
        """Give the turn to the first that is available. None, and nothing changed: nobody is, or not ``expected``."""
        if not self.ring:
            return None
        return self._take_first(asked) if not self.owed else self._search(asked)

    def _take_first(self, asked: Asked) -> Choice | None:
        """The front of the ring, if nothing weighs on it: the common case, kept short."""
        before = self.ring, self.clock, self.round, self.begun
        if asked.order and self.ring[0][0] == self.ring[-1][0] > self.begun:
            self.begin_round(asked.order, asked.lead)
        ring = self.ring
        level, wait, place = ring[0]
        if (
            place == asked.blocked
            or place in asked.suspended
            or place in self.sits
            or (asked.expected is not None and asked.expected != place)
            or (asked.away is not None and asked.away(place) is not None)
        ):
            self.ring, self.clock, self.round, self.begun = before
            return self._search(asked)
        del ring[0]
        self.clock = clock = self.clock + GAP
        last = (level + 1, clock, place)
        if ring and ring[-1] > last:
            insort(ring, last)
        else:
            ring.append(last)
        why = (*IN_ORDER, self.fresh.pop(place)) if self.fresh and place in self.fresh else IN_ORDER
        return Choice(place, place, level, wait, clock, why)

    def _search(self, asked: Asked) -> Choice | None:
        before = self.copy()
        passed: list[Reason] = []
        choice = self._search_owed(asked, passed) or self._search_ring(asked, passed)
        if choice is None or asked.expected not in (None, choice.seat):
            self.restore(before)
            return None
        return choice._replace(why=(*choice.why, *passed)) if passed else choice

    def _search_owed(self, asked: Asked, passed: list[Reason]) -> Choice | None:
        """The place that is owed longest and can serve now. A suspended seat's debt stays."""
        for place in dict.fromkeys(place for place, _ in self.owed):
            seat = self.sitter(place)
            if isinstance(seat, Early):
                passed.append(SetOff(seat.seat))
                self.set_off(place, seat)
            elif seat in asked.suspended:
                continue
            elif (reason := asked.hindered(seat)) is None:
                return self._owed(place, seat)
            elif reason.because != NOT_YET_SEATED:
                passed.append(_passed(seat, reason, Outcome.STILL_OWED))
        return None

    def _search_ring(self, asked: Asked, passed: list[Reason]) -> Choice | None:
        """Along the ring until somebody is free.

        Whoever can't is passed over once a level, and is free on no higher one; a place on which another seat sits,
        or whose turn was served early, is looked at once more for that.
        """
        aside: list[tuple[int, int, str]] = []
        ceiling = self.ring[-1][0]
        choice = None
        while choice is None and self.ring and self.ring[0][0] <= ceiling:
            if asked.order and self.ring[0][0] == self.ring[-1][0] > self.begun and not aside:
                self.begin_round(asked.order, asked.lead)
            level, wait, place = self.ring[0]
            nth = self.debts(place)
            seat = self.sitter(place, nth)
            ceiling += seat != place
            if isinstance(seat, Early):
                passed.append(SetOff(seat.seat))
                self.set_off(place, seat)
            elif seat in asked.suspended:
                passed.append(SuspendedSeat(seat))
                self.up(place, nth)
            elif (reason := asked.hindered(seat)) is None:
                choice = self._choice(place, seat, level - nth, wait, self.up(place, nth), IN_ORDER)
            elif reason.because == NOT_YET_SEATED:
                aside.append(self.ring.pop(0))
            else:
                passed.append(self._pass_over(place, seat, nth, reason, asked))
        for entry in aside:
            insort(self.ring, entry)
        return choice

    def take(self, seat: str) -> Choice:
        """Give the turn to this seat, whoever comes before it: its soonest turn is used."""
        place, nth = next(self.coming(seat))
        owed = self.debts(place)
        if nth < owed:
            return self._owed(place, seat)
        level, wait, _ = self.entry(place)
        return self._choice(place, seat, level - owed, wait, self.up(place, nth), IN_ORDER)

    def _owed(self, place: str, seat: str) -> Choice:
        level, wait, _ = self.entry(place)
        cycle = level - self.debts(place)
        since = next(since for owed, since in self.owed if owed == place)
        return self._choice(place, seat, cycle, wait, self.pay(place), (Owed(since),))

    def _choice(self, place: str, seat: str, cycle: int, wait: int, seq: int, why: tuple[Reason, ...]) -> Choice:
        if seat != place:
            why = (BySwap(place), *why)
        if seat in self.fresh:
            why = (*why, self.fresh.pop(seat))
        return Choice(place, seat, cycle, wait, seq, why)

    def _pass_over(self, place: str, seat: str, nth: int, reason: Away, asked: Asked) -> PassedOver:
        """``owed``: it keeps its place; an older turn still owed lapses. ``forfeit``: to the back as though served.

        Who chairs (hosts) the same meeting is always owed.
        """
        if asked.forfeit and reason.because not in (CHAIRS_HERE, HOSTS_HERE):
            self.give_up(seat)
            self.up(place, nth)
            return _passed(seat, reason, Outcome.FORFEITED)
        level, wait, _ = self.entry(place)
        self.put(place, level + 1, wait)
        if not nth:
            self.owed.append((place, asked.number))
            return _passed(seat, reason, Outcome.OWED)
        self.lapse(place, asked.number)
        return _passed(seat, reason, Outcome.LAPSED)


def _passed(seat: str, reason: Away, outcome: Outcome) -> PassedOver:
    return PassedOver(seat, reason.because, reason.first_day, reason.last_day, outcome)
